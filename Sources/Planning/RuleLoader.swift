import Diagnostics
import Parsing
import Schema

/// A rule file as loaded: its texts, its syntax, and either a plan or errors.
public struct LoadedRules: Sendable {
  public var sources: SourceMap
  public var mapping: Mapping?
  /// Set where the file is an intake format.
  public var intake: IntakeFormat?
  public var schema: Schema?
  /// Nil when there is an error among the diagnostics.
  public var plan: Plan?
  public var diagnostics: [Diagnostic]
  /// The paths read: the rule file, what it includes and its schema layers.
  public var files: [String]
  /// Files of these that are no rules or fields; findings do not show what they hold.
  public var withheld = WithheldTexts()
}

/// From a path to a plan.
public enum RuleLoader {
  /// `onlyErrors` leaves out the checks that only warn, which `run` does not show; `isTraceable`
  /// asks for a plan by which events can be traced. What the rules name must lie in their folder or
  /// in one of `roots`.
  public static func load(
    path: String, onlyErrors: Bool = false, isTraceable: Bool = false, roots: [String] = []
  ) -> LoadedRules {
    load(
      RuleFileReader.read(path: path, roots: roots), onlyErrors: onlyErrors,
      isTraceable: isTraceable)
  }

  /// Loads what may be a rule file or a file of fields, to be checked.
  ///
  /// `texts` stand for what the files hold that they are named by.
  public static func check(
    path: String, texts: FileTexts = FileTexts(), roots: [String] = []
  ) -> LoadedRules {
    let file = RuleFileReader.read(path: path, texts: texts, mayBeFields: true, roots: roots)
    guard let fields = file.fields else { return load(file, onlyErrors: false, isTraceable: false) }
    var diagnostics = file.diagnostics
    let layer = SchemaLayer.file(Located(path, Span(source: 0, lower: 0, upper: 0)), fields)
    let schema = Schema.build(layers: [layer], diagnostics: &diagnostics)
    return LoadedRules(
      sources: file.sources, mapping: nil, schema: schema, plan: nil, diagnostics: diagnostics,
      files: file.files)
  }

  /// Loads a text; includes are relative to the working directory.
  public static func load(text: String, name: String) -> LoadedRules {
    load(RuleFileReader.read(text: text, name: name), onlyErrors: false, isTraceable: false)
  }

  private static func load(
    _ file: RuleFile, onlyErrors: Bool, isTraceable: Bool
  ) -> LoadedRules {
    var loaded = LoadedRules(
      sources: file.sources, mapping: file.mapping, schema: nil, plan: nil,
      diagnostics: file.diagnostics, files: file.files, withheld: file.withheld)
    if let intake = file.intake {
      return load(intake, file, onlyErrors: onlyErrors, isTraceable: isTraceable)
    }
    guard let mapping = file.mapping else { return loaded }
    let (plan, schema, diagnostics) = Planner.plan(
      mapping, isWhole: !file.hasErrors, onlyErrors: onlyErrors, isTraceable: isTraceable)
    loaded.schema = schema
    // What stands in a fragment is found once a use.
    var seen: Set<Diagnostic> = []
    loaded.diagnostics = file.withheld.applied(to: loaded.diagnostics + diagnostics)
      .filter { seen.insert($0).inserted }
    loaded.diagnostics.removeSurprises()
    if !loaded.diagnostics.contains(where: { $0.severity == .error }) { loaded.plan = plan }
    return loaded
  }

  /// An intake format, with the taxonomy that lies beside it.
  private static func load(
    _ format: IntakeFormat, _ file: RuleFile, onlyErrors: Bool, isTraceable: Bool
  ) -> LoadedRules {
    var sources = file.sources
    let found = TaxonomyFiles.read(besideParser: file.files[0], sources: &sources)
    let compiler = IntakeCompiler(
      format, taxonomy: found.taxonomy, onlyErrors: onlyErrors, isTraceable: isTraceable)
    let plan = compiler.compile()
    if !onlyErrors { compiler.diagnostics += IntakeChecker(compiler).run() }
    var loaded = LoadedRules(
      sources: sources, mapping: nil, schema: nil, plan: nil, diagnostics: [],
      files: file.files + found.files)
    loaded.intake = format
    var seen: Set<Diagnostic> = []
    loaded.diagnostics = (file.diagnostics + found.diagnostics + compiler.diagnostics)
      .filter { seen.insert($0).inserted }
    if !loaded.diagnostics.contains(where: { $0.severity == .error }) { loaded.plan = plan }
    return loaded
  }
}

extension [Diagnostic] {
  /// A constant that its field cannot take is wrong, whatever else it looks like.
  fileprivate mutating func removeSurprises() {
    let wrong = Set(filter { $0.code == .badConstant }.compactMap(\.span))
    if wrong.isEmpty { return }
    removeAll { $0.code == .yamlSurprise && $0.span.map(wrong.contains) == true }
  }
}
