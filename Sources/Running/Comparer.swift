import Events
import Functions
import Planning

/// What `==`, `<`, `in`, `contains` and `is` mean for two values; absent compares false.
struct Comparer {
  let space: Workspace

  /// Texts by their bytes, numbers by their value; a number equals a text that spells it the same.
  @inline(__always)
  func equal(_ left: Value, _ right: Value) -> Bool {
    guard left.isPresent && right.isPresent else { return false }
    if left.kind == .string && right.kind == .string {
      // Two clean texts of different length differ: the usual case of a comparison with a constant.
      if left.form == .clean && right.form == .clean {
        if left.count != right.count { return false }
        if left.count > 64 { space.spend(left) }
        return left.spelling == right.spelling
      }
      return JSONText.sameText(left, right, in: space.scratch)
    }
    return equalSlowly(left, right)
  }

  @inline(never)
  private func equalSlowly(_ left: Value, _ right: Value) -> Bool {
    if left.isNumber && right.isNumber {
      if left.spelling == right.spelling { return true }
      return order(left, right) == 0
    }
    if left.isContainer || right.isContainer {
      space.spend(left)
      return left.kind == right.kind && left.spelling == right.spelling
    }
    if left.kind == .null || right.kind == .null { return left.kind == right.kind }
    guard let a = JSONText.decoded(left, in: space.scratch),
      let b = JSONText.decoded(right, in: space.scratch)
    else { return false }
    return a == b
  }

  /// Negative, zero or positive; nil where the two have no order.
  private func order(_ left: Value, _ right: Value) -> Int? {
    if left.kind == .string && right.kind == .string {
      guard let a = JSONText.decoded(left, in: space.scratch),
        let b = JSONText.decoded(right, in: space.scratch)
      else { return nil }
      return order(a, b)
    }
    // Beside a number, a text that spells one is compared as a number: products send both.
    guard left.isNumber || right.isNumber, let a = number(left), let b = number(right) else {
      return nil
    }
    if case .integer(let a) = a, case .integer(let b) = b { return a < b ? -1 : a == b ? 0 : 1 }
    if case .large(let a) = a, case .large(let b) = b { return orderOfIntegers(a, b) }
    let (x, y) = (a.double, b.double)
    return x < y ? -1 : x == y ? 0 : x > y ? 1 : nil
  }

  private func order(_ left: Bytes, _ right: Bytes) -> Int {
    for index in 0..<min(left.count, right.count) where left[index] != right[index] {
      return left[index] < right[index] ? -1 : 1
    }
    return left.count - right.count
  }

  /// Integers of any length: the sign, then the number of digits, then the digits.
  private func orderOfIntegers(_ left: Bytes, _ right: Bytes) -> Int {
    let minus = UInt8(ascii: "-")
    guard (left[0] == minus) == (right[0] == minus) else { return left[0] == minus ? -1 : 1 }
    let order = left.count == right.count ? order(left, right) : left.count - right.count
    return left[0] == minus ? -order : order
  }

  private enum Numeric {
    case integer(Int64)
    /// Beyond 64 bits.
    case large(Bytes)
    case float(Double)

    var double: Double {
      switch self {
      case .integer(let number): Double(number)
      case .large(let digits):
        Number.double(digits) ?? (digits[0] == UInt8(ascii: "-") ? -.infinity : .infinity)
      case .float(let number): number
      }
    }
  }

  private func number(_ value: Value) -> Numeric? {
    guard value.isNumber || value.kind == .string,
      let text = JSONText.decoded(value, in: space.scratch)
    else { return nil }
    if let integer = Number.int64(text) { return .integer(integer) }
    if Number.shape(text) == .integer { return .large(text) }
    return Number.double(text).map { .float($0) }
  }

