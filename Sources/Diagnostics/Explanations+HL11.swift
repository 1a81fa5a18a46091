/// Pages of the codes about the shape of a rule file.
extension Explanation {
  static let shapes: [Explanation] = [
    Explanation(
      .unknownKey, "A key that does not exist here",
      """
      The key is not one of those that may stand at this place; most often it is mistyped.
      A misspelt `when` would make a condition vanish and its stage run on every event, so unknown keys
      are errors, not remarks.
      Write the key that the help names.
      """,
      example: """
        hlmap: 1
        stages:
          - wen: log_type == "network"
            set: {event.kind: event}
        """,
      remedy: """
        hlmap: 1
        stages:
          - when: log_type == "network"
            set: {event.kind: event}
        """),
    Explanation(
      .missingKey, "A key that is missing",
      """
      Something cannot work without a key that is not there: a mapping without `hlmap: 1`, an assignment
      without a source, a match without cases.
      Add the key that the message names.
      """,
      example: """
        hlmap: 1
        stages:
          - to: user.name
        """,
      remedy: """
        hlmap: 1
        stages:
          - to: user.name
            from: username
        """),
    Explanation(
      .wrongShape, "A value of the wrong shape",
      """
      A list stands where a map belongs, a number where an expression belongs, and so on.
      A number, boolean or null under `map:` is refused because it looks like a source but is a constant;
      constants belong under `set:`.
      """,
      example: """
        hlmap: 1
        stages:
          - map: {event.severity: 5}
        """,
      remedy: """
        hlmap: 1
        stages:
          - set: {event.severity: 5}
        """),
    Explanation(
      .unsupportedVersion, "A version of the language that is not known",
      """
      `hlmap:` says which version of the rule language a file is written in. Later versions may give the
      same words another meaning, so a file of an unknown version is not run.
      Write `hlmap: 1`, or use a newer release of the program.
      """,
      example: """
        hlmap: 2
        stages: []
        """,
      remedy: """
        hlmap: 1
        stages: []
        """),
    Explanation(
      .conflictingKeys, "Keys that exclude each other",
      """
      Each stage is of one kind, and an assignment has one source. Two keys here say two different things,
      and only one could count.
      Split the stage in two, or remove one of the keys.
      """,
      example: """
        hlmap: 1
        stages:
          - to: event.kind
            from: kind
            value: event
        """,
      remedy: """
        hlmap: 1
        stages:
          - to: event.kind
            value: event
        """),
    Explanation(
      .emptyPath, "A name with nothing in it",
      """
      A path, a name or a list of sources is empty, or has an empty part such as the one in `host..name`.
      It can never name anything.
      """,
      example: """
        hlmap: 1
        stages:
          - map: {host..name: hostname}
        """,
      remedy: """
        hlmap: 1
        stages:
          - map: {host.name: hostname}
        """),
  ]
}
