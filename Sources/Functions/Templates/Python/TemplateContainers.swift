import Events

/// Lists and maps as templates build them: beside JSON they hold items and values that are
/// undefined, spelled `?`, and names that are not texts, spelled as those values.
///
/// They are JSON again before they leave the template.
extension PythonValue {
  /// A value as JSON: undefined is an empty text, a name its text; of equal names the last holds.
  public static func json(_ value: Value, in scratch: Scratch) -> Value {
    if value.kind == .absent || !value.isContainer || isJSON(value) { return value }
    if value.kind == .array {
      var list = ListBuilder(in: scratch, capacity: Int(value.count) + 16)
      var items = ArrayCursor(value)
      while let item = items.next() { list.append(inner(item, in: scratch)) }
      return list.finish()
    }
    var result = ObjectBuilder(in: scratch, capacity: Int(value.count) + 16)
    let hasOtherNames = PythonMembers.with(value, in: scratch) { members in
      var hasOtherNames = false
      for index in 0..<members.count {
        let key = members.key(index)
        hasOtherNames = hasOtherNames || key.kind != .string
        let name = PythonValue.text(key, in: scratch).whole
        result.append(name, inner(members.value(index), in: scratch))
      }
      return hasOtherNames
    }
    let object = result.finish()
    // 1 and "1" have the same text.
    return hasOtherNames ? Changing.members(of: object, in: scratch) { $1 } : object
  }

  private static func inner(_ value: Value, in scratch: Scratch) -> Value {
    value.kind == .absent ? .emptyText : json(value, in: scratch)
  }

  /// Whether undefined stands anywhere in a value, or is the value.
  static func holdsUndefined(_ value: Value) -> Bool {
    if value.isContainer { return find(in: value.spelling, undefined: true, names: false) }
    return value.kind == .absent
  }

  private static func isJSON(_ container: Value) -> Bool {
    !find(in: container.spelling, undefined: true, names: true)
  }

  /// Looks for what is not JSON, outside of texts.
  private static func find(in text: Bytes, undefined: Bool, names: Bool) -> Bool {
    var last = UInt8(ascii: " ")
    var index = 0
    while index < text.count {
      let byte = text[index]
      switch byte {
      case UInt8(ascii: "\""):
        index += 1
        while text[index] != UInt8(ascii: "\"") {
          index += text[index] == UInt8(ascii: "\\") ? 2 : 1
        }
      case UInt8(ascii: "?") where undefined: return true
      case UInt8(ascii: ":") where names && last != UInt8(ascii: "\""): return true
      default: break
      }
      if byte > 0x20 { last = byte }
      index += 1
    }
    return false
  }
}

extension ByteBuilder {
  /// Appends an item of a list, or a value or name of a map.
  public mutating func appendItem(_ value: Value) {
    if value.kind == .absent { append(UInt8(ascii: "?")) } else { appendJSON(value) }
  }
}

extension ListBuilder {
  /// Adds an item, undefined or not.
  mutating func appendItem(_ value: Value) {
    append(value.kind == .absent ? .undefinedItem : value)
  }
}

extension Value {
  /// Undefined as an item that is written: present, so that nothing leaves it out.
  fileprivate static var undefinedItem: Value {
    Value(.null, Bytes("?               ").base, count: 1)
  }
}
