import Events

extension CastKind {
  /// A number with a fraction or without.
  public static let float = CastKind(
    "float", fieldTypes: ["float", "double", "scaled_float", "half_float"], result: .float,
    takes: [.text, .integer, .float], keeps: [.integer, .float],
    about:
      "Numbers, and texts that spell one, blanks around and zeros in front allowed; as they are spelled, without those.",
    examples: [
      Example("1.50", "1.50"),
      Example(#"" 00.5 ""#, "0.5"),
      Example(#""NaN""#, "failed"),
    ]
  ) { value, _, _, scratch in
    guard value.kind == .string, let decoded = JSONText.decoded(value, in: scratch),
      let text = Numeral.spelling(decoded, in: scratch)
    else { return nil }
    return Number.shape(text).map { Value($0, text) }
  }
}
