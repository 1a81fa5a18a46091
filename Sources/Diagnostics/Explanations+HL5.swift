extension Explanation {
  /// HL5xxx: what sample events show.
  static let samples = [
    Explanation(
      .pathNeverSeen, "A source path that no sample has",
      """
      The rule reads a path that stands in none of the events given by `--samples`. Most often a letter
      is off, or the field has another name in this product; the rule then never writes anything.
      The nearest path that the samples do have is suggested. Where the field is real but rare, add an
      event that has it to the samples.
      """,
      example: """
        hlmap: 1
        stages:
          - map: {agent.id: agent.agent_id}
        """,
      remedy: """
        hlmap: 1
        stages:
          - map: {agent.id: agent.agentid}
        """),
    Explanation(
      .conditionNeverTrue, "A condition that holds for no sample",
      """
      No event given by `--samples` meets this `when:` or this case, so what stands under it was never
      run. Either the value is spelled differently in the events, or no sample shows the case.
      Correct the value, or add an event that meets the condition; the rule is untested until then.
      """,
      example: """
        hlmap: 1
        stages:
          - when: log_type == "procces"
            set: {event.category: [process]}
        """,
      remedy: """
        hlmap: 1
        stages:
          - when: log_type == "process"
            set: {event.category: [process]}
        """),
    Explanation(
      .typeNeverMet, "A cast that failed for every sample",
      """
      The samples have values for this source, and none of them can be cast to the type of the target,
      so the field stays empty. The path is probably that of another field, or the value needs a
      function first, such as `parse_date` or `hex_to_int`.
      """,
      example: """
        hlmap: 1
        stages:
          - map: {process.pid: process_name}
        """,
      remedy: """
        hlmap: 1
        stages:
          - map: {process.pid: pid}
        """),
    Explanation(
      .valueNotHandled, "A value of the samples that no case takes",
      """
      A `match:` decides by this value, the samples hold it, and there is no case for it: these events
      get no fields here. Add a case where the value matters, or `else: true` to say that the rest is
      meant to pass by.
      """,
      example: """
        hlmap: 1
        stages:
          - match: log_type
            cases:
              - {is: process, set: {event.category: [process]}}
        """,
      remedy: """
        hlmap: 1
        stages:
          - match: log_type
            cases:
              - {is: process, set: {event.category: [process]}}
              - {is: dns, set: {event.category: [network]}}
        """),
    Explanation(
      .valuesNotAllowed, "Values of the samples that their field does not allow",
      """
      ECS, or the fields file, says which values this field may have, or what they look like. The samples
      have others, and these are left out of the output as a value that cannot be cast is. Most often
      they only differ in the case of their letters; else a `lookup:` says what each of them means.
      """,
      example: """
        hlmap: 1
        stages:
          - map: {event.outcome: result}
        """,
      remedy: """
        hlmap: 1
        stages:
          - map: {event.outcome: result | lower}
        """),
  ]
}
