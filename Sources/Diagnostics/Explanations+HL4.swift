/// Pages of the codes about flow.
extension Explanation {
  static let flow: [Explanation] = [
    Explanation(
      .duplicateCase, "A case that stands twice",
      """
      Two cases of a `match` have the same value. The first one runs, the second never does.
      Remove one of the two, or join their bodies.
      """,
      example: """
        hlmap: 1
        stages:
          - match: log_type
            cases:
              - {is: network, set: {event.category: [network]}}
              - {is: [process, network], set: {event.category: [process]}}
        """,
      remedy: """
        hlmap: 1
        stages:
          - match: log_type
            cases:
              - {is: network, set: {event.category: [network]}}
              - {is: process, set: {event.category: [process]}}
        """),
    Explanation(
      .unreachableCase, "A case that is never reached",
      """
      What stands before takes every event that would come here: an `else`, a case of the same value without
      a condition, or a condition around the whole that excludes the value.
      Move the case up, put the more special one first, or remove it.
      """,
      example: """
        hlmap: 1
        stages:
          - match: log_type
            cases:
              - else: true
                set: {event.kind: event}
              - is: alert
                set: {event.kind: alert}
        """,
      remedy: """
        hlmap: 1
        stages:
          - match: log_type
            cases:
              - is: alert
                set: {event.kind: alert}
              - else: true
                set: {event.kind: event}
        """),
    Explanation(
      .deadStore, "A value that is always overwritten",
      """
      A later stage writes the same field whatever the event holds, and nothing reads the first value.
      Most often the two stand in the wrong order, or one of the two targets is a slip.
      Remove one of the two, or put the more special one last.
      """,
      example: """
        hlmap: 1
        stages:
          - map: {event.severity: level}
          - set: {event.severity: 0}
        """,
      remedy: """
        hlmap: 1
        stages:
          - set: {event.severity: 0}
          - map: {event.severity: level}
        """),
    Explanation(
      .alwaysTrue, "A condition that always holds",
      """
      The condition says nothing: it is a constant, it is known from a condition around it, or its parts
      cover every value. `a != x or a != y` holds for every a.
      Remove it, or write `and` where `or` was meant.
      """,
      example: """
        hlmap: 1
        stages:
          - when: log_type != "alert" or log_type != "network"
            set: {event.kind: event}
        """,
      remedy: """
        hlmap: 1
        stages:
          - when: log_type not in ["alert", "network"]
            set: {event.kind: event}
        """),
    Explanation(
      .alwaysFalse, "A condition that never holds",
      """
      The parts of the condition contradict each other or what stands around it, or it compares with a value
      that counts as absent. What stands under it is never done.
      One path has one value: write `or`, or `in [a, b]`. An empty text counts as absent unless `ignore:`
      says otherwise: write `is not present`.
      """,
      example: """
        hlmap: 1
        stages:
          - when: log_type == "alert" and log_type == "network"
            set: {event.kind: alert}
        """,
      remedy: """
        hlmap: 1
        stages:
          - when: log_type in ["alert", "network"]
            set: {event.kind: alert}
        """),
    Explanation(
      .guardOnOtherPath, "A guard on another path than the one used",
      """
      The condition wants one path to be present, and the stage reads another one that nearly has its name.
      Where the two are the same thing misspelt, the stage never runs, or runs unguarded.
      An absent source is skipped anyway, so most such guards can go.
      """,
      example: """
        hlmap: 1
        stages:
          - when: user_name is present
            map: {user.name: username}
        """,
      remedy: """
        hlmap: 1
        stages:
          - map: {user.name: username}
        """),
    Explanation(
      .unusedFragment, "A fragment that is never used",
      """
      The file declares a fragment that no stage uses. Either a `use:` is missing, and fields with it, or
      the fragment is left over.
      """,
      example: """
        hlmap: 1
        fragments:
          hashes(src):
            map: {file.hash.md5: $src.md5}
        stages:
          - set: {event.kind: event}
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
      .unusedTable, "A table that is never used",
      """
      The file declares a table that no `lookup:` names. Either a lookup is missing, or the table is left
      over.
      """,
      example: """
        hlmap: 1
        tables:
          levels: {low: 10, high: 50}
        stages:
          - map: {event.severity: level}
        """,
      remedy: """
        hlmap: 1
        tables:
          levels: {low: 10, high: 50}
        stages:
          - map: {event.severity: {from: level, lookup: levels}}
        """),
    Explanation(
      .unusedDecode, "A decode whose result nobody reads",
      """
      A text is taken apart on every event, and no expression reads the result. Either the stages that
      should read it name the undecoded field, or the decode is left over.
      """,
      example: """
        hlmap: 1
        stages:
          - decode: {json: body, name: b}
          - map: {user.name: body.user}
        """,
      remedy: """
        hlmap: 1
        stages:
          - decode: {json: body, name: b}
          - map: {user.name: $b.user}
        """),
    Explanation(
      .unusedField, "A vendor field that is never written",
      """
      A vendor layer declares a field that no stage writes. That is fine where several mappings share the
      layer; else a stage is missing, or the declaration is left over.
      """,
      example: """
        hlmap: 1
        schema: [ecs@9.4, {acme.level: keyword}]
        stages:
          - map: {event.severity: level}
        """,
      remedy: """
        hlmap: 1
        schema: [ecs@9.4, {acme.level: keyword}]
        stages:
          - map: {acme.level: level}
        """),
    Explanation(
      .explosivePattern, #"A pattern that can take very long"#,
      #"""
      A repetition stands inside a repetition, and a text can be split between the two in very many ways.
      On a text that nearly fits, all of them are tried up to a limit; then a search in linear time takes
      over, which is slow. It knows no references back (`\1`) and does not look around at length: with
      those in it, such a pattern finds nothing past the limit, a way around the rule.
      Write a possessive `++` or `*+`, an atomic group `(?>…)`, or one repetition.
      """#,
      example: #"""
        hlmap: 1
        stages:
          - when: 'command matches "^(\\w+\\s?)+$"'
            set: {event.kind: event}
        """#,
      remedy: #"""
        hlmap: 1
        stages:
          - when: 'command matches "^[\\w\\s]+$"'
            set: {event.kind: event}
        """#),
    Explanation(
      .unusedStage, "A stage that no entry of the pipeline runs",
      """
      `stages:` of an intake format describes a stage that no entry of `pipeline:` names, so its actions never
      run. An entry of that name with an `external` stage does not run them either.
      Add an entry, or remove the stage.
      """,
      example: """
        pipeline:
          - name: parsed
            external: {name: json.parse-json}
          - name: fields
        stages:
          fields:
            actions:
              - set:
                  user.name: "{{ parsed.message.login }}"
          addresses:
            actions:
              - set:
                  source.ip: "{{ parsed.message.client }}"
        """,
      remedy: """
        pipeline:
          - name: parsed
            external: {name: json.parse-json}
          - name: fields
          - name: addresses
        stages:
          fields:
            actions:
              - set:
                  user.name: "{{ parsed.message.login }}"
          addresses:
            actions:
              - set:
                  source.ip: "{{ parsed.message.client }}"
        """),
    Explanation(
      .unreadIsRead, "A path listed as unread that a rule reads",
      """
      `unread:` lists the parts of the event that are left out on purpose, each with its reason; `hl-map cover` goes
      by that list. Here a rule reads the path, or something below or above it, so the list says what is not so.
      Remove the entry, or narrow it to what is really left out. A rule that only tests a path, as in
      `agent is present`, does not read it.
      """,
      example: """
        hlmap: 1
        unread:
          agent: nothing in it is of use
        stages:
          - map: {host.hostname: agent.hostname}
        """,
      remedy: """
        hlmap: 1
        unread:
          agent.version: changes with every update
        stages:
          - map: {host.hostname: agent.hostname}
        """),
    Explanation(
      .dashInName, "A name that looks like a difference",
      """
      A name may hold `-`, so that `total-sent` is one member of the event and no difference. Here the
      parts before and behind it are members that other rules read, and nothing else reads the whole.
      Put blanks around the sign to subtract; write `$event["total-sent"]` where the name is meant.
      """,
      example: """
        hlmap: 1
        stages:
          - map:
              source.bytes: sent
              network.bytes: total
              destination.bytes: total-sent
        """,
      remedy: """
        hlmap: 1
        stages:
          - map:
              source.bytes: sent
              network.bytes: total
              destination.bytes: total - sent
        """),
    Explanation(
      .unusedBinding, "A value of a `let` that nothing reads",
      """
      `let:` gives a value a name, and no expression in its block reads it as `$name`. The name is known
      behind its entry: in later entries and in all of the block, not in fragments that the block uses,
      which get values as arguments.
      Read it, or remove the entry.
      """,
      example: """
        hlmap: 1
        stages:
          - let: {rest: 'message | after_first(":")'}
            map: {message: message}
        """,
      remedy: """
        hlmap: 1
        stages:
          - let: {rest: 'message | after_first(":")'}
            map: {message: $rest}
        """),
  ]
}
