/// Pages of the codes about the schema.
extension Explanation {
  static let fields: [Explanation] = [
    Explanation(
      .unknownSchema, "A schema that does not exist",
      """
      `schema:` names a version of ECS that is not built in, or a file without `.yml` in its name.
      Take one of the versions that the help names. A file of your own is named by its path.
      """,
      example: """
        hlmap: 1
        schema: ecs@9.5
        stages: []
        """,
      remedy: """
        hlmap: 1
        schema: ecs@9.4
        stages: []
        """),
    Explanation(
      .badFieldDeclaration, "A field declaration that says nothing usable",
      """
      A vendor layer declares a field without a type, or with one that does not exist.
      Only a field that a layer below declares may leave its type out.
      """,
      example: """
        hlmap: 1
        schema: [ecs@9.4, {acme.level: keywrd}]
        stages:
          - map: {acme.level: level}
        """,
      remedy: """
        hlmap: 1
        schema: [ecs@9.4, {acme.level: keyword}]
        stages:
          - map: {acme.level: level}
        """),
    Explanation(
      .unknownField, "A field that the schema does not have",
      """
      The target is no field of the ECS version and of no vendor layer. Written as it is, the value would
      land where no detection rule looks for it.
      Mend the name, or declare the field in a vendor layer if it is your own.
      """,
      example: """
        hlmap: 1
        stages:
          - map: {proces.pid: pid}
        """,
      remedy: """
        hlmap: 1
        stages:
          - map: {process.pid: pid}
        """),
    Explanation(
      .valueNotAllowed, "A constant that the field does not allow",
      """
      ECS lists the only values that a few fields may hold: event.kind, event.category, event.type,
      event.outcome and some more. Detection rules look for exactly these, so an event with another value
      is never found.
      Take the value that the help names. A word that belongs to another of these fields is said so.
      """,
      example: """
        hlmap: 1
        stages:
          - set: {event.kind: Alert, event.type: [delete]}
        """,
      remedy: """
        hlmap: 1
        stages:
          - set: {event.kind: alert, event.type: [deletion]}
        """),
    Explanation(
      .objectWrittenAsScalar, "An object written as a plain value",
      """
      The target is only the beginning of field names, such as `file.hash`. A plain value there would make
      every field below it impossible, and the index would refuse the event.
      Write one of the fields below it.
      """,
      example: """
        hlmap: 1
        stages:
          - map: {file.hash: hashes}
        """,
      remedy: """
        hlmap: 1
        stages:
          - map: {file.hash.md5: hashes.md5}
        """),
    Explanation(
      .fieldUnderScalar, "A field inside a field that holds a value",
      """
      One field holds a plain value, and another would stand inside it. No event can carry both.
      Write the field itself, or declare it as an object in a vendor layer.
      """,
      example: """
        hlmap: 1
        stages:
          - map: {source.geo.location.lat: latitude}
        """,
      remedy: """
        hlmap: 1
        stages:
          - map: {source.geo.location: coordinates}
        """),
    Explanation(
      .valueNotExpected, "A constant that ECS does not expect",
      """
      ECS recommends the values of a field without forbidding others. Shared dashboards and rules know only
      the recommended ones.
      Take one of them where it says the same.
      """,
      example: """
        hlmap: 1
        stages:
          - set: {network.direction: inboud}
        """,
      remedy: """
        hlmap: 1
        stages:
          - set: {network.direction: inbound}
        """),
    Explanation(
      .valueBreaksPattern, "A constant of another spelling than ECS wants",
      """
      ECS gives a pattern for the values of the field, such as capital letters without separators. Values
      of another spelling are not equal to those of other sources, so joins and rules miss them.
      Spell the constant as the pattern says.
      """),
    Explanation(
      .unexpectedEventType, "A type that ECS does not expect beside the category",
      """
      ECS says which event types go with which category: `authentication` goes with start, end and info.
      A type must be expected beside any one category that is present. ECS lags behind products, so this
      is a warning.
      Choose a type from the list, or add the category that the type belongs to.
      """,
      example: """
        hlmap: 1
        stages:
          - set: {event.category: [authentication], event.type: [access]}
        """,
      remedy: """
        hlmap: 1
        stages:
          - set: {event.category: [authentication], event.type: [start]}
        """),
    Explanation(
      .scalarIntoList, "A single value in a field that is a list",
      """
      ECS says that the field is a list. The value is written as a list of one, so nothing is lost; this is
      only a remark.
      Write the list yourself to say so, or declare the field with `array: false` in a vendor layer to
      write plain values.
      """,
      example: """
        hlmap: 1
        stages:
          - set: {event.category: network}
        """,
      remedy: """
        hlmap: 1
        stages:
          - set: {event.category: [network]}
        """),
    Explanation(
      .listIntoScalar, "A list in a field that holds one value",
      """
      ECS says that the field holds one value, and a list is written to it. Programs that read the field
      may fail or see only part of it.
      Take one item, for example by `| first` or `[0]`, or allow lists in a vendor layer: `{user.name: {array: true}}`.
      """,
      example: """
        hlmap: 1
        stages:
          - map:
              user.name: names | split(",")
              source.ip: addresses[*]
          - for_each: groups
            to: group.name
            from: $item.name
        """,
      remedy: """
        hlmap: 1
        stages:
          - map:
              user.name: names | split(",") | first
              source.ip: addresses[0]
              group.name: groups[0].name
        """),
    Explanation(
      .betaField, "A field that ECS calls beta",
      """
      The field is in the ECS version, but its authors may still rename or remove it.
      That is fine for a trial. Declare the field in a vendor layer to settle on it, and the remark goes.
      """,
      example: """
        hlmap: 1
        stages:
          - map: {cloud.entity.display_name: entity}
        """,
      remedy: """
        hlmap: 1
        stages:
          - map: {cloud.account.name: entity}
        """),
    Explanation(
      .fieldOfOtherVersion, "A field of another ECS version",
      """
      The field exists in ECS, but not in the version that `schema:` names.
      Name the version that has it, once your index knows that version, or declare the field in a vendor
      layer.
      """,
      example: """
        hlmap: 1
        schema: ecs@8.11
        stages:
          - map: {cloud.entity.name: entity}
        """,
      remedy: """
        hlmap: 1
        schema: ecs@9.4
        stages:
          - map: {cloud.entity.name: entity}
        """),
    Explanation(
      .nearlyKnownField, "A vendor field that is nearly an ECS field",
      """
      A vendor layer declares a field whose name is that of an ECS field but for a letter or a separator.
      Rules written for ECS look for the ECS name and never see the value.
      Write the ECS field. A field of your own belongs into a set of your own, such as `acme.`.
      """,
      example: """
        hlmap: 1
        schema: [ecs@9.4, {user.sid: keyword}]
        stages:
          - map: {user.sid: sid}
        """,
      remedy: """
        hlmap: 1
        schema: [ecs@9.4]
        stages:
          - map: {user.id: sid}
        """),
    Explanation(
      .appendToScalar, "Nothing can be added to a field with one value",
      """
      `append: true` adds values to the list that stands in a field. This field holds one value, so there
      is no list to add to. Leave `append` out: the last writer wins, and `unless_set: true` keeps what
      stands. A field of your own is a list where its declaration has `array: true`.
      """,
      example: """
        hlmap: 1
        stages:
          - {to: user.name, from: login, append: true}
        """,
      remedy: """
        hlmap: 1
        stages:
          - {to: related.user, from: login, append: true}
        """),
    Explanation(
      .nothingToRemove, "A field that nothing has written is removed",
      """
      `remove` takes off what rules before it wrote at a field or below it. No rule before this one writes
      such a field, so there is nothing to take off: the name is misspelled, or the stage stands too early.
      What `infer` writes comes after all stages.
      """,
      example: """
        hlmap: 1
        stages:
          - map: {host.name: computer}
          - remove: hots
        """,
      remedy: """
        hlmap: 1
        stages:
          - map: {host.name: computer}
          - remove: host
        """),
  ]
}
