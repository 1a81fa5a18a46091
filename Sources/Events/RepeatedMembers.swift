/// Finds members of one name in the objects of a container, of which only the last counts.
///
/// One pass over the text; names are compared with those before them in the same object, beyond a
/// few by a hash table over all objects.
@safe
public struct RepeatedMembers {
  /// A name that was met, and where its member and the one after that begin.
  private struct Name {
    var text: Bytes
    var object: Int32
    var start: Int
    var end: Int
  }

  /// A container that is open.
  private struct Level {
    var object: Int32
    /// The first of its names, and the one met last; -1 for none.
    var first: Int
    var latest = -1
  }

  /// Up to this many names are compared one by one.
  private static var few: Int { 16 }

  private let text: Bytes
  private let scratch: Scratch
  /// Names of the objects that are open, the innermost last.
  private var names: ScratchArray<Name>
  private var levels: ScratchArray<Level>
  /// Numbers of names, at half load at most; -1 in free places.
  private var slots: ScratchArray<Int32>
  private var usedSlots = 0
  private var objectCount: Int32 = 0
  /// A copy of the text in which members that do not count are blank.
  private var copy: UnsafeMutablePointer<UInt8>?

  /// The container without members that do not count; itself where no name occurs twice, as nearly
  /// always.
  ///
  /// A value that is not a container comes back as it is, and so does all when the scratch is
  /// exhausted.
  public static func removed(from value: Value, in scratch: Scratch) -> Value {
    guard value.isContainer, value.spelling.firstIndex(of: UInt8(ascii: "{")) != nil else {
      return value
    }
    scratch.spend(Int(value.count))
    guard RepeatedMembers.mayHave(value.spelling) else { return value }
    let mark = unsafe scratch.mark
    guard var search = RepeatedMembers(value, in: scratch) else { return value }
    search.run()
    guard let copy = unsafe search.copy else {
      unsafe scratch.giveBack(to: mark)
      return value
    }
    return unsafe Value(value.kind, copy, count: Int(value.count), form: .decoded)
  }

