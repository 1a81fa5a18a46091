import Events

/// Letter case as Python changes it: full Unicode mappings, `ß` becomes `SS`.
enum CaseText {
  static func lower(_ span: TextSpan, in scratch: Scratch) -> Value {
    if isASCII(span.bytes) { return CaseFolding.fold(span, toUpper: false, in: scratch) }
    return map(span, in: scratch) { _, _ in .lower }
  }

  static func upper(_ span: TextSpan, in scratch: Scratch) -> Value {
    if isASCII(span.bytes) { return CaseFolding.fold(span, toUpper: true, in: scratch) }
    return map(span, in: scratch) { _, _ in .upper }
  }

  /// The first character in title case, the rest in lower.
  static func capitalized(_ span: TextSpan, in scratch: Scratch) -> Value {
    map(span, in: scratch) { _, previous in previous == nil ? .title : .lower }
  }

  /// Letters that do not follow a letter in title case, the others in lower case.
  static func titled(_ span: TextSpan, in scratch: Scratch) -> Value {
    map(span, in: scratch) { _, previous in
      previous.map(ScalarText.isCased) ?? false ? .lower : .title
    }
  }

  enum Case {
    case lower, upper, title
  }

  /// The text with each character in a case that may depend on it and the one before.
  static func map(
    _ span: TextSpan, in scratch: Scratch,
    _ choose: (Unicode.Scalar, _ previous: Unicode.Scalar?) -> Case
  ) -> Value {
    let text = span.bytes
    var builder = ByteBuilder(in: scratch, capacity: text.count + 16)
    var previous: Unicode.Scalar?
    var followsLetter = false
    var index = 0
    while index < text.count {
      let end = index + Scalars.length(text, at: index)
      let scalar = ScalarText.scalar(text.slice(index, end))
      let wanted = choose(scalar, previous)
      if scalar == "Σ", wanted == .lower {
        let isFinal = followsLetter && !isFollowedByLetter(text, end)
        builder.append(isFinal ? "ς" : "σ")
      } else {
        append(scalar, wanted, to: &builder)
      }
      if !scalar.properties.isCaseIgnorable { followsLetter = scalar.properties.isCased }
      previous = scalar
      index = end
    }
    return builder.finish().map { Value(.string, $0, form: span.form) } ?? .absent
  }

  private static func append(
    _ scalar: Unicode.Scalar, _ wanted: Case, to builder: inout ByteBuilder
  ) {
    if scalar.isASCII {
      let byte = UInt8(truncatingIfNeeded: scalar.value)
      let isLower = byte &- UInt8(ascii: "a") < 26
      let isUpper = byte &- UInt8(ascii: "A") < 26
      builder.append(wanted == .lower ? isUpper ? byte | 32 : byte : isLower ? byte & 0xDF : byte)
      return
    }
    let properties = scalar.properties
    let mapped =
      switch wanted {
      case .lower: properties.lowercaseMapping
      case .upper: properties.uppercaseMapping
      case .title: properties.titlecaseMapping
      }
    for byte in mapped.utf8 { builder.append(byte) }
  }

  /// Whether the next character that matters is a letter with case.
  private static func isFollowedByLetter(_ text: Bytes, _ start: Int) -> Bool {
    var index = start
    while index < text.count {
      let end = index + Scalars.length(text, at: index)
      let properties = ScalarText.scalar(text.slice(index, end)).properties
      if !properties.isCaseIgnorable { return properties.isCased }
      index = end
    }
    return false
  }

  private static func isASCII(_ text: Bytes) -> Bool {
    var seen: UInt8 = 0
    for byte in UnsafeBufferPointer(start: text.base, count: text.count) { seen |= byte }
    return seen < 0x80
  }
}
