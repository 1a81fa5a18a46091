import Diagnostics
import Text

/// The pass that leads each use of a fragment to what it runs, and says which uses are mistaken.
///
/// It looks at each fragment once, however often it is used: the size of an expansion is computed, so
/// that what would grow too large is refused before it is expanded.
final class Expander {
  /// Stages that a mapping may run, counting each use of a fragment.
  static let stageLimit = 200_000
  /// Parts of expressions that fragments may run, counting each argument wherever it is read.
  static let partLimit = 2_000_000
  /// Fragments inside one another; each pass goes as deep.
  private static let levelLimit = 32

  private(set) var bodies: [Span: FragmentBody] = [:]
  private(set) var usedFragments: Set<String> = []
  private(set) var isIncomplete = false
  private(set) var diagnostics: [Diagnostic] = []

  private var fragments: [String: Fragment] = [:]
  /// The fragments done so far; built-in ones are done anew for each use, whose place they have.
  private var bodiesByName: [String: FragmentBody] = [:]
  /// The current fragments, outermost first.
  private var chain: [String] = []
  private var total = ExpansionSize()
  private var isTooLarge = false
  private var unknownNames = 0

  init(_ files: [Mapping]) {
    for file in files { declareFragments(of: file) }
    for file in files {
      StageWalk(onStage: { self.expand($0) }).walk(file.stages)
    }
  }

  private func declareFragments(of file: Mapping) {
    for fragment in file.fragments {
      let name = fragment.name
      if let first = fragments.updateValue(fragment, forKey: name.value) {
        diagnostics.append(.duplicateName("fragment", name, first: first.name.span))
      }
    }
  }

  /// A stage outside of all fragments.
  private func expand(_ stage: Stage) {
    total.stages += 1
    if total.stages > Expander.stageLimit { refuse(.tooManyStages(stage.span)) }
    guard case .use(let uses) = stage.kind else { return }
    for use in uses {
      guard let body = body(of: use) else { continue }
      var grown = total
      grown.add(body.size, at: use, within: [:])
      if grown.stages > Expander.stageLimit {
        refuse(.tooManyStages(use.span))
      } else if grown.parts.own > Expander.partLimit {
        refuse(.tooManyParts(use.span))
      } else {
        total = grown
        continue
      }
      bodies[use.span] = nil
    }
  }

  /// Reports the first use that makes the mapping too large; each later one would be too large as well.
  private func refuse(_ finding: @autoclosure () -> Diagnostic) {
    if !isTooLarge { diagnostics.append(finding()) }
    isTooLarge = true
    isIncomplete = true
  }

  /// What a use runs; nil after reporting why it runs nothing.
  private func body(of use: FragmentUse) -> FragmentBody? {
    let own = fragments[use.name.value]
    guard let fragment = own ?? BuiltInFragments.fragment(for: use) else {
      diagnostics.append(.unknownFragment(use, known: candidates()))
      return nil
    }
    let name = fragment.name.value
    usedFragments.insert(name)
    guard use.arguments.count == fragment.parameters.count else {
      diagnostics.append(.wrongArity(use, fragment))
      isIncomplete = true
      return nil
    }
    guard !chain.contains(name) else {
      diagnostics.append(.recursion(use, chain + [name]))
      return nil
    }
    guard chain.count < Expander.levelLimit,
      case let body = body(of: fragment, isBuiltIn: own == nil),
      chain.count + body.size.levels <= Expander.levelLimit
    else {
      diagnostics.append(.tooManyLevels(use, chain + [name], limit: Expander.levelLimit))
      isIncomplete = true
      return nil
    }
    bodies[use.span] = body
    return body
  }

  private func body(of fragment: Fragment, isBuiltIn: Bool) -> FragmentBody {
    let name = fragment.name.value
    if !isBuiltIn, let known = bodiesByName[name] { return known }
    let parameters = fragment.parameterNumbers
    var size = ExpansionSize()
    var uses: [FragmentUse] = []
    StageWalk(
      onStage: { stage in
        size.stages += 1
        if case .use(let inner) = stage.kind { uses += inner }
      }, onExpression: { size.parts.add(node: $0, within: parameters) },
      visitsArguments: false
    ).walk(fragment.stages)
    chain.append(name)
    for use in uses {
      if let inner = body(of: use) { size.add(inner.size, at: use, within: parameters) }
    }
    chain.removeLast()
    let body = FragmentBody(fragment, isBuiltIn: isBuiltIn, size: size)
    if !isBuiltIn { bodiesByName[name] = body }
    return body
  }

  /// The names to suggest for an unknown one; none once there were too many unknown names.
  private func candidates() -> [String] {
    guard unknownNames < Suggestion.searchLimit else { return [] }
    unknownNames += 1
    return Set(fragments.keys).union(BuiltInFragments.names).sorted()
  }
}

extension Diagnostic {
  fileprivate static func unknownFragment(_ use: FragmentUse, known: [String]) -> Diagnostic {
    let nearest = Suggestion.nearest(to: use.name.value, in: known)
    return Diagnostic(
      .unknownFragment, "there is no fragment `\(use.name.value)`", at: use.name.span,
      help: nearest.map { "did you mean `\($0)`?" } ?? known.listed("the fragments are")
        ?? "declare it under `fragments:`",
      fix: nearest.map { .init(use.name.span, $0) })
  }

  fileprivate static func wrongArity(_ use: FragmentUse, _ fragment: Fragment) -> Diagnostic {
    let name = fragment.name.value
    let parameters = fragment.parameters.map(\.value).joined(separator: ", ")
    return Diagnostic(
      .wrongArity,
      "`\(name)` takes \(fragment.parameters.count) arguments, not \(use.arguments.count)",
      at: use.span, labels: [.init(fragment.name.span, "declared here")],
      help: "write `\(name)(\(parameters))`")
  }

  fileprivate static func recursion(_ use: FragmentUse, _ chain: [String]) -> Diagnostic {
    Diagnostic(
      .recursiveFragment,
      "fragment `\(use.name.value)` uses itself: \(chain.joined(separator: " → "))", at: use.span,
      help: "fragments are expanded while the rules load and cannot recurse")
  }

  fileprivate static func tooManyLevels(
    _ use: FragmentUse, _ chain: [String], limit: Int
  ) -> Diagnostic {
    let shown = chain.joined(separator: " → ") + (chain.count > limit ? "" : " → …")
    return Diagnostic(
      .recursiveFragment, "more than \(limit) fragments are inside one another: \(shown)",
      at: use.span, help: "use fewer levels")
  }

  fileprivate static func tooManyStages(_ span: Span) -> Diagnostic {
    Diagnostic(
      .expansionTooLarge, "the rules expand to more than \(Expander.stageLimit) stages", at: span,
      help: "fragments that use fragments multiply; use fewer levels")
  }

  fileprivate static func tooManyParts(_ span: Span) -> Diagnostic {
    Diagnostic(
      .expansionTooLarge,
      "the arguments of fragments expand to more than \(Expander.partLimit) parts", at: span,
      help: "an argument is computed wherever its parameter stands; decode it or write it once")
  }

  static func duplicateName(
    _ kind: String, _ name: Located<String>, first: Span
  ) -> Diagnostic {
    Diagnostic(
      .duplicateName, "\(kind) `\(name.value)` is declared twice", at: name.span,
      labels: [Label(first, "first declared here")], help: "rename one of the two")
  }
}
