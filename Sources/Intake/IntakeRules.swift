import Diagnostics
import Planning
import Schema
import Text
import YAML

/// Intake formats: the `ingest/parser.yml` of a format, with the taxonomy that lies beside it.
package struct IntakeRules: FrontEnd {
  /// The front end of intake formats; it keeps no state.
  package init() {}

  /// What no format is without.
  package var openingKeys: [String] { ["pipeline:"] }

  /// A format as it is written.
  struct Read {
    var format: IntakeFormat
    var sources: SourceMap
    var findings: [Diagnostic]
  }

  /// Reads a format by the rules of YAML 1.1: of equal keys the last one holds. Nil for other files.
  static func read(_ file: RuleText) -> Read? {
    guard file.hasLine(beginningWith: ["pipeline"]) else { return nil }
    var sources = SourceMap()
    var findings: [Diagnostic] = []
    let text = SourceText(name: file.path, bytes: file.bytes)
    let source = sources.add(text)
    guard
      let root = YAMLReader.read(text, source: source, keepsLastOfEqualKeys: true, into: &findings),
      IntakeParser.recognises(root)
    else { return nil }
    var parser = IntakeParser(text: text)
    let format = parser.parse(root)
    return Read(
      format: format, sources: sources, findings: (findings + parser.diagnostics).uniqueByPlace())
  }

  /// The rules with their findings and, unless one is an error, the plan; nil if the file is not an
  /// intake format.
  package func load(_ file: RuleText, _ request: LoadRequest) -> LoadedRules? {
    guard let read = Self.read(file) else { return nil }
    var sources = read.sources
    let found = TaxonomyFiles.read(
      besideParser: file.path, in: request.files, sources: &sources)
    let compiler = IntakeCompiler(
      read.format, taxonomy: found.taxonomy, onlyErrors: request.onlyErrors,
      detail: request.detail, resources: request.resources)
    let plan = compiler.compile()
    if !request.onlyErrors { compiler.diagnostics += IntakeChecker(compiler).run() }
    var loaded = LoadedRules(
      sources: sources, syntax: read.format, diagnostics: [], files: [file.path] + found.files)
    loaded.finish(plan, read.findings + found.diagnostics + compiler.diagnostics)
    return loaded
  }

  /// A format includes nothing; what only begins as one may be a native rule file.
  package func includes(of file: RuleText, _ request: LoadRequest) -> [String]? {
    Self.read(file).map { _ in [] }
  }
}

extension IntakeFormat: RuleSyntax {
  /// What the format reads, in the order it runs.
  package var reads: RuleReads { IntakeWalk(self).walk() }

  /// None: the tests of a format stand in files of their own.
  package var tests: [InlineTest] { [] }

  /// None: the plan has the taxonomy, and tells.
  package var castTrials: CastTrials? { nil }

  /// None: a format says nothing of itself that a page could show.
  package func page(givingValuesOf fields: [String], _ sources: SourceMap) -> RulePage? { nil }

  /// Nothing: paths of templates cannot be taken for texts.
  package func judge(_ paths: PathEvidence) -> PathVerdict { PathVerdict() }
}
