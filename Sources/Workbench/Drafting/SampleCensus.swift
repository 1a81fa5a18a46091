import JSON

/// Which paths sample events have, and what values stand there.
package struct SampleCensus {
  /// What is known of one path.
  package struct Entry {
    /// The members, outermost first; one that holds a list of objects ends with `everyItem`.
    package var segments: [String]
    /// True where a list stands somewhere on the way.
    var isBelowList = false
    /// How many events have the path.
    package var events = 0
    /// How many values it has that are neither null nor empty.
    var count = 0
    /// How many of its values are numbers.
    package var numbers = 0
    /// How many of its values are integers, or texts that spell one.
    var integers = 0
    /// How many of its values are numbers, or texts that spell one.
    var numerals = 0
    /// How many of its values are booleans, or texts that spell one.
    var booleans = 0
    /// How many of its values are dates with a time of day.
    var instants = 0
    /// A bit for each event that has the path.
    private var seenIn: [UInt64] = []
    /// How many of its values are texts that spell an IP address.
    package var addresses = 0
    /// How many of its values are texts.
    package var texts = 0
    /// Some of the different texts; more than the limit are not kept.
    package var values: [String] = []
    /// Whether there were more different texts than are kept.
    var hasManyValues = false
    fileprivate var lastEvent = -1

    fileprivate init(segments: [String]) { self.segments = segments }

    /// Whether no event has both paths.
    func excludes(_ other: Entry) -> Bool {
      zip(seenIn, other.seenIn).allSatisfy { $0 & $1 == 0 }
    }

    fileprivate mutating func note(event: Int) {
      while seenIn.count <= event / 64 { seenIn.append(0) }
      seenIn[event / 64] |= 1 << UInt64(event % 64)
    }
  }

  /// How many events were counted.
  package private(set) var events = 0
  /// In the order in which the paths were met first.
  package private(set) var entries: [Entry] = []
  /// There were more paths than are counted.
  package private(set) var hasMorePaths = false
  private var places: [[String]: Int] = [:]

  /// A census of no events.
  package init() {}

  /// What a segment of a path ends with where it goes through all items of a list.
  static let everyItem = "[*]"
  /// How many different paths are counted at most.
  package static let mostPaths = 2000
  /// How many different texts are kept of each path at most.
  package static let mostValues = 12

  /// Counts one event.
  package mutating func add(_ event: JSONTree) {
    guard case .object = event else { return }
    events += 1
    visit(event, [], isBelowList: false)
  }

  private mutating func visit(_ tree: JSONTree, _ path: [String], isBelowList: Bool) {
    switch tree {
    case .object(let members):
      for member in members where path.count < 16 {
        visit(member.value, path + [member.name], isBelowList: isBelowList)
      }
    case .list(let items):
      for item in items.prefix(100) {
        var path = path
        if case .object = item, let last = path.popLast() {
          path.append(last.hasSuffix(Self.everyItem) ? last : last + Self.everyItem)
        }
        visit(item, path, isBelowList: true)
      }
    case .null, .text(""): break
    default: if !path.isEmpty { count(tree, path, isBelowList: isBelowList) }
    }
  }

  private mutating func count(_ value: JSONTree, _ path: [String], isBelowList: Bool) {
    guard places[path] != nil || entries.count < Self.mostPaths else {
      hasMorePaths = true
      return
    }
    let place = places[path] ?? entries.count
    if place == entries.count {
      entries.append(Entry(segments: path))
      places[path] = place
    }
    entries[place].isBelowList = entries[place].isBelowList || isBelowList
    if entries[place].lastEvent != events {
      entries[place].events += 1
      entries[place].lastEvent = events
      entries[place].note(event: events)
    }
    entries[place].count += 1
    let shape = SampleValue(value)
    if shape.isInteger { entries[place].integers += 1 }
    if shape.isNumeral { entries[place].numerals += 1 }
    if shape.isBoolean { entries[place].booleans += 1 }
    if shape.isInstant { entries[place].instants += 1 }
    switch value {
    case .integer, .float: entries[place].numbers += 1
    case .text(let text):
      entries[place].texts += 1
      if shape.isAddress { entries[place].addresses += 1 }
      guard !entries[place].values.contains(text) else { return }
      if entries[place].values.count < Self.mostValues {
        entries[place].values.append(text)
      } else {
        entries[place].hasManyValues = true
      }
    default: break
    }
  }
}
