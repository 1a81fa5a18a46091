/// Pages of the codes about schema.
extension Explanation {
  static let fields: [Explanation] = [
    Explanation(
      .valueNotAllowed, "A constant that the field does not allow",
      """
      ECS lists the only values that a few fields may hold. Detection rules and dashboards look for
      exactly these, so an event with another value is never found.
      Take the value that the help names, or the one of the list that fits.
      """,
      example: """
        hlmap: 1
        stages:
          - set: {event.kind: Alert}
        """,
      remedy: """
        hlmap: 1
        stages:
          - set: {event.kind: alert}
        """)
  ]
}
