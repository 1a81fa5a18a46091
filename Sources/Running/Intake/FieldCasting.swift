import Events
import Functions
import Planning

/// The casts of the taxonomy; a value that does not fit becomes absent. Integers are kept within
/// 64 bits.
extension Worker {
  func cast(_ value: Value, to cast: FieldCast?) -> Value {
    switch cast {
    case .opaque: return value
    case nil, .uncast:
      return value.kind == .array && holdsNull(value) ? castItems(value, nil) : value
    case .text:
      if value.kind == .string { return value }
      return value.kind == .array ? castItems(value, .text) : text(of: value)
    case .list:
      if value.kind == .array { return value }
      var list = ByteBuilder(in: scratch, capacity: Int(value.count) + 8)
      list.append(UInt8(ascii: "["))
      list.appendJSON(value)
      list.append(UInt8(ascii: "]"))
      return list.finish().map { Value(.array, $0) } ?? .absent
    case .number, .boolean, .ip, .date:
      return value.kind == .array ? castItems(value, cast!) : scalar(value, to: cast!)
    }
  }

  /// Whether null is an item of a list or of a list in it.
  private func holdsNull(_ list: Value) -> Bool {
    var items = ArrayCursor(list)
    while let item = items.next() {
      if item.kind == .null || item.kind == .array && holdsNull(item) { return true }
    }
    return false
  }

  private func castItems(_ list: Value, _ cast: FieldCast?) -> Value {
    var builder = ByteBuilder(in: scratch, capacity: Int(list.count) + 8)
    builder.append(UInt8(ascii: "["))
    var items = ArrayCursor(list)
    while let item = items.next() {
      let result =
        item.kind == .null && cast == .text ? .text("null            ") : self.cast(item, to: cast)
      guard result.isPresent, result.kind != .null else { continue }
      if builder.count > 1 { builder.append(UInt8(ascii: ",")) }
      builder.appendJSON(result)
    }
    builder.append(UInt8(ascii: "]"))
    return builder.finish().map { Value(.array, $0) } ?? .absent
  }

  /// A value that is no text or list, as a text: maps as JSON with sorted keys.
  private func text(of value: Value) -> Value {
    switch value.kind {
    case .true: return .text("true            ")
    case .false: return .text("false           ")
    case .object: return PythonValue.sortedJSON(value, in: scratch)
    // Null that stands in a map is no value.
    case .null: return .absent
    case .integer: return .text(clamped(value).spelling)
    default:
      var builder = ByteBuilder(in: scratch)
      PythonValue.appendText(value, to: &builder, in: scratch)
      return builder.finishText()
    }
  }

  private func scalar(_ value: Value, to cast: FieldCast) -> Value {
    switch cast {
    case .number: return number(value)
    case .boolean: return boolean(value)
    case .ip:
      guard value.kind == .string, let text = JSONText.decoded(value, in: scratch),
        let canonical = IPAddress.canonical(PythonValue.stripped(text), in: scratch)
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

  private func number(_ value: Value) -> Value {
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
  private func clamped(_ integer: Value) -> Value {
    if integer.count <= 18 || Number.int64(integer.spelling) != nil { return integer }
    return integer.base[0] == UInt8(ascii: "-")
      ? Value(.integer, Bytes("-9223372036854775808            ").slice(0, 20))
      : Value(.integer, Bytes("9223372036854775807             ").slice(0, 19))
  }

  private func boolean(_ value: Value) -> Value {
    guard value.kind == .string else {
      return value.kind == .object ? value : .boolean(PythonValue.isTrue(value))
    }
    guard let text = JSONText.decoded(value, in: scratch) else { return .absent }
    // Any other text is false.
    return .boolean(isWord(text, "true") || isWord(text, "1") || isWord(text, "yes"))
  }

  private func isWord(_ text: Bytes, _ word: StaticString) -> Bool {
    guard text.count == word.utf8CodeUnitCount else { return false }
    for index in 0..<text.count where text[index] | 0x20 != word.utf8Start[index] | 0x20 {
      return false
    }
    return true
  }
}
