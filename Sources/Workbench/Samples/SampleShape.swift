import JSON
import Planning

/// Which members and items a number of JSON values have, laid over each other.
final class SampleShape {
  /// What the shapes of one run may take together.
  ///
  /// One event may have millions of names, and nobody reads a rule for each of them.
  final class Room {
    static let mostPlaces = 100_000
    static let mostTextBytes = 32 << 20

    /// There were more places than that, or an object with more members than are remembered.
    private(set) var isFull = false
    fileprivate(set) var hasLargeObject = false
    private var places = 0
    private var textBytes = 0

    fileprivate func takePlace() -> Bool {
      guard places < Room.mostPlaces else {
        isFull = true
        return false
      }
      places += 1
      return true
    }

    fileprivate func take(_ text: String) -> Bool {
      textBytes += text.utf8.count
      return textBytes <= Room.mostTextBytes
    }
  }

  private(set) var members: [String: SampleShape] = [:]
  /// Of all lists that stand here.
  private(set) var items: SampleShape?
  /// Some of what stands here was not looked at, so that what is missing may be there.
  private(set) var isCut = false
  /// Scalars that stand here, as texts, and how often each.
  private(set) var texts: [String: Int] = [:]
  /// There were more different scalars than are kept.
  private(set) var hasMoreTexts = false

  private let room: Room
  /// The names of the members, in order.
  private(set) lazy var names = members.keys.sorted()
  /// What `[*]` leads to where lists and other values stand; rules may ask for it often.
  private lazy var itemsAndOthers: SampleShape? = {
    guard let items else { return members.isEmpty && texts.isEmpty ? nil : self }
    guard !members.isEmpty || !texts.isEmpty else { return items }
    let both = SampleShape(in: Room())
    both.add(items)
    both.add(self)
    return both
  }()

  /// Scalars remembered a place; more are no help to anyone.
  private static let mostTexts = 200
  /// Members remembered an object: names that are so many are values, such as addresses.
  static let mostMembers = 10_000

  init(in room: Room) { self.room = room }

  func add(_ tree: JSONTree) {
    switch tree {
    case .null: break
    case .boolean(let flag): add(text: flag ? "true" : "false")
    case .integer(let text), .float(let text), .text(let text): add(text: text)
    case .list(let list):
      guard let shape = itemShape() else { return }
      for item in list { shape.add(item) }
    case .object(let list):
      for member in list { shape(ofMember: member.name)?.add(member.value) }
    }
  }

  /// The shape of a member, made where there is none and there is room.
  private func shape(ofMember name: String) -> SampleShape? {
    if let known = members[name] { return known }
    if members.count == SampleShape.mostMembers { room.hasLargeObject = true }
    guard members.count < SampleShape.mostMembers, let new = newShape() else {
      isCut = true
      return nil
    }
    members[name] = new
    return new
  }

  private func itemShape() -> SampleShape? {
    items = items ?? newShape()
    if items == nil { isCut = true }
    return items
  }

  private func newShape() -> SampleShape? { room.takePlace() ? SampleShape(in: room) : nil }

  private func add(text: String, _ count: Int = 1) {
    if texts[text] != nil || (texts.count < SampleShape.mostTexts && room.take(text)) {
      texts[text, default: 0] += count
    } else {
      hasMoreTexts = true
    }
  }

  /// The shape a step leads to; nil where no value has it.
  ///
  /// A value that is not a list is a list of one.
  func following(_ step: PathStep) -> SampleShape? {
    switch step {
    case .member(let name): return members[name]
    case .index(let number) where number != 0 && number != -1: return items
    case .index, .each: return itemsAndOthers
    }
  }

  /// Takes in what another has seen.
  private func add(_ other: SampleShape) {
    for name in other.names {
      guard let theirs = other.members[name] else { continue }
      shape(ofMember: name)?.add(theirs)
    }
    if let theirs = other.items { itemShape()?.add(theirs) }
    for (text, count) in other.texts { add(text: text, count) }
    isCut = isCut || other.isCut
    hasMoreTexts = hasMoreTexts || other.hasMoreTexts
  }

  /// The paths of member names below here, in order, at most so many.
  func paths(atMost limit: Int) -> [[String]] {
    var result: [[String]] = []
    var pending: [(shape: SampleShape, path: [String])] = [(self, [])]
    var next = 0
    while next < pending.count, result.count < limit {
      let (shape, path) = pending[next]
      next += 1
      for name in shape.names {
        guard let member = shape.members[name] else { continue }
        result.append(path + [name])
        pending.append((member, path + [name]))
      }
    }
    return result
  }
}
