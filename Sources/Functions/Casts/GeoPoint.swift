import Events

extension CastKind {
  /// A point on the globe.
  public static let geoPoint = CastKind(
    "geo_point", fieldTypes: ["geo_point"], result: .same, notation: .point,
    takes: [.text, .object], lists: .castWhole,
    about: "`\"48.85,2.35\"`, or an object with `lat` and `lon`, within the ranges of the globe.",
    examples: [
      Example(#""48.85,2.35""#, #""48.85,2.35""#),
      Example(#"{"lat":48.85,"lon":2.35}"#, #"{"lat":48.85,"lon":2.35}"#),
      Example(#""98.85,2.35""#, "failed"),
    ]
  ) { value, _, _, scratch in
    if value.kind == .string, let text = JSONText.decoded(value, in: scratch) {
      guard let comma = text.firstIndex(of: UInt8(ascii: ",")),
        isWithin(90, text.slice(0, comma), in: scratch),
        isWithin(180, text.dropping(comma + 1), in: scratch)
      else { return nil }
      return value
    }
    guard value.kind == .object else { return nil }
    for (name, limit) in [(Bytes("lat"), 90.0), (Bytes("lon"), 180.0)] {
      let member = JSONCursor.member(name, of: value, in: scratch)
      guard member.isNumber || member.kind == .string,
        let text = JSONText.decoded(member, in: scratch), isWithin(limit, text, in: scratch)
      else { return nil }
    }
    return value
  }

  private static func isWithin(_ limit: Double, _ text: Bytes, in scratch: Scratch) -> Bool {
    guard let text = Numeral.spelling(text, in: scratch), let number = Number.double(text) else {
      return false
    }
    return number.magnitude <= limit
  }
}
