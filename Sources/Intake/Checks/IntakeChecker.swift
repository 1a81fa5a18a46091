import Diagnostics
import Schema
import Text

/// Findings about an intake format that need no events, beyond those of compiling it.
///
/// Nothing found here keeps a format from running, so it runs only if findings are shown.
/// Each check stands in a file of its own and looks at every template a bounded number of times.
final class IntakeChecker {
  let compiler: IntakeCompiler
  /// ECS, which gives the values and shapes that the taxonomy has not.
  let schema: Schema
  private var fields: [String: Field?] = [:]
  private(set) var diagnostics: [Diagnostic] = []
  /// Event types that were reported as unexpected.
  var reportedTypes: Set<Span> = []

  var format: IntakeFormat { compiler.format }

  /// `compiler` has compiled the format.
  init(_ compiler: IntakeCompiler) {
    self.compiler = compiler
    var ignored: [Diagnostic] = []
    schema = Schema.build(layers: [], diagnostics: &ignored)
  }

  func run() -> [Diagnostic] {
    checkPipeline()
    checkReferences()
    checkConstants()
    checkEventTypes()
    checkFields()
    checkConditions()
    checkGuards()
    checkBranches()
    checkPatterns()
    return diagnostics
  }

  /// The ECS field of that name.
  func field(_ name: String) -> Field? {
    if let known = fields[name] { return known }
    let field = schema.field(name)
    fields[name] = .some(field)
    return field
  }

  func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  /// The stage that an entry runs.
  func stage(of entry: IntakeEntry) -> IntakeStage? {
    guard entry.external == nil else { return nil }
    return compiler.stage(named: entry.name.value)
  }
}
