import Events

extension PythonValue {
  /// Appends `str(value)`: nothing for undefined, `None`, `True`, floats as Python prints them,
  /// containers as their Python spelling.
  public static func appendText(
    _ value: Value, to builder: inout ByteBuilder, in scratch: Scratch
  ) {
    switch value.kind {
    case .absent, .ignored: break
    case .string: builder.append(JSONText.decoded(value, in: scratch) ?? .empty)
    default: appendSpelling(value, to: &builder, in: scratch)
    }
  }

  /// `str(value)` as a text; texts stay what they are.
  static func text(_ value: Value, in scratch: Scratch) -> TextSpan {
    if value.kind == .string {
      if value.form == .clean { return TextSpan(bytes: value.spelling, form: .clean) }
      return TextSpan(bytes: JSONText.decoded(value, in: scratch) ?? .empty, form: .decoded)
    }
    if value.kind == .integer, !(value.spelling == Bytes("-0")) {
      return TextSpan(bytes: value.spelling, form: .clean)
    }
    var builder = ByteBuilder(in: scratch, capacity: Int(value.count) + 32)
    appendText(value, to: &builder, in: scratch)
    return TextSpan(bytes: builder.finish() ?? .empty, form: .decoded)
  }

  /// Appends `repr(value)`: as `str`, with texts in quotes.
  static func appendSpelling(
    _ value: Value, to builder: inout ByteBuilder, in scratch: Scratch
  ) {
    if value.kind == .float { scratch.spend(FloatText.work) }
    switch value.kind {
    case .absent, .ignored: builder.append("Undefined")
    case .null: builder.append("None")
    case .true: builder.append("True")
    case .false: builder.append("False")
    case .integer: builder.append(value.spelling == Bytes("-0") ? Bytes("0") : value.spelling)
    case .float: FloatText.append(PythonNumber.double(value.spelling), to: &builder)
    case .string: appendQuoted(JSONText.decoded(value, in: scratch) ?? .empty, to: &builder)
    case .array:
      builder.append("[")
      var items = ArrayCursor(value)
      var isFirst = true
      while let item = items.next() {
        if !isFirst { builder.append(", ") }
        isFirst = false
        appendSpelling(item, to: &builder, in: scratch)
      }
      builder.append("]")
    case .object:
      PythonMembers.with(value, in: scratch) { members in
        builder.append("{")
        for index in 0..<members.count {
          if index > 0 { builder.append(", ") }
          appendSpelling(members.key(index), to: &builder, in: scratch)
          builder.append(": ")
          appendSpelling(members.value(index), to: &builder, in: scratch)
        }
        builder.append("}")
      }
    }
  }

  /// Appends a text as a Python literal: in single quotes unless only those occur in it.
  private static func appendQuoted(_ text: Bytes, to builder: inout ByteBuilder) {
    let single = UInt8(ascii: "'")
    let double = UInt8(ascii: "\"")
    let isDouble =
      text.firstIndex(of: single) != nil && text.firstIndex(of: double) == nil
    let quote = isDouble ? double : single
    builder.append(quote)
    var index = 0
    while index < text.count {
      let byte = text[index]
      switch byte {
      case quote, UInt8(ascii: "\\"):
        builder.append(UInt8(ascii: "\\"))
        builder.append(byte)
      case 9: builder.append("\\t")
      case 10: builder.append("\\n")
      case 13: builder.append("\\r")
      case 0..<0x20, 0x7F: appendEscape("\\x", UInt32(byte), digits: 2, to: &builder)
      case 0x80...:
        let length = Scalars.length(text, at: index)
        let scalar = ScalarText.scalar(text.slice(index, index + length))
        appendScalar(scalar, spelled: text.slice(index, index + length), to: &builder)
        index += length - 1
      default: builder.append(byte)
      }
      index += 1
    }
    builder.append(quote)
  }

  private static func appendScalar(
    _ scalar: Unicode.Scalar, spelled bytes: Bytes, to builder: inout ByteBuilder
  ) {
    if ScalarText.isPrintable(scalar) {
      builder.append(bytes)
    } else if scalar.value <= 0xFF {
      appendEscape("\\x", scalar.value, digits: 2, to: &builder)
    } else if scalar.value <= 0xFFFF {
      appendEscape("\\u", scalar.value, digits: 4, to: &builder)
    } else {
      appendEscape("\\U", scalar.value, digits: 8, to: &builder)
    }
  }

  /// Appends a prefix and hexadecimal digits.
  static func appendEscape(
    _ prefix: StaticString, _ number: UInt32, digits: Int, to builder: inout ByteBuilder
  ) {
    builder.append(prefix)
    for place in stride(from: 4 * (digits - 1), through: 0, by: -4) {
      let nibble = UInt8(truncatingIfNeeded: number >> UInt32(place) & 15)
      builder.append(nibble < 10 ? 48 + nibble : 87 + nibble)
    }
  }
}
