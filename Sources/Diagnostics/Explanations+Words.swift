extension Explanation {
  static let words: [Explanation] = [
    Explanation(
      .unknownMember, "A member that a decode never gives",
      """
      The columns of `csv` and `dsv`, the keys of `dissect`, the named groups of `regex`, what `grok` captures
      and the parts of `url` and `user_agent` are all that their results have. Any other name is a slip,
      and its value would be missing in every event.
      Write one of the names that the pattern gives. A name with a dot in it stands in brackets:
      `$d["a.b"]`.
      """,
      example: #"""
        hlmap: 1
        stages:
          - decode: {regex: message, name: login, pattern: '^(?<user>\w+) from (?<source>\S+)$'}
          - map:
              user.name: $login.usr
              source.ip: $login.source
        """#,
      remedy: #"""
        hlmap: 1
        stages:
          - decode: {regex: message, name: login, pattern: '^(?<user>\w+) from (?<source>\S+)$'}
          - map:
              user.name: $login.user
              source.ip: $login.source
        """#),
    Explanation(
      .bareWord, "A text without quotes in a condition",
      """
      A bare word is a path into the event. `action == deny` thus asks whether the event has a member `deny`
      whose value is that of `action`; where there is none, the condition never holds.
      It is reported where the word stands beside a path of the event, and nothing shows that it is a path too:
      no other rule reads it, and neither an inline test nor a sample has it. `--fix` puts quotes around the items of
      a list; of two names beside `==` both may be paths, so that you decide.
      Put quotes around a text. Where the path is meant, `$event.deny` says so.
      """,
      example: """
        hlmap: 1
        stages:
          - map: {event.action: action}
          - when: action in [deny, blocked]
            set: {event.outcome: failure}
        """,
      remedy: """
        hlmap: 1
        stages:
          - map: {event.action: action}
          - when: action in ["deny", "blocked"]
            set: {event.outcome: failure}
        """),
  ]
}
