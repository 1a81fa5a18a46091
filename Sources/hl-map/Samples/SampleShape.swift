import Diagnostics
import Parsing

/// Which members and items a number of JSON values have, laid over each other.
final class SampleShape {
  private(set) var members: [String: SampleShape] = [:]
  /// Of all lists that stand here.
  private(set) var items: SampleShape?
  /// Scalars that stand here, as texts, and how often each.
  private(set) var texts: [String: Int] = [:]
  /// There were more different scalars than are kept.
  private(set) var hasMoreTexts = false

  /// Scalars remembered a place; more are no help to anyone.
  private static let mostTexts = 200

  func add(_ tree: JSONTree) {
    switch tree {
    case .null: break
    case .boolean(let flag): add(text: flag ? "true" : "false")
    case .number(let text), .text(let text): add(text: text)
    case .list(let list):
      let shape = items ?? SampleShape()
      items = shape
      for item in list { shape.add(item) }
    case .object(let list):
      for member in list {
        let shape = members[member.name] ?? SampleShape()
        members[member.name] = shape
        shape.add(member.value)
      }
    }
  }

  private func add(text: String, _ count: Int = 1) {
    if texts.count < SampleShape.mostTexts || texts[text] != nil {
      texts[text, default: 0] += count
    } else {
      hasMoreTexts = true
    }
  }

  /// The shape a step leads to; nil where no value has it.
  ///
  /// A value that is no list is a list of one.
  func following(_ step: Path.Step) -> SampleShape? {
    switch step {
    case .member(let name): return members[name]
    case .index(let number) where number != 0 && number != -1: return items
    case .index, .each:
      guard let items else { return members.isEmpty && texts.isEmpty ? nil : self }
      guard !members.isEmpty || !texts.isEmpty else { return items }
      let both = SampleShape()
      both.add(items)
      both.add(self)
      return both
    }
  }

  /// Takes in what another has seen.
  private func add(_ other: SampleShape) {
    for (name, shape) in other.members {
      let mine = members[name] ?? SampleShape()
      members[name] = mine
      mine.add(shape)
    }
    if let shape = other.items {
      let mine = items ?? SampleShape()
      items = mine
      mine.add(shape)
    }
    for (text, count) in other.texts { add(text: text, count) }
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
      for (name, member) in shape.members.sorted(by: { $0.key < $1.key }) {
        result.append(path + [name])
        pending.append((member, path + [name]))
      }
    }
    return result
  }
}
