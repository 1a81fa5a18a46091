/// Pages of the codes about types.
extension Explanation {
  static let types: [Explanation] = [
    Explanation(
      .wrongArity, "A wrong number of arguments",
      """
      A function, a fragment or a cast is given more or fewer arguments than it takes. The value before
      `|` counts as the first one.
      The help shows the parameters; those in brackets may be left out.
      """,
      example: """
        hlmap: 1
        stages:
          - map:
              user.name: username | replace("-")
        """,
      remedy: """
        hlmap: 1
        stages:
          - map:
              user.name: username | replace("-", "_")
        """),
    Explanation(
      .wrongArgumentType, "An argument of the wrong type",
      """
      A function is given a value that it can never work with: an object for a text, a text for a list.
      It would have no result on any event.
      Convert the value first, or take the part of it that is meant.
      """,
      example: """
        hlmap: 1
        stages:
          - map: {url.domain: link | url_parts | lower}
        """,
      remedy: """
        hlmap: 1
        stages:
          - map: {url.original: link | lower}
        """),
    Explanation(
      .badPattern, "A pattern that cannot be compiled",
      """
      A regular expression, a dissect pattern or a date format has a mistake in it. It is compiled when the
      rules load, not at the first event.
      Regular expressions are those of PCRE2; the message says where it stops making sense.
      """,
      example: """
        hlmap: 1
        stages:
          - when: 'process_name matches "(cmd"'
            set: {event.kind: event}
        """,
      remedy: """
        hlmap: 1
        stages:
          - when: 'process_name matches "(cmd)"'
            set: {event.kind: event}
        """),
    Explanation(
      .impossibleCast, "A cast that the field cannot hold",
      """
      `as:` gives a type that the field of the schema does not take, such as an address for a number.
      Leave `as:` out to cast to the type of the field.
      """,
      example: """
        hlmap: 1
        stages:
          - {to: process.pid, from: pid, as: ip}
        """,
      remedy: """
        hlmap: 1
        stages:
          - {to: process.pid, from: pid, as: long}
        """),
    Explanation(
      .badConstant, "A constant of the wrong type",
      """
      The constant cannot be cast to the type of the field, or stands where only a text, a number or a
      boolean can be compared.
      Write a constant of that type.
      """,
      example: """
        hlmap: 1
        stages:
          - set: {source.port: http}
        """,
      remedy: """
        hlmap: 1
        stages:
          - set: {source.port: 80}
        """),
    Explanation(
      .badDecode, "A decode that cannot work",
      """
      The kind of `decode:` does not exist, or the decode of the whole file does not read the event as
      received.
      At the top of a file write for example `decode: {json: $raw.message, else: $raw}`.
      """,
      example: """
        hlmap: 1
        decode: {json: message}
        stages: []
        """,
      remedy: """
        hlmap: 1
        decode: {json: $raw.message, else: $raw}
        stages: []
        """),
    Explanation(
      .constantNeeded, "An argument that must be a constant",
      """
      Patterns and formats are compiled when the rules load, so that mistakes show then and events are fast.
      They cannot come from an event.
      Write the pattern in quotes; choose between several patterns by stages with conditions.
      """,
      example: """
        hlmap: 1
        stages:
          - when: process_name matches pattern
            set: {event.kind: event}
        """,
      remedy: """
        hlmap: 1
        stages:
          - when: process_name matches "cmd"
            set: {event.kind: event}
        """),
    Explanation(
      .valueNeverFits, "A value that the field never takes",
      """
      The expression always gives a type, or a constant, that cannot be cast to the field. The field would
      stay unset on every event, silently.
      Give a value that can be cast, or write another field.
      """,
      example: """
        hlmap: 1
        stages:
          - map: {source.ip: saddr | is_private_ip, source.port: 'sport else "none"'}
        """,
      remedy: """
        hlmap: 1
        stages:
          - map: {source.ip: saddr, source.port: sport else 0}
        """),
    Explanation(
      .comparisonNeverHolds, "A comparison of types that never match",
      """
      The two sides can never be equal, or have no order: a number and a boolean, a list and a text, a text
      in small letters and a constant with capitals.
      The condition is settled before the first event. Compare values of one type.
      """,
      example: """
        hlmap: 1
        stages:
          - when: lower(level) == "High"
            set: {event.severity: 50}
        """,
      remedy: """
        hlmap: 1
        stages:
          - when: lower(level) == "high"
            set: {event.severity: 50}
        """),
    Explanation(
      .keyNeverMet, "A key or case that is never met",
      """
      The value looked up can never be this key: it has no capital letters, it is a number or a boolean, or
      the key counts as absent.
      Mend the key, or look up another value.
      """,
      example: """
        hlmap: 1
        stages:
          - map: {event.severity: {from: level | lower, lookup: {low: 10, High: 50}}}
        """,
      remedy: """
        hlmap: 1
        stages:
          - map: {event.severity: {from: level | lower, lookup: {low: 10, high: 50}}}
        """),
    Explanation(
      .quotientIntoInteger, "A quotient for a field of integers",
      """
      `/` gives an integer where it divides, and else a float, which a field of integers does not take:
      the field would be missing from some events.
      Say how to round: `round`, `floor`, `ceil`, or `div` for integers without their rest.
      """,
      example: """
        hlmap: 1
        stages:
          - map: {network.packets: bytes / 1500}
        """,
      remedy: """
        hlmap: 1
        stages:
          - map: {network.packets: ceil(bytes / 1500)}
        """),
  ]
}
