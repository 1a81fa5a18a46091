import Events
import Glibc

/// Whether two events of an intake format are plainly the same, without building anything.
///
/// Most tests pass. Those that this leaves open are compared by `IntakeComparison`.
final class QuickComparison {
  private typealias Member = (name: Value, value: Value)

  private let scratch = Scratch(limit: 16 << 20, firstChunk: 16 << 10)
  /// The members of the objects that are being compared, the outermost first. Events with more are
  /// compared the other way.
  private let members = UnsafeMutableBufferPointer<Member>.allocate(capacity: 1 << 10)
  private var memberCount = 0

  deinit { members.deallocate() }

  /// True only where the events are the same by the rules of intake formats.
  ///
  /// `expected` is an object that was found valid when it was read.
  func areSame(_ expected: Bytes, _ actual: Bytes) -> Bool {
    scratch.reset()
    memberCount = 0
    // Wide copies may read behind a value, so both stand in the scratch.
    guard let room = scratch.allocate(expected.count),
      let actual = JSONScanner.value(in: actual, scratch: scratch), actual.kind == .object
    else { return false }
    room.update(from: expected.base, count: expected.count)
    let text = Bytes(room, count: expected.count)
    return end(ofMembers: text, at: 0, sameAs: actual, .event) != nil
  }

  /// Where the members at hand stand, as far as some of them are not compared.
  private enum Place {
    case event, elsewhere
    /// In the object of that name.
    case inEvent, inService, inIntake
  }

  private func isCompared(_ name: Value, _ place: Place) -> Bool {
    func isOne(of words: StaticString...) -> Bool {
      words.contains { name.spelling == Bytes($0) }
    }
    return switch place {
    case .event: !isOne(of: "message")
    case .inEvent: !isOne(of: "id")
    case .inIntake: !isOne(of: "parsing_status", "dialect", "dialect_uuid")
    case .elsewhere, .inService: true
    }
  }

  private func place(of name: Value, in place: Place) -> Place {
    switch place {
    case .event where name.spelling == Bytes("event"): .inEvent
    case .event where name.spelling == Bytes("sekoiaio"): .inService
    case .inService where name.spelling == Bytes("intake"): .inIntake
    default: .elsewhere
    }
  }

  /// The offset behind the object at `start` where it has the same members as another; nil where it
  /// has not.
  private func end(
    ofMembers expected: Bytes, at start: Int, sameAs actual: Value, _ place: Place
  ) -> Int? {
    let first = memberCount
    defer { memberCount = first }
    var others = ObjectCursor(actual)
    while let member = others.next() {
      guard memberCount < members.count else { return nil }
      guard isCompared(member.key, place) else { continue }
      members.initializeElement(at: memberCount, to: (member.key, member.value))
      memberCount += 1
    }
    let own = first..<memberCount
    var wanted = 0
    var at = JSONCursor.skipBlanks(expected, start + 1)
    while expected[at] != UInt8(ascii: "}") {
      if expected[at] == UInt8(ascii: ",") { at = JSONCursor.skipBlanks(expected, at + 1) }
      if let (found, nameEnd) = find(nameAt: at, of: expected, in: own, from: wanted) {
        let other = members[found]
        // A name that stands twice is found once; what counts then is compared the other way.
        members[found].name = .absent
        let value = JSONCursor.skipBlanks(expected, nameEnd) + 1
        guard
          let next = end(
            of: expected, at: value, sameAs: other.value, self.place(of: other.name, in: place))
        else { return nil }
        at = next
        wanted += 1
      } else {
        let (name, nameEnd) = JSONCursor.value(in: expected, at: at)
        if isCompared(name, place) { return nil }
        let value = JSONCursor.skipBlanks(expected, nameEnd) + 1
        at = JSONCursor.value(in: expected, at: value).end
      }
      at = JSONCursor.skipBlanks(expected, at)
    }
    return wanted == own.count ? at + 1 : nil
  }

  /// The member of the name that stands there, and the offset behind the name. Members mostly stand
  /// in the same order, so the search begins where the last one ended.
  private func find(
    nameAt at: Int, of expected: Bytes, in range: Range<Int>, from start: Int
  ) -> (member: Int, end: Int)? {
    for step in 0..<range.count {
      var index = range.lowerBound + start + step
      if index >= range.upperBound { index -= range.count }
      let name = members[index].name
      if name.kind == .string, let end = end(ofText: name, in: expected, at: at) {
        return (index, end)
      }
    }
    // What is spelled otherwise can be the same, too.
    let (name, end) = JSONCursor.value(in: expected, at: at)
    guard let index = range.first(where: { same(name, members[$0].name) }) else { return nil }
    return (index, end)
  }

  /// The offset behind the text at `start` where it is spelled as another; nil where it is not.
  ///
  /// The spelling of a text holds no quote that ends it: the one behind it does, so that nothing has
  /// to be scanned.
  private func end(ofText text: Value, in expected: Bytes, at start: Int) -> Int? {
    let count = Int(text.count)
    let quote = UInt8(ascii: "\"")
    guard start + count + 2 <= expected.count, expected[start] == quote,
      expected[start + 1 + count] == quote,
      memcmp(expected.base + start + 1, text.base, count) == 0
    else { return nil }
    return start + count + 2
  }

  /// The offset behind the value at `start` where it is the same as another; nil where it is not.
  private func end(
    of expected: Bytes, at start: Int, sameAs actual: Value, _ place: Place
  ) -> Int? {
    let begin = JSONCursor.skipBlanks(expected, start)
    if expected[begin] == UInt8(ascii: "{") {
      guard actual.kind == .object else { return nil }
      return end(ofMembers: expected, at: begin, sameAs: actual, place)
    }
    if actual.kind == .string, let end = end(ofText: actual, in: expected, at: begin) { return end }
    let (value, end) = JSONCursor.value(in: expected, at: begin)
    return same(value, actual) ? end : nil
  }

  private func same(_ left: Value, _ right: Value) -> Bool {
    guard left.kind == right.kind else { return false }
    switch left.kind {
    case .string: return JSONText.sameText(left, right, in: scratch)
    case .object: return end(ofMembers: left.spelling, at: 0, sameAs: right, .elsewhere) != nil
    case .array: return sameItems(left, right)
    default: return left.spelling == right.spelling
    }
  }

  /// Items in the same order, or texts in any.
  private func sameItems(_ left: Value, _ right: Value) -> Bool {
    let count = JSONCursor.count(of: left)
    guard count == JSONCursor.count(of: right) else { return false }
    var wanted = ArrayCursor(left)
    var got = ArrayCursor(right)
    var isInOrder = true
    while isInOrder, let one = wanted.next(), let other = got.next() {
      isInOrder = same(one, other)
    }
    return isInOrder || count <= 64 && sameTexts(left, right)
  }

  private func sameTexts(_ left: Value, _ right: Value) -> Bool {
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
