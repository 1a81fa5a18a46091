import Events

/// Types of values that have members.
extension CastKind {
  /// An object.
  public static let object = CastKind(
    "object", fieldTypes: ["object", "flattened", "nested"], result: .object, takes: [.object],
    keeps: [.object], about: "Objects, and lists of them, as they are.",
    examples: [
      Example(#"{"a":1}"#, #"{"a":1}"#),
      Example(#"[{"a":1},"b"]"#, #"[{"a":1}]"#),
      Example(#""a""#, "failed"),
    ]
  ) { _, _, _, _ in nil }

  /// The value that a text spells as JSON.
  public static let json = CastKind(
    "json", result: .any, takes: [.text, .integer, .float, .boolean, .object],
    keeps: [.null, .false, .true, .integer, .float, .array, .object], lists: .keepItems,
    about: "The value in a text that holds JSON; all else as it is.",
    examples: [
      Example(#""{\"a\":1}""#, #"{"a":1}"#),
      Example(#"{"a":1}"#, #"{"a":1}"#),
      Example(#""{""#, "failed"),
    ]
  ) { value, _, _, scratch in
    guard value.kind == .string, let text = JSONText.decoded(value, in: scratch) else {
      return nil
    }
    return JSONScanner.value(in: text.withoutByteOrderMark, scratch: scratch)
  }

  /// No cast at all.
  public static let any = CastKind(
    "any", result: .any, takes: [.text, .integer, .float, .boolean, .object],
    keeps: [.null, .false, .true, .integer, .float, .string, .array, .object], lists: .keepItems,
    isListed: false, about: "Any value as it is.", examples: []
  ) { _, _, _, _ in nil }
}
