import Events

/// The casts of an intake taxonomy, one for each of its types; a value that does not fit becomes
/// absent. Integers are kept within 64 bits.
public enum TaxonomyCast: UInt8, Sendable {
  case text, number, boolean, ip, date, list, opaque, uncast

  /// The name of the type that is cast to; nil where values stay as they are.
  public var name: String? {
    switch self {
    case .opaque, .uncast: nil
    default: "\(self)"
    }
  }

  /// What a field of that type accepts of a value; lists are cast item by item.
  ///
  /// `now` is the time in milliseconds since 1970-01-01T00:00:00Z.
  public func cast(_ value: Value, now: Int, in scratch: Scratch) -> Value {
    switch self {
    case .opaque: return value
    case .uncast:
      return value.kind == .array && TaxonomyCast.holdsNull(value)
        ? castItems(of: value, now, scratch) : value
    case .text:
      if value.kind == .string { return value }
      return value.kind == .array
        ? castItems(of: value, now, scratch) : TaxonomyCast.text(of: value, scratch)
    case .list:
      if value.kind == .array { return value }
      var list = ByteBuilder(in: scratch, capacity: Int(value.count) + 8)
      list.append(UInt8(ascii: "["))
      list.appendJSON(value)
      list.append(UInt8(ascii: "]"))
      return list.finish().map { Value(.array, $0) } ?? .absent
    case .number, .boolean, .ip, .date:
      return value.kind == .array
        ? castItems(of: value, now, scratch) : scalar(value, now, scratch)
    }
  }

  /// Whether null is an item of a list or of a list in it.
  private static func holdsNull(_ list: Value) -> Bool {
    var items = ArrayCursor(list)
    while let item = items.next() {
      if item.kind == .null || item.kind == .array && holdsNull(item) { return true }
    }
    return false
  }

  private func castItems(of list: Value, _ now: Int, _ scratch: Scratch) -> Value {
    var builder = ByteBuilder(in: scratch, capacity: Int(list.count) + 8)
    builder.append(UInt8(ascii: "["))
    var items = ArrayCursor(list)
    while let item = items.next() {
      let result =
        item.kind == .null && self == .text
        ? .text("null            ") : cast(item, now: now, in: scratch)
      guard result.isPresent, result.kind != .null else { continue }
      if builder.count > 1 { builder.append(UInt8(ascii: ",")) }
      builder.appendJSON(result)
    }
    builder.append(UInt8(ascii: "]"))
    return builder.finish().map { Value(.array, $0) } ?? .absent
  }

  private func scalar(_ value: Value, _ now: Int, _ scratch: Scratch) -> Value {
    switch self {
    case .number: return TaxonomyCast.number(value, scratch)
    case .boolean: return TaxonomyCast.boolean(value, scratch)
    case .ip:
      guard value.kind == .string, let text = JSONText.decoded(value, in: scratch),
        let canonical = IPAddress.canonical(Whitespace.stripped(text), in: scratch)
      else { return .absent }
      return Value(.string, canonical)
    case .date:
      guard value.kind == .string || value.isNumber,
        let instant = LooseDate.microseconds(
          value, format: nil, zone: nil, now: now, in: scratch)
      else { return value }
      return LooseDate.text(microseconds: instant, fraction: .whenNotZero, in: scratch)
    case .text, .list, .opaque, .uncast: return value
    }
  }

  /// A value that is not a text or list, as a text: maps as JSON with sorted keys.
  private static func text(of value: Value, _ scratch: Scratch) -> Value {
    switch value.kind {
    case .true: return .text("true            ")
    case .false: return .text("false           ")
    case .object: return PythonValue.sortedJSON(value, in: scratch)
    // Null that stands in a map is not a value.
    case .null: return .absent
    case .integer: return .text(clamped(value).spelling)
    default:
      var builder = ByteBuilder(in: scratch)
      PythonValue.appendText(value, to: &builder, in: scratch)
      return builder.finishText()
    }
  }

  private static func number(_ value: Value, _ scratch: Scratch) -> Value {
    switch value.kind {
    case .true: return Value(.integer, Bytes("1               ").slice(0, 1))
    case .false: return Value(.integer, Bytes("0               ").slice(0, 1))
    case .integer: return clamped(value)
    case .string:
      guard let text = JSONText.decoded(value, in: scratch) else { return .absent }
      let number = PythonValue.number(text, in: scratch)
      return number.kind == .integer ? clamped(number) : number
    default: return value
    }
  }

  /// Within 64 bits.
  private static func clamped(_ integer: Value) -> Value {
    if integer.count <= 18 || Number.int64(integer.spelling) != nil { return integer }
    return integer.base[0] == UInt8(ascii: "-")
      ? Value(.integer, Bytes("-9223372036854775808            ").slice(0, 20))
      : Value(.integer, Bytes("9223372036854775807             ").slice(0, 19))
  }

  private static func boolean(_ value: Value, _ scratch: Scratch) -> Value {
    guard value.kind == .string else {
      return value.kind == .object ? value : .boolean(PythonValue.isTrue(value))
    }
    guard let text = JSONText.decoded(value, in: scratch) else { return .absent }
    // Any other text is false.
    return .boolean(isWord(text, "true") || isWord(text, "1") || isWord(text, "yes"))
  }

  private static func isWord(_ text: Bytes, _ word: StaticString) -> Bool {
    guard text.count == word.utf8CodeUnitCount else { return false }
    for index in 0..<text.count where text[index] | 0x20 != word.utf8Start[index] | 0x20 {
      return false
    }
    return true
  }
}
