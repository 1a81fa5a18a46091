import Diagnostics
import Planning
import Schema
import Text

/// The native language: files that begin with `hlmap: 1`, and files of fields.
///
/// It accepts every file, so it comes last: a file that no other front end recognises gets findings
/// that say what a rule file looks like.
package struct NativeRules: FrontEnd {
  /// The front end of the native language; it keeps no state.
  package init() {}

  /// What rule files begin with.
  package var openingKeys: [String] { ["hlmap:"] }

  /// The rules with their findings and, unless one is an error, the plan; never nil.
  package func load(_ file: RuleText, _ request: LoadRequest) -> LoadedRules? {
    let read = RuleFileReader.read(file, request)
    var loaded = LoadedRules(
      sources: read.sources, syntax: read.mapping, diagnostics: read.diagnostics,
      files: read.files)
    if let fields = read.fields {
      let layer = SchemaLayer.file(Located(file.path, Span(source: 0, lower: 0, upper: 0)), fields)
      loaded.schema = Schema.build(layers: [layer], diagnostics: &loaded.diagnostics)
      return loaded
    }
    guard let mapping = read.mapping else { return loaded }
    // Findings withheld in a part are reported where that file itself is checked.
    loaded.parts = read.files.dropFirst().filter { !read.withheld.contains($0) }
    let (plan, schema, found) = Planner.plan(
      mapping, isWhole: !read.hasErrors, onlyErrors: request.onlyErrors,
      detail: request.detail, resources: request.resources)
    loaded.schema = schema
    // A finding in a fragment occurs once per use.
    loaded.finish(
      plan, NativeRules.withoutSurprises(read.withheld.applied(to: read.diagnostics + found)))
    return loaded
  }

  /// The paths of the other files that loading it reads: those it includes, and files of fields.
  package func includes(of file: RuleText, _ request: LoadRequest) -> [String]? {
    // Most files include nothing, and need not be parsed to know it.
    guard file.hasLine(beginningWith: ["include:"]) else { return [] }
    return Array(RuleFileReader.read(file, request).files.dropFirst())
  }

  /// A constant that its field cannot take is wrong, whatever else it looks like.
  private static func withoutSurprises(_ findings: [Diagnostic]) -> [Diagnostic] {
    let wrong = Set(findings.filter { $0.code == .badConstant }.compactMap(\.span))
    if wrong.isEmpty { return findings }
    return findings.filter { $0.code != .yamlSurprise || $0.span.map(wrong.contains) != true }
  }
}

extension Mapping: RuleSyntax {
  /// What the rules read, in the order they run.
  package var reads: RuleReads { RuleWalk(self).uses }

  /// A trial for each field of each assignment of a value.
  package var castTrials: CastTrials? { CastTrialRules(self).trials }

  /// What `docs:` says, and what can be read off the rules.
  package func page(givingValuesOf fields: [String], _ sources: SourceMap) -> RulePage? {
    PageReader(self, sources).page(givingValuesOf: fields)
  }

  /// Which names beside comparisons are paths, and which are texts that lack their quotes.
  package func judge(_ paths: PathEvidence) -> PathVerdict {
    WordsWithoutQuotes(self, paths).verdict
  }
}
