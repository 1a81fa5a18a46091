/// Pages of the codes about expressions and names.
extension Explanation {
  static let names: [Explanation] = [
    Explanation(
      .expressionSyntax, "An expression that cannot be read",
      """
      The text is not an expression: a bracket is not closed, an operator has nothing on one side, or two
      values stand side by side.
      The caret stands at the first character that does not fit. Equality is `==`, and `and`, `or`, `not`
      are words.
      """,
      example: """
        hlmap: 1
        stages:
          - when: log_type = "network"
            set: {event.kind: event}
        """,
      remedy: """
        hlmap: 1
        stages:
          - when: log_type == "network"
            set: {event.kind: event}
        """),
    Explanation(
      .badEscape, #"An escape that does not exist"#,
      #"""
      In the texts of expressions a backslash starts an escape: `\\`, `\"`, `\n`, `\t`, `\u00e9` and a few more.
      Any other is refused, because `\d` in a pattern and `C:\dir` in a path were most likely meant
      otherwise than they would be read.
      Write the backslash twice. In YAML, put such an expression into single quotes.
      """#,
      example: #"""
        hlmap: 1
        stages:
          - when: name matches "\d+"
            set: {event.kind: event}
        """#,
      remedy: #"""
        hlmap: 1
        stages:
          - when: name matches "\\d+"
            set: {event.kind: event}
        """#),
    Explanation(
      .unterminatedText, "A text without its closing quote",
      """
      A text in an expression starts with a quote and does not end. YAML may have taken the end of it: in
      an unquoted scalar ` #` starts a comment and `: ` a map.
      Add the closing quote, or put the whole expression into quotes for YAML.
      """,
      example: """
        hlmap: 1
        stages:
          - when: log_type == "network
            set: {event.kind: event}
        """,
      remedy: """
        hlmap: 1
        stages:
          - when: log_type == "network"
            set: {event.kind: event}
        """),
    Explanation(
      .expressionTooDeep, "An expression that is nested too deeply",
      """
      Expressions nest at most 64 levels deep. Nobody can read more, and the limit keeps a rule file from
      exhausting the stack of the program.
      Use a list with `in`, a `match` stage, or several stages.
      """),
    Explanation(
      .unknownFunction, "A function that does not exist",
      """
      The name before `(` or behind `|` is not one of the functions; most often it is mistyped or comes
      from another language.
      `hl-map functions` lists all functions with their parameters and examples.
      """,
      example: """
        hlmap: 1
        stages:
          - map: {user.name: username | lwoer}
        """,
      remedy: """
        hlmap: 1
        stages:
          - map: {user.name: username | lower}
        """),
    Explanation(
      .unknownFragment, "A fragment that does not exist",
      """
      `use:` names a fragment that neither this file nor an included one declares.
      Declare it under `fragments:`, include the file that does, or mend the name.
      """,
      example: """
        hlmap: 1
        fragments:
          hashes(src):
            map: {file.hash.md5: $src.md5}
        stages:
          - use: hashs(hashes)
        """,
      remedy: """
        hlmap: 1
        fragments:
          hashes(src):
            map: {file.hash.md5: $src.md5}
        stages:
          - use: hashes(hashes)
        """),
    Explanation(
      .unknownTable, "A table that does not exist",
      """
      `lookup:` names a table that neither this file nor an included one declares.
      Declare it under `tables:`, include the file that does, or mend the name.
      """,
      example: """
        hlmap: 1
        tables:
          levels: {low: 10, high: 50}
        stages:
          - map: {event.severity: {from: level, lookup: level}}
        """,
      remedy: """
        hlmap: 1
        tables:
          levels: {low: 10, high: 50}
        stages:
          - map: {event.severity: {from: level, lookup: levels}}
        """),
    Explanation(
      .unknownRoot, "A name after `$` that means nothing here",
      """
      `$event` is the decoded event, `$raw` the event as received, `$out` what was written so far, `$item` the
      item of a loop. All other names come from an earlier `decode:` or from the parameters of the enclosing
      fragment.
      A decode must stand before the stages that read its result.
      """,
      example: """
        hlmap: 1
        stages:
          - decode: {json: body, name: body}
          - map: {user.name: $bdy.user}
          - map: {user.id: $body.id}
        """,
      remedy: """
        hlmap: 1
        stages:
          - decode: {json: body, name: body}
          - map: {user.name: $body.user}
          - map: {user.id: $body.id}
        """),
    Explanation(
      .recursiveFragment, "A fragment that uses itself",
      """
      Fragments are expanded while the rules load. One that uses itself, directly or through others, would
      never end. Nor may more than 32 fragments be inside one another.
      Use `for_each:` for lists, and one stage a level for nested objects.
      """,
      example: """
        hlmap: 1
        fragments:
          walk(src):
            stages:
              - use: walk($src.parent)
        stages:
          - use: walk(process)
        """,
      remedy: """
        hlmap: 1
        fragments:
          walk(src):
            map: {process.parent.name: $src.parent.name}
        stages:
          - use: walk(process)
        """),
    Explanation(
      .unknownCast, "A type that does not exist",
      """
      `as:` names no type; most often the name is mistyped, and else the finding lists the types. The names
      that ECS has for types of fields do as well.
      Without `as:` a value is cast to the type of its field, which is usually what is wanted.
      """,
      example: """
        hlmap: 1
        stages:
          - {to: process.pid, from: pid, as: lng}
        """,
      remedy: """
        hlmap: 1
        stages:
          - {to: process.pid, from: pid, as: long}
        """),
    Explanation(
      .unknownInference, "An inference that does not exist",
      """
      `infer:` takes the names of a few inferences; the finding has the nearest one, or all of them.
      Mend the name, or write the field by a stage.
      """,
      example: """
        hlmap: 1
        infer: [relatd]
        stages: []
        """,
      remedy: """
        hlmap: 1
        infer: [related]
        stages: []
        """),
    Explanation(
      .duplicateName, "A name that is declared twice",
      """
      Two fragments or two tables have one name, in this file or in an included one, or two columns of a
      decode have. Only the later one would be used, everywhere, and nothing would say so.
      Rename one of them.
      """,
      example: """
        hlmap: 1
        fragments:
          hashes(src):
            map: {file.hash.md5: $src.md5}
          hashes(src, dst):
            map: {"${dst}.hash.md5": $src.md5}
        stages:
          - use: hashes(hashes, process)
          - decode: {csv: line, name: row, columns: [time, user, time]}
          - map: {user.name: $row.user, event.created: $row.time}
        """,
      remedy: """
        hlmap: 1
        fragments:
          hashes(src, dst):
            map: {"${dst}.hash.md5": $src.md5}
        stages:
          - use: hashes(hashes, process)
          - decode: {csv: line, name: row, columns: [time, user, seen]}
          - map: {user.name: $row.user, event.created: $row.time}
        """),
    Explanation(
      .expansionTooLarge, "Rules that expand to too much",
      """
      Fragments that use fragments multiply: six levels of ten uses are a million stages. Loading would
      take very long, and every event would run through all of them.
      Use fewer levels, or one fragment with a parameter more.
      """),
  ]
}
