internal import CScan

/// Walks containers that are already known to be valid JSON, without building anything.
///
/// A container value carries its whole text; members and items are found by scanning it.
public enum JSONCursor {
  /// The value that starts at `start` (blanks before it allowed), and the offset after it.
  ///
  /// The bytes must be part of a validated container.
  public static func value(in text: Bytes, at start: Int) -> (value: Value, end: Int) {
    let p = unsafe text.base
    let begin = skipBlanks(text, start)
    switch unsafe p[begin] {
    case UInt8(ascii: "\""):
      let (end, escaped) = stringEnd(text, begin + 1)
      return unsafe (
        Value(.string, p + (begin + 1), count: end - begin - 1, form: escaped ? .escaped : .clean),
        end + 1
      )
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      let (end, broken) = containerEnd(text, begin)
      let kind: Value.Kind = unsafe p[begin] == UInt8(ascii: "{") ? .object : .array
      return unsafe (
        Value(kind, p + begin, count: end - begin, form: broken ? .decoded : .clean), end
      )
    case UInt8(ascii: "t"): return unsafe (Value(.true, p + begin, count: 4), begin + 4)
    case UInt8(ascii: "f"): return unsafe (Value(.false, p + begin, count: 5), begin + 5)
    case UInt8(ascii: "n"): return unsafe (Value(.null, p + begin, count: 4), begin + 4)
    // What a template left undefined in a list or map that it builds.
    case UInt8(ascii: "?"): return unsafe (Value(.absent, p + begin, count: 1), begin + 1)
    default:
      var end = begin
      var kind = Value.Kind.integer
      while end < text.count {
        let byte = unsafe p[end]
        if byte == UInt8(ascii: ".") || byte | 32 == UInt8(ascii: "e") {
          kind = .float
        } else if byte &- 48 > 9 && byte != UInt8(ascii: "-") && byte != UInt8(ascii: "+") {
          break
        }
        end += 1
      }
      precondition(end > begin, "a validated container holds values")
      return unsafe (Value(kind, p + begin, count: end - begin), end)
    }
  }

  /// The offset of the first byte that is not blank; the container goes on after `start`.
  public static func skipBlanks(_ text: Bytes, _ start: Int) -> Int {
    var index = start
    while index < text.count, unsafe text.base[index] <= 0x20 { index += 1 }
    precondition(index < text.count, "a validated container is closed")
    return index
  }

  /// The offset of the closing quote, given the offset after the opening one.
  static func stringEnd(_ text: Bytes, _ start: Int) -> (end: Int, escaped: Bool) {
    var index = start
    var escaped = false
    // No byte after the text is read: a container need not have anything after it.
    while index + 32 <= text.count {
      var stops = unsafe hl_scan32(text.base + index).stops
      var next = index + 32
      while stops != 0 {
        let stop = index + stops.trailingZeroBitCount
        if unsafe text.base[stop] == UInt8(ascii: "\"") { return (stop, escaped) }
        // Anything else here is a backslash; the block goes on after what it escapes.
        escaped = true
        let end = stop + 2
        if end >= next {
          next = end
          break
        }
        stops &= ~0 &<< UInt32(truncatingIfNeeded: end - index)
      }
      index = next
    }
    while index < text.count {
      let byte = unsafe text.base[index]
      if byte == UInt8(ascii: "\"") { return (index, escaped) }
      if byte == UInt8(ascii: "\\") {
        escaped = true
        index += 1
      }
      index += 1
    }
    preconditionFailure("a validated string is closed")
  }