  /// Whether a comparison of the plan holds.
  func compare(_ index: Int) -> Bool {
    let comparison = space.program.comparisons[index]
    let left = space.registers[comparison.left.place]
    guard left.isPresent else { return false }
    if let members = comparison.members {
      let isMember = isMember(left, of: members)
      return comparison.operator == .notIn ? !isMember : isMember
    }
    let right = space.registers[comparison.right.place]
    guard right.isPresent else { return false }
    switch comparison.operator {
    case .equal: return equal(left, right)
    case .notEqual: return !equal(left, right)
    case .less: return order(left, right).map { $0 < 0 } ?? false
    case .lessOrEqual: return order(left, right).map { $0 <= 0 } ?? false
    case .greater: return order(left, right).map { $0 > 0 } ?? false
    case .greaterOrEqual: return order(left, right).map { $0 >= 0 } ?? false
    case .in: return holds(right, left)
    case .notIn: return !holds(right, left)
    case .contains:
      return left.kind == .array ? holds(left, right) : textual(left, right, .contains)
    case .startswith, .endswith: return textual(left, right, comparison.operator)
    }
  }

  private func isMember(_ value: Value, of members: PathTree.View) -> Bool {
    slot(of: value, in: members) != nil
  }

  /// The slot of the key that equals a value; numbers are found in any spelling.
  func slot(of value: Value, in keys: PathTree.View) -> Int? {
    guard value.isPresent, !value.isContainer, value.kind != .null,
      let text = JSONText.decoded(value, in: space.scratch), !Number.isKey(text)
    else { return nil }
    if let slot = keys.slot(ofMember: text) { return slot }
    guard let key = Number.key(value, in: space.scratch) else { return nil }
    if let slot = keys.slot(ofMember: key) { return slot }
    guard value.kind == .integer, let key = Number.roundedKey(value, in: space.scratch) else {
      return nil
    }
    return keys.slot(ofMember: key)
  }

  /// Whether a list has an item equal to the value, or a text has it as a part.
  private func holds(_ container: Value, _ item: Value) -> Bool {
    guard container.kind == .array else { return textual(container, item, .contains) }
    space.spend(container)
    var items = ArrayCursor(container)
    while let member = items.next() {
      if equal(member, item) { return true }
    }
    return false
  }

  private func textual(
    _ whole: Value, _ part: Value, _ comparison: ComparisonPlan.Operator
  ) -> Bool {
    guard !whole.isContainer, !part.isContainer, whole.kind != .null, part.kind != .null,
      let whole = JSONText.decoded(whole, in: space.scratch),
      let part = JSONText.decoded(part, in: space.scratch)
    else { return false }
    switch comparison {
    case .startswith: return whole.hasPrefix(part)
    case .endswith: return whole.hasSuffix(part)
    default:
      space.scratch.spend(whole.count)
      return whole.firstRange(of: part) != nil
    }
  }

  /// Whether a value passes an `is …`.
  func passes(_ value: Value, _ test: ValueTest) -> Bool {
    switch test {
    case .present: return value.isPresent
    case .null:
      return value.kind == .null || value.kind == .ignored && value.spelling == Bytes("null")
    case .string: return value.kind == .string
    case .number: return value.isNumber
    case .integer: return value.kind == .integer
    case .boolean: return value.isBoolean
    case .isTrue: return value.kind == .true
    case .list: return value.kind == .array
    case .object: return value.kind == .object
    case .empty:
      if value.isContainer { return PythonValue.isEmpty(value) }
      return !value.isPresent || value.kind == .null || value.kind == .string && value.count == 0
    case .truthy: return PythonValue.isTrue(value)
    case .failed: return value.kind == .ignored
    case .given: return value.isPresent && value.kind != .null
    case .passes:
      return value.kind == .true
        || value.kind == .string && value.count == 4
          && value.spelling == Bytes("True")
    case .iterable:
      return value.isContainer || value.kind == .string || value.kind == .absent
    case .ip, .ipv4, .ipv6:
      guard value.kind == .string, let text = JSONText.decoded(value, in: space.scratch),
        let address = IPAddress(text)
      else { return false }
      return test == .ip || (test == .ipv4) == address.isV4
    }
  }
}
