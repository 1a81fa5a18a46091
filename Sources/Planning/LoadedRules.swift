import Diagnostics
import Schema
import Text

/// What a front end makes of a rule file: its texts, and either a plan or errors.
package struct LoadedRules: Sendable {
  /// Every text that was read; spans name them.
  package var sources: SourceMap
  /// The rules as they are written, as far as they could be parsed.
  package var syntax: (any RuleSyntax)?
  /// The fields that rules may write, where the language has a schema of its own.
  package var schema: Schema?
  /// Nil when there is an error among the diagnostics.
  package var plan: Plan?
  /// Everything found in the rules and in the files they name.
  package var diagnostics: [Diagnostic]
  /// The paths read: the rule file, what it includes and its files of fields.
  package var files: [String]
  /// Those of them that are rules or fields too, and are judged with the files that include them; nil
  /// where the file has no rules, or its language no such parts.
  package var parts: [String]?

  /// The result of a load, as yet without a plan.
  package init(
    sources: SourceMap, syntax: (any RuleSyntax)? = nil, schema: Schema? = nil,
    diagnostics: [Diagnostic], files: [String]
  ) {
    self.sources = sources
    self.syntax = syntax
    self.schema = schema
    self.diagnostics = diagnostics
    self.files = files
  }

  /// Takes the findings, each once, and the plan unless one of them is an error.
  package mutating func finish(_ plan: Plan?, _ findings: [Diagnostic]) {
    var seen: Set<Diagnostic> = []
    diagnostics = findings.filter { seen.insert($0).inserted }
    if !diagnostics.contains(where: { $0.severity == .error }) { self.plan = plan }
  }
}
