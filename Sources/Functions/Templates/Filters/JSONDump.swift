import Events

/// JSON as Python's `json.dumps` writes it.
struct JSONDump {
  /// Whether names stand in the order of their scalars.
  let isSorted: Bool
  /// Whether other characters are escaped.
  let isASCII: Bool
  /// Whether characters with a meaning in HTML are escaped.
  let isSafe: Bool
  var comma: Bytes
  let colon: Bytes
  /// Blanks a level, each value on a line of its own; nil for one line.
  var indent: Int?

  init(isSorted: Bool, isASCII: Bool, isSafe: Bool, comma: Bytes, colon: Bytes) {
    self.isSorted = isSorted
    self.isASCII = isASCII
    self.isSafe = isSafe
    self.comma = comma
    self.colon = colon
  }

  /// The value as a text; failed for undefined.
  func text(of value: Value, in scratch: Scratch) -> Value {
    guard value.isPresent, !PythonValue.holdsUndefined(value) else { return .failed }
    var builder = ByteBuilder(in: scratch, capacity: 2 * Int(value.count) + 16)
    append(value, level: 0, to: &builder, in: scratch)
    return builder.finishText()
  }

  private func append(
    _ value: Value, level: Int, to builder: inout ByteBuilder, in scratch: Scratch
  ) {
    switch value.kind {
    case .absent, .ignored, .null: builder.append("null")
    case .true: builder.append("true")
    case .false: builder.append("false")
    case .integer: builder.append(value.spelling == Bytes("-0") ? Bytes("0") : value.spelling)
    case .float:
      scratch.spend(FloatText.work)
      let number = PythonNumber.double(value.spelling)
      if number.isFinite {
        FloatText.append(number, to: &builder)
      } else {
        builder.append(number < 0 ? "-Infinity" : "Infinity")
      }
    case .string: append(text: JSONText.decoded(value, in: scratch) ?? .empty, to: &builder)
    case .array:
      builder.append("[")
      var items = ArrayCursor(value)
      var isFirst = true
      while let item = items.next() {
        separate(isFirst, level + 1, &builder)
        isFirst = false
        append(item, level: level + 1, to: &builder, in: scratch)
      }
      if !isFirst { breakLine(level, &builder) }
      builder.append("]")
    case .object: append(object: value, level: level, to: &builder, in: scratch)
    }
  }

  private func append(
    object: Value, level: Int, to builder: inout ByteBuilder, in scratch: Scratch
  ) {
    builder.append("{")
    PythonMembers.with(object, in: scratch) { members in
      withUnsafeTemporaryAllocation(of: Int.self, capacity: members.count) { room in
        var order = room
        for index in 0..<members.count { order.initializeElement(at: index, to: index) }
        if isSorted {
          scratch.spend(Sorting.work(members.count))
          order.sort {
            PythonValue.order(members.name($0), members.name($1)) < 0
          }
        }
        for (place, index) in order.enumerated() {
          separate(place == 0, level + 1, &builder)
          append(name: members.key(index), to: &builder, in: scratch)
          builder.append(colon)
          append(members.value(index), level: level + 1, to: &builder, in: scratch)
        }
      }
      if members.count > 0 { breakLine(level, &builder) }
    }
    builder.append("}")
  }

  /// A name that is not a text is written as its JSON in a text.
  private func append(name: Value, to builder: inout ByteBuilder, in scratch: Scratch) {
    if name.kind == .string { return append(text: name.spelling, to: &builder) }
    builder.append(UInt8(ascii: "\""))
    append(name, level: 0, to: &builder, in: scratch)
    builder.append(UInt8(ascii: "\""))
  }

  private func separate(_ isFirst: Bool, _ level: Int, _ builder: inout ByteBuilder) {
    if !isFirst { builder.append(comma) }
    breakLine(level, &builder)
  }

  private func breakLine(_ level: Int, _ builder: inout ByteBuilder) {
    guard let indent else { return }
    builder.append(UInt8(ascii: "\n"))
    for _ in 0..<(indent * level) { builder.append(UInt8(ascii: " ")) }
  }

  private func append(text: Bytes, to builder: inout ByteBuilder) {
    builder.append(UInt8(ascii: "\""))
    var index = 0
    while index < text.count {
      let byte = text[index]
      index += 1
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        builder.append(UInt8(ascii: "\\"))
        builder.append(byte)
      case 8: builder.append("\\b")
      case 9: builder.append("\\t")
      case 10: builder.append("\\n")
      case 12: builder.append("\\f")
      case 13: builder.append("\\r")
      case 0..<0x20: PythonValue.appendEscape("\\u", UInt32(byte), digits: 4, to: &builder)
      case 0x7F where isASCII: builder.append("\\u007f")
      case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"), UInt8(ascii: "'"):
        if isSafe {
          PythonValue.appendEscape("\\u", UInt32(byte), digits: 4, to: &builder)
        } else {
          builder.append(byte)
        }
      case 0x80... where isASCII:
        let end = index - 1 + Scalars.length(text, at: index - 1)
        let scalar = ScalarText.scalar(text.slice(index - 1, end))
        index = end
        for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
          PythonValue.appendEscape("\\u", UInt32(unit), digits: 4, to: &builder)
        }
      default: builder.append(byte)
      }
    }
    builder.append(UInt8(ascii: "\""))
  }
}
