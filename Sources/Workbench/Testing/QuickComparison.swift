import Events

/// Whether two events of an intake format are plainly the same, without building anything.
///
/// Most tests pass. Those that this leaves open are compared by `IntakeComparison`: numbers that are
/// spelled otherwise, members that stand twice, lists in another order unless they hold texts.
final class QuickComparison {
  /// A member of an object that came out. Those of an object stand together, each with its own
  /// members right after it:
  ///
  ///     {"a": {"b": 1, "c": 2}, "d": 3}   →   a → 3   b → 2   c → 3   d → 4
  private struct Member {
    var name: Value
    var value: Value
    /// The place after its members, where the next of its object stands.
    var next: Int
  }

  private let scratch = Scratch(limit: 16 << 20, firstChunk: 16 << 10)
  /// Events with more members are compared the other way.
  private let members = UnsafeMutableBufferPointer<Member>.allocate(capacity: 1 << 10)
  private var memberCount = 0
  /// Whether a list was found the same in another order, and whether there is one without an order.
  private var usesOrder = false
  private var mayLackOrder = false

  deinit { members.deallocate() }

  /// True only where the events are the same by the rules of intake formats.
  ///
  /// `expected` is an object that was found valid when it was read; what workers write is one.
  func areSame(_ expected: Bytes, _ actual: Bytes) -> Bool {
    scratch.reset()
    memberCount = 0
    usesOrder = false
    mayLackOrder = false
    // After the object may stand another event.
    return readMembers(of: actual, at: 0) == actual.count
      && end(ofMembers: expected, at: 0, sameAs: 0..<memberCount, .event) != nil
      && !(usesOrder && mayLackOrder)
  }

  /// Adds the members of the object at `start`, in one pass; the offset after it, or nil where
  /// they are too many or too deep, or one stands twice.
  private func readMembers(of text: Bytes, at start: Int, depth: Int = 0) -> Int? {
    guard depth < JSONScanner.maximumDepth else { return nil }
    let first = memberCount
    var marks: UInt64 = 0
    var at = JSONCursor.skipBlanks(text, start + 1)
    while text[at] != UInt8(ascii: "}") {
      if text[at] == UInt8(ascii: ",") { at += 1 }
      let (name, nameEnd) = JSONCursor.value(in: text, at: at)
      let mark = mark(of: name)
      if marks & mark != 0, member(name, in: first..<memberCount) != nil { return nil }
      marks |= mark
      at = JSONCursor.skipBlanks(text, JSONCursor.skipBlanks(text, nameEnd) + 1)
      let place = memberCount
      guard place < members.count else { return nil }
      memberCount += 1
      if text[at] == UInt8(ascii: "{") {
        guard let end = readMembers(of: text, at: at, depth: depth + 1) else { return nil }
        let value = Value(.object, text.base + at, count: end - at)
        members.initializeElement(
          at: place, to: Member(name: name, value: value, next: memberCount))
        at = end
      } else {
        let (value, end) = JSONCursor.value(in: text, at: at)
        members.initializeElement(at: place, to: Member(name: name, value: value, next: place + 1))
        at = end
      }
      at = JSONCursor.skipBlanks(text, at)
    }
    return at + 1
  }

  /// One of 64 bits, the same for equal names; all bits for a name that others may equal.
  private func mark(of name: Value) -> UInt64 {
    guard name.form != .escaped, name.count > 0 else { return .max }
    let text = name.spelling
    let sum = 7 &* UInt64(text[0]) &+ 3 &* UInt64(text[text.count / 2])
    return 1 << ((sum &+ UInt64(text[text.count - 1]) &+ 5 &* UInt64(text.count)) & 63)
  }

  /// The member of that name, however it is spelled.
  private func member(_ name: Value, in range: Range<Int>) -> Int? {
    var other = range.lowerBound
    while other < range.upperBound {
      if same(name, members[other].name) { return other }
      other = members[other].next
    }
    return nil
  }

  /// Where the current members stand, as far as some of them are compared in a way of their own.
  private enum Place {
    case event, elsewhere
    /// In the object of that name.
    case inEvent, inService, inIntake, inRelated
    /// In a member of `related`, which is a list in any order even where others are not sorted.
    case relatedMember
    /// In an object of a list, where no list is sorted.
    case inItem
  }

  private func isCompared(_ name: Value, _ place: Place) -> Bool {
    func isOne(of words: StaticString...) -> Bool {
      words.contains { name.spelling == Bytes($0) }
    }
    return switch place {
    case .event: !isOne(of: "message")
    case .inEvent: !isOne(of: "id")
    case .inIntake: !isOne(of: "parsing_status", "dialect", "dialect_uuid")
    case .elsewhere, .inService, .inRelated, .relatedMember, .inItem: true
    }
  }

  private func place(of name: Value, in place: Place) -> Place {
    switch place {
    case .event where name.spelling == Bytes("event"): .inEvent
    case .event where name.spelling == Bytes("sekoiaio"): .inService
    case .event where name.spelling == Bytes("related"): .inRelated
    case .inRelated: .relatedMember
    case .inItem: .inItem
    case .inService where name.spelling == Bytes("intake"): .inIntake
    default: .elsewhere
    }
  }

