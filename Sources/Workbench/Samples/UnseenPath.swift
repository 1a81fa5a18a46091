import Diagnostics
import Planning
import Text

/// A source path that no sample has, and the one that was most likely meant.
struct UnseenPath {
  let read: RuleReads.Read
  /// The step that leads nowhere.
  let step: Int
  /// What the samples have where the steps before it lead.
  let above: SampleShape
  let root: SampleShape
  let sources: SourceMap

  /// Member names searched for a likely path.
  private static let mostPaths = 5000

  func diagnostic(lookedAt: String) -> Diagnostic {
    let failing = read.steps[step]
    var diagnostic = Diagnostic(
      .pathNeverSeen, .warning,
      "no sample has `\(text(read.steps.map(\.value)))`\(lookedAt)",
      at: failing.span)
    let before = text(read.steps[..<step].map(\.value))
    guard case .member(let name) = failing.value else {
      diagnostic.label = "`\(before)` is never a list"
      return diagnostic
    }
    if step > 0 { diagnostic.label = "`\(before)` never has `\(name)`" }
    if let near = sibling(of: name) {
      let steps =
        read.steps[..<step].map(\.value) + [.member(near)]
        + read.steps[(step + 1)...].map(\.value)
      diagnostic.help = "did you mean `\(text(steps))`?"
      diagnostic.fix = fix(failing.span, of: name, with: near)
    } else if let path = elsewhere() {
      diagnostic.help = "did you mean `\(path)`?"
      diagnostic.fix = fix(
        read.span, of: text(read.steps.map(\.value)), with: path)
    } else if !above.members.isEmpty {
      let few = above.names.prefix(8).map { "`\($0)`" }
      diagnostic.help =
        "the samples have \(few.joined(separator: ", ")) there"
        + (above.members.count > 8 ? " and others" : "")
    }
    return diagnostic
  }

  /// A name beside the missing one: the same letters, or nearly.
  private func sibling(of name: String) -> String? {
    let names = above.names
    let letters = UnseenPath.letters(name)
    let rest = read.steps[(step + 1)...]
    func leads(_ name: String) -> Bool {
      var shape = above.members[name]
      for step in rest { shape = shape?.following(step.value) }
      return shape != nil
    }
    let same = names.filter { UnseenPath.letters($0) == letters }
    return same.first(where: leads) ?? same.first
      ?? Suggestion.nearest(to: name, in: names.filter(leads))
  }

  /// A path whose last name, or whole, is the missing one's; nil where several are as likely.
  private func elsewhere() -> String? {
    let wanted = read.steps.compactMap { step -> String? in
      if case .member(let name) = step.value { name } else { nil }
    }
    guard read.base == .event, wanted.count == read.steps.count, let last = wanted.last else {
      return nil
    }
    let paths = root.paths(atMost: UnseenPath.mostPaths)
    let letters = UnseenPath.letters(last)
    let same = paths.filter { $0.last.map(UnseenPath.letters) == letters }
    if same.count == 1 { return text(same[0].map { .member($0) }) }
    let joined = wanted.joined(separator: ".")
    return Suggestion.nearest(to: joined, in: paths.map { text($0.map { .member($0) }) })
  }

  private static func letters(_ name: String) -> [UInt8] {
    name.lowercased().utf8.filter { $0 != UInt8(ascii: "_") && $0 != UInt8(ascii: "-") }
  }

  /// The edit, where the old text stands in the file letter by letter.
  private func fix(_ span: Span, of old: String, with new: String) -> Diagnostic.Fix? {
    let written = sources.text(of: span)
    let root = written == "$event." + old ? "$event." : ""
    if written == root + old {
      let isPlain = new.utf8.allSatisfy { SampleChecks.isPlain($0) || $0 == UInt8(ascii: ".") }
      return isPlain && new.utf8.first.map { $0 > 57 } ?? false ? .init(span, root + new) : nil
    }
    let isHarmless = new.utf8.allSatisfy {
      SampleChecks.isPlain($0) || $0 >= 128 || $0 == 32 || $0 == UInt8(ascii: "-")
    }
    for (open, close) in [("[\"", "\"]"), ("['", "']")] where written == open + old + close {
      return isHarmless ? .init(span, open + new + close) : nil
    }
    return nil
  }

  /// A path as it is written.
  private func text(_ steps: [PathStep]) -> String {
    let root =
      switch read.base {
      case .event: ""
      case .raw: "$raw"
      case .result(_, let name): name
      }
    return steps.text(behind: root)
  }
}