  private static func containerEnd(_ text: Bytes, _ start: Int) -> (end: Int, broken: Bool) {
    var index = start
    var depth = 0
    var broken = false
    while index < text.count {
      let byte = unsafe text.base[index]
      if byte == UInt8(ascii: "\"") {
        index = stringEnd(text, index + 1).end
      } else if byte | 0x20 == UInt8(ascii: "{") {
        // Brackets and braces differ in one bit.
        depth += 1
      } else if byte | 0x20 == UInt8(ascii: "}") {
        depth -= 1
        if depth == 0 { return (index + 1, broken) }
      } else if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        broken = true
      }
      index += 1
    }
    preconditionFailure("a validated container is closed")
  }

  /// The member of an object by its decoded name; the last of duplicates; absent if there is none.
  public static func member(_ name: Bytes, of object: Value, in scratch: Scratch) -> Value {
    guard object.kind == .object else { return .absent }
    var members = ObjectCursor(object)
    var found = Value.absent
    while let (key, value) = members.next() {
      if key.form == .escaped {
        if let decoded = JSONText.decoded(key, in: scratch), decoded == name { found = value }
      } else if key.spelling == name {
        found = value
      }
    }
    return found
  }

  /// The item of an array; a negative index counts from the end; absent past either end.
  public static func item(_ index: Int, of array: Value) -> Value {
    guard array.kind == .array else { return .absent }
    var wanted = index
    if index < 0 {
      wanted += count(of: array)
      if wanted < 0 { return .absent }
    }
    var items = ArrayCursor(array)
    while let item = items.next() {
      if wanted == 0 { return item }
      wanted -= 1
    }
    return .absent
  }

  /// The cost of looking at an item in units of work, besides its bytes.
  @usableFromInline static var itemWork: Int { 32 }

  /// The commas of a container, in texts or not: at least its items and members at all depths, but
  /// for one a container.
  @usableFromInline
  static func separators(in container: Value) -> Int {
    let end = unsafe container.base + Int(container.count)
    var p = unsafe container.base
    var count = 0
    while unsafe end - p >= 8 {
      // The top bit of each byte that is a comma; exact, as no sum of two bytes carries.
      let word = unsafe UnsafeRawPointer(p).loadUnaligned(as: UInt64.self) ^ 0x2C2C_2C2C_2C2C_2C2C
      let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
      count &+= (~((word & low) &+ low | word | low)).nonzeroBitCount
      unsafe p += 8
    }
    while unsafe p < end {
      if unsafe p.pointee == UInt8(ascii: ",") { count &+= 1 }
      unsafe p += 1
    }
    return count
  }

  /// The number of items of an array or members of an object; 0 for anything else.
  public static func count(of container: Value) -> Int {
    var count = 0
    if container.kind == .array {
      var items = ArrayCursor(container)
      while items.next() != nil { count += 1 }
    } else if container.kind == .object {
      var members = ObjectCursor(container)
      while members.next() != nil { count += 1 }
    }
    return count
  }
}

/// The items of an array value, in order.
public struct ArrayCursor {
  private let text: Bytes
  private var index: Int

  /// A value that is not an array has no items.
  public init(_ array: Value) {
    text = array.kind == .array ? array.spelling : Bytes("[]")
    index = 1
  }

  /// The next item, which borrows the array's bytes; nil after the last.
  public mutating func next() -> Value? {
    index = JSONCursor.skipBlanks(text, index)
    if unsafe text.base[index] == UInt8(ascii: "]") { return nil }
    if unsafe text.base[index] == UInt8(ascii: ",") { index += 1 }
    let (value, end) = JSONCursor.value(in: text, at: index)
    index = end
    return value
  }
}

/// The members of an object value, in order, duplicates included.
public struct ObjectCursor {
  private let text: Bytes
  private var index: Int

  /// A value that is not an object has no members.
  public init(_ object: Value) {
    text = object.kind == .object ? object.spelling : Bytes("{}")
    index = 1
  }

  /// The next member, its key a string value with escapes as written; nil after the last.
  public mutating func next() -> (key: Value, value: Value)? {
    index = JSONCursor.skipBlanks(text, index)
    if unsafe text.base[index] == UInt8(ascii: "}") { return nil }
    if unsafe text.base[index] == UInt8(ascii: ",") { index += 1 }
    let (key, keyEnd) = JSONCursor.value(in: text, at: index)
    // After the key stand blanks and the colon.
    let colon = JSONCursor.skipBlanks(text, keyEnd)
    let (value, end) = JSONCursor.value(in: text, at: colon + 1)
    index = end
    return (key, value)
  }
}
