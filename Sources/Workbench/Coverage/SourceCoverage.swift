import HLMap
import JSON
import Planning

/// How much of the samples' values the rules read.
///
/// A value is a number, a boolean or a text that is not empty; it counts by its path, in which `[*]`
/// stands for all items of a list.
package struct SourceCoverage {
  struct Counts {
    /// Values that some rule reads, though it may not have run on the event.
    var read = 0
    /// Of these, values that no rule which ran on the event reads.
    var idle = 0
    var unread = 0
    var missed = 0

    var all: Int { read + unread + missed }
  }

  /// One path of the samples.
  package struct Entry {
    var path: String
    var counts: Counts
    /// Why it is left out on purpose.
    var reason: String?
    /// One of its values, as JSON.
    var example: String
  }

  /// Where paths are counted.
  private final class Place {
    var members: [String: Place] = [:]
    var items: Place?
    var counts = Counts()
    var reason: String?
    var example = ""
  }

  /// More paths than these are counted but not listed.
  static let mostPaths = 20_000
  /// Bytes of an example.
  private static let longestExample = 80

  private(set) var totals = Counts()
  private(set) var hasMorePaths = false
  private var roots: [String: Place] = [:]
  private var placeCount = 0

  /// Counts the values of one event, or of what a stage of that name gave.
  mutating func add(
    _ tree: JSONTree, from base: String, _ reads: ReadTree, where heldGuards: [Bool]
  ) {
    let root = roots[base] ?? Place()
    roots[base] = root
    visit(tree, root, [reads], Standing(), heldGuards)
  }

  /// What is known of a value from the nodes above it.
  private struct Standing {
    var isRead = false
    var hasRun = false
    var reason: String?
  }

  /// `reads` are all nodes of the rules' reads that the value stands for.
  private mutating func visit(
    _ tree: JSONTree, _ place: Place?, _ reads: [ReadTree], _ above: Standing, _ heldGuards: [Bool]
  ) {
    let reads = if case .list = tree { reads } else { reads.flatMap(\.withItems) }
    var standing = above
    for reads in reads {
      standing.isRead = standing.isRead || !reads.readers.isEmpty
      standing.hasRun = standing.hasRun || reads.isRead(where: heldGuards)
      standing.reason = reads.reason ?? standing.reason
    }
    switch tree {
    case .null, .text(""): break
    case .boolean, .integer, .float, .text: count(tree, place, standing)
    case .list(let items):
      if items.isEmpty { return }
      let inner = place.flatMap { place in
        place.items ?? makePlace { place.items = $0 }
      }
      let itemReads = reads.compactMap(\.items)
      for item in items { visit(item, inner, itemReads, standing, heldGuards) }
    case .object(let members):
      for member in members {
        let inner = place.flatMap { place in
          place.members[member.name] ?? makePlace { place.members[member.name] = $0 }
        }
        visit(
          member.value, inner, reads.compactMap { $0.members[member.name] }, standing, heldGuards)
      }
    }
  }

  private mutating func makePlace(_ keep: (Place) -> Void) -> Place? {
    guard placeCount < SourceCoverage.mostPaths else {
      hasMorePaths = true
      return nil
    }
    placeCount += 1
    let place = Place()
    keep(place)
    return place
  }

  private mutating func count(_ value: JSONTree, _ place: Place?, _ standing: Standing) {
    func note(_ counts: inout Counts) {
      if standing.isRead {
        counts.read += 1
        if !standing.hasRun { counts.idle += 1 }
      } else if standing.reason != nil {
        counts.unread += 1
      } else {
        counts.missed += 1
      }
    }
    note(&totals)
    guard let place else { return }
    note(&place.counts)
    place.reason = standing.isRead ? nil : standing.reason
    if place.example.isEmpty {
      let text = value.spaced
      place.example =
        text.utf8.count > SourceCoverage.longestExample ? "\(text.prefix(60))…" : text
    }
  }

  /// All paths that have values, the most frequent first.
  var entries: [Entry] {
    var result: [Entry] = []
    func visit(_ place: Place, _ steps: [PathStep], _ base: String) {
      if place.counts.all > 0 {
        result.append(
          Entry(
            path: steps.text(behind: base), counts: place.counts, reason: place.reason,
            example: place.example))
      }
      if let items = place.items { visit(items, steps + [.each], base) }
      for (name, member) in place.members { visit(member, steps + [.member(name)], base) }
    }
    // With one base alone there is no need to name it.
    for (base, root) in roots { visit(root, [], roots.count > 1 ? base : "") }
    return result.sorted { ($1.counts.all, $0.path) < ($0.counts.all, $1.path) }
  }
}