  /// The offset after the object at `start` where it has the same members as another, whose own
  /// stand in `range`; nil where it has not.
  private func end(
    ofMembers expected: Bytes, at start: Int, sameAs range: Range<Int>, _ place: Place
  ) -> Int? {
    var left = 0
    var other = range.lowerBound
    while other < range.upperBound {
      if isCompared(members[other].name, place) { left += 1 }
      other = members[other].next
    }
    other = range.lowerBound
    var at = JSONCursor.skipBlanks(expected, start + 1)
    while expected[at] != UInt8(ascii: "}") {
      if expected[at] == UInt8(ascii: ",") { at = JSONCursor.skipBlanks(expected, at + 1) }
      let (found, nameEnd) = find(nameAt: at, of: expected, in: range, from: other)
      let value = JSONCursor.skipBlanks(expected, JSONCursor.skipBlanks(expected, nameEnd) + 1)
      if let found, isCompared(members[found].name, place) {
        let below = self.place(of: members[found].name, in: place)
        // A name that stands twice is found once; what counts then is compared the other way.
        members[found].name = .absent
        guard let next = end(of: expected, at: value, sameAs: found, below) else { return nil }
        other = members[found].next
        left -= 1
        at = next
      } else {
        if isCompared(JSONCursor.value(in: expected, at: at).value, place) { return nil }
        at =
          found.flatMap { end(ofText: members[$0].value, in: expected, at: value) }
          ?? JSONCursor.value(in: expected, at: value).end
      }
      at = JSONCursor.skipBlanks(expected, at)
    }
    return left == 0 ? at + 1 : nil
  }

  /// The member of the name that stands there, and the offset after the name. Members mostly stand
  /// in the same order, so the search begins where the last one ended.
  private func find(
    nameAt at: Int, of expected: Bytes, in range: Range<Int>, from start: Int
  ) -> (member: Int?, end: Int) {
    for part in [start..<range.upperBound, range.lowerBound..<start] {
      var other = part.lowerBound
      while other < part.upperBound {
        let name = members[other].name
        if let end = end(ofText: name, in: expected, at: at) { return (other, end) }
        other = members[other].next
      }
    }
    // What is spelled otherwise can be the same, too.
    let (name, end) = JSONCursor.value(in: expected, at: at)
    return (member(name, in: range), end)
  }

  /// The offset after the text at `start` where it is spelled as another; nil where it is not.
  ///
  /// The spelling of a text holds no quote that ends it: the one after it does, so that nothing
  /// has to be scanned.
  private func end(ofText text: Value, in expected: Bytes, at start: Int) -> Int? {
    let count = Int(text.count)
    let quote = UInt8(ascii: "\"")
    guard text.kind == .string, start + count + 2 <= expected.count, expected[start] == quote,
      expected[start + 1 + count] == quote,
      expected.slice(start + 1, start + 1 + count) == text.spelling
    else { return nil }
    return start + count + 2
  }

  /// The offset after the value at `start` where it is the same as that of a member; nil where it
  /// is not.
  private func end(
    of expected: Bytes, at start: Int, sameAs member: Int, _ place: Place
  ) -> Int? {
    let actual = members[member].value
    if expected[start] == UInt8(ascii: "{") {
      guard actual.kind == .object else { return nil }
      return end(
        ofMembers: expected, at: start, sameAs: member + 1..<members[member].next, place)
    }
    if let end = end(ofText: actual, in: expected, at: start) { return end }
    let (value, end) = JSONCursor.value(in: expected, at: start)
    if same(value, actual) { return end }
    guard place != .inItem, value.kind == .array, actual.kind == .array, sameTexts(value, actual)
    else { return nil }
    if place != .relatedMember { usesOrder = true }
    return end
  }

  private func same(_ left: Value, _ right: Value) -> Bool {
    guard left.kind == right.kind else { return false }
    switch left.kind {
    case .string: return JSONText.sameText(left, right, in: scratch)
    case .object: return sameObjects(left.spelling, right.spelling)
    case .array: return sameItems(left, right)
    default: return left.spelling == right.spelling
    }
  }

  /// Objects that are items of lists.
  private func sameObjects(_ left: Bytes, _ right: Bytes) -> Bool {
    let first = memberCount
    defer { memberCount = first }
    return readMembers(of: right, at: 0) != nil
      && end(ofMembers: left, at: 0, sameAs: first..<memberCount, .inItem) != nil
  }

  /// Items in the same order.
  private func sameItems(_ left: Value, _ right: Value) -> Bool {
    var wanted = ArrayCursor(left)
    var got = ArrayCursor(right)
    // A bit a kind that has an order; two where none has.
    var kinds: UInt8 = 0
    while let one = wanted.next() {
      guard let other = got.next(), same(one, other) else { return false }
      switch one.kind {
      case .string: kinds |= 1
      case .object: kinds |= 2
      case _ where one.isNumber || one.isBoolean: kinds |= 4
      default: kinds |= 8 | 16
      }
    }
    if kinds.nonzeroBitCount > 1 { mayLackOrder = true }
    return got.next() == nil
  }

  /// The same texts in any order.
  private func sameTexts(_ left: Value, _ right: Value) -> Bool {
    let count = JSONCursor.count(of: left)
    guard count <= 64, count == JSONCursor.count(of: right) else { return false }
    var isTaken: UInt64 = 0
    var wanted = ArrayCursor(left)
    while let one = wanted.next() {
      guard one.kind == .string else { return false }
      var got = ArrayCursor(right)
      var index = 0
      var isFound = false
      while !isFound, let other = got.next() {
        if isTaken >> index & 1 == 0, same(one, other) {
          isTaken |= 1 << index
          isFound = true
        }
        index += 1
      }
      if !isFound { return false }
    }
    return true
  }
}
