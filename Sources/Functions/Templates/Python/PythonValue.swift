import Events
import Glibc

/// Values as the expressions of a template see them, with the meaning Python gives them.
///
/// Undefined is absent, None is null, an exception is `Value.failed`. Tuples, and what Python
/// would compute lazily, are lists.
public enum PythonValue {
  /// Whether a condition on the value holds: not for undefined, None, zero, and what is empty.
  public static func isTrue(_ value: Value) -> Bool {
    switch value.kind {
    case .absent, .ignored, .null, .false: return false
    case .true: return true
    case .integer: return value.spelling.contains { $0 &- 49 <= 8 }
    case .float: return PythonNumber.double(value.spelling) != 0
    case .string: return value.count > 0
    case .array, .object: return !isEmpty(value)
    }
  }

  /// What iterating over a value gives, as a list; failed where Python cannot iterate.
  public static func items(of value: Value, in scratch: Scratch) -> Value {
    PythonIterator.list(value, in: scratch)
  }

  /// Whether a container has no items.
  public static func isEmpty(_ container: Value) -> Bool {
    let text = container.spelling
    var index = 1
    while index < text.count - 1, text[index] <= 0x20 { index += 1 }
    return index == text.count - 1
  }

  /// `a == b`: numbers by value whatever their type, texts decoded, containers in depth.
  ///
  /// Undefined equals only undefined; a failed value equals nothing.
  public static func equal(_ a: Value, _ b: Value, in scratch: Scratch) -> Bool {
    spend(a, b, in: scratch)
    if scratch.isOverworked { return false }
    switch (a.kind, b.kind) {
    case (.string, .string): return JSONText.sameText(a, b, in: scratch)
    case (.array, .array):
      var left = ArrayCursor(a)
      var right = ArrayCursor(b)
      while let item = left.next() {
        guard let other = right.next(), equal(item, other, in: scratch) else { return false }
      }
      return right.next() == nil
    case (.object, .object): return sameMembers(a, b, in: scratch)
    case (.absent, .absent), (.null, .null): return true
    default:
      if a.kind == .integer, b.kind == .integer, a.spelling == b.spelling { return true }
      guard let left = PythonNumber(a), let right = PythonNumber(b) else { return false }
      return PythonNumber.compare(left, right) == 0
    }
  }

  /// Counts a comparison: no more of either is looked at than the other has.
  private static func spend(_ a: Value, _ b: Value, in scratch: Scratch) {
    let count = Int(min(a.count, b.count))
    scratch.spend(16 &+ (a.isNumber ? 16 &* count : count))
  }

  private static func sameMembers(_ a: Value, _ b: Value, in scratch: Scratch) -> Bool {
    PythonMembers.with(a, in: scratch) { left in
      PythonMembers.with(b, in: scratch) { right in
        guard left.count == right.count else { return false }
        for index in 0..<left.count {
          guard let other = right.value(named: left.name(index)),
            equal(left.value(index), other, in: scratch)
          else { return false }
        }
        return true
      }
    }
  }

  /// -1, 0 or 1: numbers by value, texts by their scalars, lists item by item.
  ///
  /// Nil where Python has no order: undefined, None, maps, and values of unlike types.
  public static func compare(_ a: Value, _ b: Value, in scratch: Scratch) -> Int? {
    spend(a, b, in: scratch)
    switch (a.kind, b.kind) {
    case (.string, .string):
      guard let left = JSONText.decoded(a, in: scratch),
        let right = JSONText.decoded(b, in: scratch)
      else { return nil }
      return order(left, right)
    case (.array, .array):
      var left = ArrayCursor(a)
      var right = ArrayCursor(b)
      while let item = left.next() {
        guard let other = right.next() else { return 1 }
        if !equal(item, other, in: scratch) { return compare(item, other, in: scratch) }
      }
      return right.next() == nil ? 0 : -1
    default:
      guard let left = PythonNumber(a), let right = PythonNumber(b) else { return nil }
      return PythonNumber.compare(left, right)
    }
  }

  /// Texts in the order of their scalars, which is that of their UTF-8 bytes.
  static func order(_ a: Bytes, _ b: Bytes) -> Int {
    let order = memcmp(a.base, b.base, min(a.count, b.count))
    if order != 0 { return order < 0 ? -1 : 1 }
    return a.count < b.count ? -1 : a.count > b.count ? 1 : 0
  }

  /// `needle in haystack`: a part of a text, an item of a list, a name in a map.
  ///
  /// Nothing is in undefined. Nil where Python raises: another haystack, another needle than a
  /// text for a text, a container as a name.
  public static func contains(
    _ needle: Value, _ haystack: Value, in scratch: Scratch
  ) -> Bool? {
    switch haystack.kind {
    case .absent: return false
    case .string:
      guard needle.kind == .string else { return nil }
      guard let text = JSONText.decoded(haystack, in: scratch),
        let part = JSONText.decoded(needle, in: scratch)
      else { return nil }
      return text.firstRange(of: part) != nil
    case .array:
      var items = ArrayCursor(haystack)
      while let item = items.next() {
        if equal(needle, item, in: scratch) { return true }
      }
      return false
    case .object:
      if needle.isContainer { return nil }
      return PythonMembers.value(of: needle, in: haystack, scratch) != nil
    default: return nil
    }
  }

  /// What dictionaries and sets tell values apart by, with a byte for the type in front.
  ///
  /// Nil for containers, which cannot be keys.
  public static func key(_ value: Value, in scratch: Scratch) -> Bytes? {
    scratch.spend(value.isNumber ? 128 : 32)
    var builder = ByteBuilder(in: scratch, capacity: Int(value.count) + 24)
    switch value.kind {
    case .absent, .ignored: builder.append("u")
    case .null: builder.append("0")
    case .string:
      guard let text = JSONText.decoded(value, in: scratch) else { return nil }
      builder.append("s")
      builder.append(text)
    case .array, .object: return nil
    default:
      builder.append("n")
      switch PythonNumber(value) {
      case .integer(let number): builder.append(number)
      case .large(let digits): builder.append(digits)
      case .float(let number) where number.isFinite && number == number.rounded():
        if number.magnitude < 0x1p63 {
          builder.append(Int(number))
        } else {
          PythonNumber.withExactDigits(number) { builder.append($0) }
        }
      case .float(let number): FloatText.append(number, to: &builder)
      case nil: return nil
      }
    }
    return builder.finish()
  }

  /// How deep the containers in a value lie; 0 for a scalar.
  public static func depth(_ value: Value) -> Int {
    guard value.isContainer else { return 0 }
    let text = value.spelling
    var depth = 0
    var deepest = 0
    var index = 0
    while index < text.count {
      switch text[index] {
      case UInt8(ascii: "\""):
        index += 1
        while text[index] != UInt8(ascii: "\"") {
          index += text[index] == UInt8(ascii: "\\") ? 2 : 1
        }
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        depth += 1
        deepest = max(deepest, depth)
      case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
      default: break
      }
      index += 1
    }
    return deepest
  }

  /// Whether a value may become an item of another: containers lie at most 256 deep.
  public static func mayNest(_ value: Value, levels: Int = 1) -> Bool {
    !value.isContainer || depth(value) + levels <= JSONScanner.maximumDepth
  }
}
