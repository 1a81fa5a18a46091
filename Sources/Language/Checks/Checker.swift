import Diagnostics
import JSON
import Schema
import Text

/// Findings about a mapping that need no events, beyond those of compiling it.
///
/// Runs after compilation, on the syntax and the schema, and also when there are errors. Each check
/// stands in a file of its own; all of them together look at every stage a bounded number of times.
final class Checker {
  let rules: ExpandedRules
  let compiler: Compiler
  private var seen: Set<Diagnostic> = []
  private(set) var diagnostics: [Diagnostic] = []

  /// Names after `$` that some expression reads.
  var readRoots: Set<String> = []
  /// Fields that some expression reads back through `$out`.
  var readOutput: Set<String> = []
  /// Bare names with a `-` in them.
  var dashedPaths: [Path] = []
  /// Results of decodes that give only texts.
  var textualDecodes: Set<String> = []
  /// Plain paths that a rule writes to a field of a strict type, and where.
  var castPaths: [String: (type: FieldType, span: Span)] = [:]
  /// Texts that count as absent.
  let ignoredTexts: Set<String>
  let ignoresNull: Bool
  /// Stages left to look at, counting each use of a fragment.
  var flowBudget = 20_000
  /// Fields that certainly have a value at the current place, and where they got it.
  var certain: [String: Span] = [:]
  /// The same names in the order they became certain.
  var certainNames: [String] = []

  var files: [Mapping] { rules.files }
  var schema: Schema { compiler.schema }

  init(_ rules: ExpandedRules, _ compiler: Compiler) {
    self.rules = rules
    self.compiler = compiler
    let ignore = rules.files.last?.ignore.map { $0.map(\.value) } ?? [.null, .text("")]
    ignoresNull = ignore.contains(.null)
    ignoredTexts = Set(ignore.compactMap { compiler.key(of: $0) })
  }

  /// All findings; `isWhole` says that no stage was lost to a syntax error.
  ///
  /// With `onlyErrors` the checks that never give one are left out: a run starts without them.
  func run(isWhole: Bool, onlyErrors: Bool) -> [Diagnostic] {
    for file in files { gather(file) }
    for file in files { checkExpressions(of: file) }
    checkFlow()
    if onlyErrors { return diagnostics }
    checkFields()
    if isWhole { checkUnused() }
    checkUnread()
    checkBareWords()
    checkDashes()
    return diagnostics
  }

  func report(_ diagnostic: Diagnostic) {
    if seen.insert(diagnostic).inserted { diagnostics.append(diagnostic) }
  }
}