  /// Whether some object of a text may have two members of one name; false, as nearly always, is
  /// certain.
  ///
  /// Of each name a digest is kept, which tells the names of one object apart; what it cannot tell,
  /// or has no room, may be.
  private static func mayHave(_ text: Bytes) -> Bool {
    unsafe withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 64) { names in
      unsafe withUnsafeTemporaryAllocation(of: Int.self, capacity: 16) { firsts in
        var nameCount = 0
        var depth = -1
        var index = 0
        while index < text.count {
          let byte = unsafe text.base[index]
          index &+= 1
          if byte == UInt8(ascii: "\"") {
            let start = index
            let (close, isEscaped) = JSONCursor.stringEnd(text, start)
            index = JSONCursor.skipBlanks(text, close &+ 1)
            guard index < text.count, unsafe text.base[index] == UInt8(ascii: ":") else { continue }
            guard !isEscaped, nameCount < names.count, depth >= 0 else { return true }
            let name = unsafe digest(text.base + start, close &- start)
            var earlier = unsafe firsts[depth]
            while earlier < nameCount {
              if unsafe names[earlier] == name { return true }
              earlier &+= 1
            }
            unsafe names[nameCount] = name
            nameCount &+= 1
          } else if byte | 0x20 == UInt8(ascii: "{") {
            depth &+= 1
            guard depth < firsts.count else { return true }
            unsafe firsts[depth] = nameCount
          } else if byte | 0x20 == UInt8(ascii: "}") {
            guard depth >= 0 else { return true }
            nameCount = unsafe firsts[depth]
            depth &-= 1
          }
        }
        return false
      }
    }
  }

  /// One number of the first and the last eight bytes of a name, and of its length.
  private static func digest(_ name: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
    guard count >= 8 else {
      var bytes = UInt64(truncatingIfNeeded: count)
      for index in 0..<count { bytes = unsafe bytes << 8 | UInt64(name[index]) }
      return bytes
    }
    let raw = unsafe UnsafeRawPointer(name)
    let first = unsafe raw.loadUnaligned(as: UInt64.self)
    let last = unsafe raw.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
    return (first &* 0x9E37_79B9_7F4A_7C15) ^ last ^ UInt64(truncatingIfNeeded: count) << 56
  }

  private init?(_ value: Value, in scratch: Scratch) {
    scratch.spend(value)
    guard let names = ScratchArray<Name>(capacity: 64, in: scratch),
      let levels = ScratchArray<Level>(capacity: 16, in: scratch),
      let slots = ScratchArray<Int32>(capacity: 0, in: scratch)
    else { return nil }
    text = value.spelling
    self.scratch = scratch
    self.names = names
    self.levels = levels
    self.slots = slots
  }

  private mutating func run() {
    var index = 0
    while index < text.count, !scratch.isExhausted {
      switch unsafe text.base[index] {
      case UInt8(ascii: "\""):
        index = passText(index)
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        levels.append(Level(object: objectCount, first: names.count), in: scratch)
        objectCount &+= 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if let level = levels.popLast() { names.removeLast(names.count - level.first) }
      default: break
      }
      index += 1
    }
  }

  /// Passes a text, which is a name where a colon follows.
  private mutating func passText(_ start: Int) -> Int {
    let (close, isEscaped) = JSONCursor.stringEnd(text, start + 1)
    let next = JSONCursor.skipBlanks(text, close + 1)
    guard unsafe text.base[next] == UInt8(ascii: ":") else { return next }
    let spelled = Value(
      .string, text.slice(start + 1, close), form: isEscaped ? .escaped : .clean)
    if let name = JSONText.decoded(spelled, in: scratch) { add(name, at: start) }
    return next + 1
  }

  private mutating func add(_ name: Bytes, at start: Int) {
    let depth = levels.count - 1
    guard depth >= 0 else { return }
    let level = levels[depth]
    if level.latest >= 0 { names[level.latest].end = start }
    let new = Name(text: name, object: level.object, start: start, end: start)
    if let earlier = find(new, from: level.first) {
      blank(names[earlier].start, names[earlier].end)
      names[earlier] = new
      levels[depth].latest = earlier
      return
    }
    names.append(new, in: scratch)
    levels[depth].latest = names.count - 1
    let count = names.count - level.first
    if count == RepeatedMembers.few + 1 {
      for number in level.first..<names.count { note(number) }
    } else if count > RepeatedMembers.few {
      note(names.count - 1)
    }
  }

  private func find(_ name: Name, from first: Int) -> Int? {
    if names.count - first > RepeatedMembers.few {
      guard slots.count > 0 else { return nil }
      let found = slots[slot(of: name)]
      return found >= 0 ? Int(found) : nil
    }
    for number in first..<names.count where names[number].text == name.text { return number }
    return nil
  }

  /// Makes blanks of a member, which another one follows, in the copy.
  private mutating func blank(_ start: Int, _ end: Int) {
    if unsafe copy == nil {
      unsafe copy = scratch.allocate(text.count)
      unsafe copy?.update(from: text.base, count: text.count)
    }
    scratch.spend(end - start)
    unsafe (copy.map { unsafe $0 + start })?.update(
      repeating: UInt8(ascii: " "), count: end - start)
  }

  // MARK: Many names

  /// Puts a name into the table.
  private mutating func note(_ number: Int) {
    if 2 * (usedSlots + 1) > slots.count, !grow() { return }
    slots[slot(of: names[number])] = Int32(truncatingIfNeeded: number)
    usedSlots += 1
  }

  private mutating func grow() -> Bool {
    let size = max(128, 2 * slots.count)
    guard var larger = ScratchArray<Int32>(capacity: size, in: scratch) else { return false }
    for _ in 0..<size { larger.append(-1, in: scratch) }
    swap(&slots, &larger)
    usedSlots = 0
    // What stood for objects that are closed finds no name, or one that does no harm.
    for index in 0..<larger.count where larger[index] >= 0 && Int(larger[index]) < names.count {
      slots[slot(of: names[Int(larger[index])])] = larger[index]
      usedSlots += 1
    }
    return true
  }

  /// The slot where a name stands, or where it would.
  private func slot(of name: Name) -> Int {
    var hasher = Hasher()
    hasher.combine(name.object)
    unsafe hasher.combine(
      bytes: UnsafeRawBufferPointer(start: name.text.base, count: name.text.count))
    let mask = slots.count - 1
    var slot = hasher.finalize() & mask
    while slots[slot] >= 0 {
      if Int(slots[slot]) < names.count, case let other = names[Int(slots[slot])],
        other.object == name.object, other.text == name.text
      {
        break
      }
      slot = (slot + 1) & mask
    }
    return slot
  }
}

/// A growing array of plain values in a scratch.
@safe
private struct ScratchArray<Element: BitwiseCopyable> {
  private var base: UnsafeMutablePointer<Element>
  private var capacity: Int
  private(set) var count = 0

  /// Nil when the scratch is exhausted.
  init?(capacity: Int, in scratch: Scratch) {
    guard let base = unsafe scratch.room(for: capacity, of: Element.self) else { return nil }
    unsafe self.base = base
    self.capacity = capacity
  }

  subscript(index: Int) -> Element {
    get {
      precondition(index >= 0 && index < count, "no such element")
      return unsafe base[index]
    }
    set {
      precondition(index >= 0 && index < count, "no such element")
      unsafe base[index] = newValue
    }
  }

  /// Adds an element; when the scratch is exhausted, the event is rejected as a whole.
  mutating func append(_ element: Element, in scratch: Scratch) {
    if count == capacity {
      let larger = max(16, 2 * capacity)
      guard let room = unsafe scratch.room(for: larger, of: Element.self) else { return }
      unsafe room.update(from: base, count: count)
      unsafe base = room
      capacity = larger
    }
    unsafe (base + count).initialize(to: element)
    count += 1
  }

  mutating func popLast() -> Element? {
    guard count > 0 else { return nil }
    count -= 1
    return unsafe base[count]
  }

  mutating func removeLast(_ number: Int) { count -= number }
}
