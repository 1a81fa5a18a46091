import Diagnostics
import Functions
import Planning
import Schema
import Text

/// Turns a parsed mapping into a plan, or into what is wrong with it.
///
/// The passes in order: fragments, schema, ignored values, the file's decode, stages (with those of included
/// files first), inferences. A mistake never hides the next one; a plan comes out only when there
/// is not an error.
public enum Planner {
  /// `isWhole` says that the mapping lost nothing to a syntax error; without it nothing can be said
  /// about what is unused. `onlyErrors` leaves out checks that only warn. `detail` is that of the
  /// plan.
  public static func plan(
    _ mapping: Mapping, isWhole: Bool = true, onlyErrors: Bool = false, detail: PlanDetail = .none,
    resources: Resources = .system
  ) -> (plan: Plan?, schema: Schema, diagnostics: [Diagnostic]) {
    var diagnostics: [Diagnostic] = []
    let rules = ExpandedRules(mapping)
    let schema = Schema.build(layers: rules.files.flatMap(\.schemas), diagnostics: &diagnostics)
    let compiler = Compiler(
      rules, schema: schema,
      builder: PlanBuilder(
        origin: mapping.span, vocabulary: .native, detail: detail, resources: resources))
    compiler.diagnostics = diagnostics + rules.diagnostics
    compiler.declareNames()
    compiler.compileIgnore(mapping.ignore)
    var context = Compiler.Context(targets: compiler.mainTargets)
    if let decode = rules.files.compactMap(\.decode).last { compiler.compileEventDecode(decode) }
    for file in rules.files { compiler.compileRules(of: file, &context) }
    compiler.compileInferences(compiler.inferences, context)
    compiler.reportUnmetMembers()
    compiler.diagnostics += Checker(rules, compiler).run(isWhole: isWhole, onlyErrors: onlyErrors)
    var seen: Set<Diagnostic> = []
    compiler.diagnostics.removeAll { !seen.insert($0).inserted }
    let hasErrors = compiler.diagnostics.contains { $0.severity == .error }
    return (hasErrors ? nil : compiler.finish(), schema, compiler.diagnostics)
  }
}
