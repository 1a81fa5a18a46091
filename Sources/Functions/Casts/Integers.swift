import Events

/// Integers within a type, and texts that spell one.
extension CastKind {
  /// 64 bits with a sign.
  public static let long = declare(
    "long", isListed: true,
    examples: [
      Example("7", "7"), Example(#"" 0042 ""#, "42"), Example("3.0", "3"),
      Example("9223372036854775808", "failed"), Example(#""http""#, "failed"),
    ]
  ) { value, _, _, scratch in
    // Up to 18 bytes cannot overflow.
    value.kind == .integer && value.count <= 18 ? value : whole(value, Int64.self, in: scratch)
  }

  /// 32 bits with a sign.
  public static let integer = declare(
    "integer", examples: [Example("-2147483648", "-2147483648"), Example("2147483648", "failed")]
  ) { whole($0, Int32.self, in: $3) }
  /// 16 bits with a sign.
  public static let short = declare(
    "short", examples: [Example("32767", "32767"), Example("32768", "failed")]
  ) { whole($0, Int16.self, in: $3) }
  /// 8 bits with a sign.
  public static let byte = declare(
    "byte", examples: [Example("-128", "-128"), Example("128", "failed")]
  ) { whole($0, Int8.self, in: $3) }
  /// 64 bits without a sign.
  public static let unsignedLong = declare(
    "unsigned_long",
    examples: [Example("18446744073709551615", "18446744073709551615"), Example("-1", "failed")]
  ) { whole($0, UInt64.self, in: $3) }

  private static func declare(
    _ name: String, isListed: Bool = false, examples: [Example], body: @escaping Body
  ) -> CastKind {
    CastKind(
      name, fieldTypes: [name], result: .integer, takes: [.text, .integer, .float],
      isListed: isListed,
      about:
        "Integers within the type, and texts that spell one, blanks around and zeros in front allowed.",
      examples: examples, body: body)
  }

  private static func whole<T: FixedWidthInteger>(
    _ value: Value, _ type: T.Type, in scratch: Scratch
  ) -> Value? {
    guard value.isNumber || value.kind == .string,
      let decoded = JSONText.decoded(value, in: scratch),
      let text = Numeral.spelling(decoded, in: scratch)
    else { return nil }
    if let number = Number.int64(text) {
      return T(exactly: number) != nil ? Value(.integer, text) : nil
    }
    if T.max > Int64.max, Number.uint64(text) != nil { return Value(.integer, text) }
    // `3.0` and `1e3` are whole; doubles are exact up to 2⁵³.
    guard let number = Number.double(text), number.magnitude < 9_007_199_254_740_992,
      number.rounded(.towardZero) == number, T(exactly: Int64(number)) != nil
    else { return nil }
    let whole = Number.value(Int(number), in: scratch)
    return whole.isPresent ? whole : nil
  }
}
