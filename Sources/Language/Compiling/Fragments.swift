import Diagnostics
import JSON
import Planning
import Text

/// `use:` of fragments, expanded while the rules load.
extension Compiler {
  private static let deepest = 32

  func compile(_ use: FragmentUse, _ context: Context) {
    guard let fragment = fragments[use.name.value] ?? Compiler.builtIn(use) else {
      let known = candidates(Array(fragments.keys) + ["account"])
      let nearest = Suggestion.nearest(to: use.name.value, in: known)
      report(
        Diagnostic(
          .unknownFragment, "there is no fragment `\(use.name.value)`", at: use.name.span,
          help: nearest.map { "did you mean `\($0)`?" } ?? known.listed("the fragments are")
            ?? "declare it under `fragments:`",
          fix: nearest.map { .init(use.name.span, $0) }))
      return
    }
    guard use.arguments.count == fragment.parameters.count else {
      let parameters = fragment.parameters.map(\.value).joined(separator: ", ")
      report(
        Diagnostic(
          .wrongArity,
          "`\(fragment.name.value)` takes \(fragment.parameters.count) arguments, not \(use.arguments.count)",
          at: use.span, labels: [.init(fragment.name.span, "declared here")],
          help: "write `\(fragment.name.value)(\(parameters))`"))
      return
    }
    guard !context.expanding.contains(fragment.name.value),
      context.expanding.count < Compiler.deepest
    else {
      let chain = (context.expanding + [fragment.name.value]).joined(separator: " → ")
      report(
        Diagnostic(
          .recursiveFragment, "fragment `\(fragment.name.value)` uses itself: \(chain)",
          at: use.span, help: "fragments are expanded while the rules load and cannot recurse"))
      return
    }
    usedFragments.insert(fragment.name.value)
    var inner = context
    inner.expanding.append(fragment.name.value)
    inner.parameters = [:]
    for (parameter, argument) in zip(fragment.parameters, use.arguments) {
      inner.parameters[parameter.value] = Argument(argument, context)
    }
    builder.guarded(.use, use.span) { compile(fragment.stages, &inner) }
  }

  /// `account(src, dst)`: `DOMAIN\user` → `dst.domain` and `dst.name`.
  static func builtIn(_ use: FragmentUse) -> Fragment? {
    guard use.name.value == "account" else { return nil }
    let span = use.span
    func located<T: Sendable>(_ value: T) -> Located<T> { Located(value, span) }
    func half(_ function: String) -> Expression {
      .call(
        name: located(function),
        arguments: [
          .path(Path(root: .named("src"), steps: [], span: span)),
          .literal(.text("\\"), span),
        ], span: span)
    }
    var group = Group()
    group.map = [
      Assignment(
        targets: [located("${dst}.domain")], source: .expression(half("before_first")), span: span),
      Assignment(
        targets: [located("${dst}.name")], source: .expression(half("after_first")), span: span),
    ]
    return Fragment(
      name: use.name, parameters: [located("src"), located("dst")],
      stages: [Stage(kind: .group(group), span: span)], span: span)
  }
}
