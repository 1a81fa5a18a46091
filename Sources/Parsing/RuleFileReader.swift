import Diagnostics

/// A rule file with all it includes, read and parsed.
public struct RuleFile: Sendable {
  /// Every text that was read; spans name them.
  public var sources: SourceMap
  /// What could be parsed, even where other parts were mistaken; nil where nothing could.
  public var mapping: Mapping?
  /// What could be parsed of an intake format; such a file is no mapping.
  public var intake: IntakeFormat?
  /// What could be parsed of a file of fields, where one may stand for a rule file.
  public var fields: [FieldDeclaration]?
  /// In the order of files and places.
  public var diagnostics: [Diagnostic]
  /// The paths of all files that were read, the rule file first.
  public var files: [String]
  /// What may not be shown of files that the rules name.
  public var withheld = WithheldTexts()

  /// True where the mapping may not be used.
  public var hasErrors: Bool {
    mapping == nil && intake == nil || diagnostics.contains { $0.severity == .error }
  }
}

/// Reads rule files and follows their `include:` and `schema:`.
public enum RuleFileReader {
  /// Files of one load, the first included.
  public static let maximumFiles = 256
  /// Bytes of all files of one load.
  public static let maximumBytes = 16 << 20
  /// Findings of one load; what exceeds them is only counted.
  public static let maximumFindings = 1000

  /// Reads the rule file at `path`.
  ///
  /// `texts` stand for what the files hold that they are named by; with `mayBeFields` the path may be
  /// that of a file of fields. What the rules name must lie in their folder or in one of `roots`.
  public static func read(
    path: String, texts: FileTexts = FileTexts(), mayBeFields: Bool = false, roots: [String] = []
  ) -> RuleFile {
    var load = RuleFileLoad(folder: RuleFileLoad.directory(of: path), roots: roots)
    load.texts = texts
    load.mayBeFields = mayBeFields
    return load.run(path: path)
  }

  /// Reads a rule file given as text; what it includes is found from the working directory.
  public static func read(text: String, name: String) -> RuleFile {
    var load = RuleFileLoad(folder: "", roots: [])
    return load.run(bytes: Array(text.utf8), name: name)
  }
}

/// One reading of a rule file and its includes.
private struct RuleFileLoad {
  private struct Step {
    var path: String
    /// Nil for the rule file itself until it includes another.
    var identity: String?
  }

  var texts = FileTexts()
  var mayBeFields = false

  private let roots: IncludeRoots
  private var withheld = WithheldTexts()
  /// The bytes and nodes of all files so far.
  private var size = (bytes: 0, nodes: 0)
  private var fields: [FieldDeclaration]?
  private var sources = SourceMap()
  private var diagnostics: [Diagnostic] = []
  private var files: [String] = []
  /// True once there were too many files, bytes or nodes.
  private var isFull = false
  /// Rule files already read; a second include of one adds nothing.
  private var read: Set<String> = []
  private var fieldFiles: [String: [FieldDeclaration]] = [:]
  private var intake: IntakeFormat?
  /// The files that include the one being read, outermost first.
  private var chain: [Step] = []

  init(folder: String, roots: [String]) {
    self.roots = IncludeRoots(of: folder, and: roots)
  }

  mutating func run(path: String) -> RuleFile {
    let mapping = ruleFile(path, at: nil)
    return finish(mapping)
  }

  mutating func run(bytes: [UInt8], name: String) -> RuleFile {
    files.append(name)
    chain.append(Step(path: "", identity: ""))
    return finish(parse(bytes, name: name, directory: ""))
  }

  private mutating func finish(_ mapping: Mapping?) -> RuleFile {
    var seen: Set<Diagnostic> = []
    var unique = withheld.applied(to: diagnostics).filter { seen.insert($0).inserted }
      .sortedByPlace()
    let surplus = unique.count - RuleFileReader.maximumFindings
    if surplus > 0 {
      // An error must stay one even where only warnings come first.
      let hidesErrors = unique.suffix(surplus).contains { $0.severity == .error }
      let showsErrors = unique.prefix(RuleFileReader.maximumFindings).contains {
        $0.severity == .error
      }
      unique.removeLast(surplus)
      unique.append(
        Diagnostic(
          .yamlTooLarge, hidesErrors && !showsErrors ? .error : .info,
          "\(surplus) more findings are left out", at: unique.last?.span))
    }
    return RuleFile(
      sources: sources, mapping: mapping, intake: intake, fields: fields, diagnostics: unique,
      files: files, withheld: withheld)
  }

  private mutating func ruleFile(_ path: String, at span: Span?) -> Mapping? {
    if chain.isEmpty {
      guard let bytes = bytes(path, at: span) else { return nil }
      return parse(bytes, at: path, nil)
    }
    if chain[0].identity == nil {
      let identity = FileBytes.inode(chain[0].path)
      chain[0].identity = identity
      read.insert(identity)
    }
    if let span, !mayRead(path, at: span) { return nil }
    let identity = FileBytes.inode(path)
    if let first = chain.firstIndex(where: { $0.identity == identity }) {
      let names = (chain[first...].map(\.path) + [path]).map { "`\($0)`" }
      diagnostics.append(
        Diagnostic(
          .includeCycle, .error, "the file includes itself: \(names.joined(separator: " → "))",
          at: span, help: "move what both files need into a third"))
      return nil
    }
    guard read.insert(identity).inserted, let bytes = bytes(path, at: span) else { return nil }
    if let span, !WithheldTexts.readsAsRules(bytes) {
      withheld.add(sources.texts.count, path, .unlike("rules", path, at: span))
    }
    return parse(bytes, at: path, identity)
  }

  private mutating func parse(_ bytes: [UInt8], at path: String, _ identity: String?) -> Mapping? {
    chain.append(Step(path: path, identity: identity))
    defer { chain.removeLast() }
    return parse(bytes, name: path, directory: Self.directory(of: path))
  }

  private mutating func parse(_ bytes: [UInt8], name: String, directory: String) -> Mapping? {
    let text = SourceText(name: name, bytes: bytes)
    let source = sources.add(text)
    let before = diagnostics.count
    if chain.count == 1, IntakeParser.mayBegin(bytes), parseIntake(text, source) { return nil }
    let root = YAMLReader.read(text, source: source, into: &diagnostics)
    if root == nil, diagnostics.count > before { return nil }
    guard hasRoom(for: root, at: Span(source: source, lower: 0, upper: 0)) else { return nil }
    if mayBeFields, chain.count == 1, let root, parseFields(root, text, source) { return nil }
    var parser = MappingParser(text: text, source: source)
    let parsed = parser.parse(root)
    diagnostics += Self.without(
      causedBy: diagnostics[before...].filter { $0.code == .yamlSyntax }, parser.diagnostics,
      in: text)
    guard var mapping = parsed else { return nil }
    for index in mapping.schemas.indices {
      guard case .file(let path, _) = mapping.schemas[index] else { continue }
      let fields = fieldsFile(Self.join(directory, path.value), at: path.span)
      mapping.schemas[index] = .file(path, fields)
    }
    for include in parser.includes {
      if let part = ruleFile(Self.join(directory, include.value), at: include.span) {
        mapping.includes.append(part)
      }
    }
    return mapping
  }

  /// What YAML could not read makes no sense to the parser either: of one line the cause is enough.
  private static func without(
    causedBy causes: [Diagnostic], _ found: [Diagnostic], in text: SourceText
  ) -> [Diagnostic] {
    if causes.isEmpty { return found }
    func line(_ diagnostic: Diagnostic) -> Int? {
      diagnostic.span.map { text.position(at: Int($0.lower)).line }
    }
    let lines = Set(causes.compactMap(line))
    return found.filter { finding in line(finding).map { !lines.contains($0) } ?? true }
  }

  /// An intake format is read by the rules of YAML 1.1: of equal keys the last one holds.
  ///
  /// False, with nothing reported, where the text is none after all.
  private mutating func parseIntake(_ text: SourceText, _ source: UInt16) -> Bool {
    var found: [Diagnostic] = []
    guard
      let root = YAMLReader.read(text, source: source, keepsLastOfEqualKeys: true, into: &found),
      IntakeParser.recognises(root)
    else { return false }
    var parser = IntakeParser(text: text)
    intake = parser.parse(root)
    diagnostics += found + parser.diagnostics
    return true
  }

  /// False, with nothing reported, where the text is no file of fields.
  private mutating func parseFields(
    _ root: YAMLNode, _ text: SourceText, _ source: UInt16
  ) -> Bool {
    switch FieldsFile.kind(of: root, named: text.name) {
    case nil: return false
    case .taxonomy:
      _ = FieldsFile.entries(of: text, source: source, &diagnostics)
      fields = []
    case .layer:
      var parser = MappingParser(text: text, source: source)
      fields = parser.fieldsFile(root)
      diagnostics += parser.diagnostics
    }
    return true
  }

  private mutating func fieldsFile(_ path: String, at span: Span) -> [FieldDeclaration] {
    guard mayRead(path, at: span) else { return [] }
    let identity = FileBytes.inode(path)
    if let known = fieldFiles[identity] { return known }
    fieldFiles[identity] = []
    guard let bytes = bytes(path, at: span) else { return [] }
    let text = SourceText(name: path, bytes: bytes)
    let source = sources.add(text)
    let root = YAMLReader.read(text, source: source, into: &diagnostics)
    if !FieldsFile.isNamed(path), root.flatMap({ FieldsFile.kind(of: $0, named: path) }) == nil {
      withheld.add(Int(source), path, .unlike("fields", path, at: span))
    }
    guard hasRoom(for: root, at: span) else { return [] }
    var parser = MappingParser(text: text, source: source)
    let fields = parser.fieldsFile(root)
    diagnostics += parser.diagnostics
    fieldFiles[identity] = fields
    return fields
  }

  private mutating func bytes(_ path: String, at span: Span?) -> [UInt8]? {
    guard files.count < RuleFileReader.maximumFiles else {
      refuse("the rules include more than \(RuleFileReader.maximumFiles) files", at: span)
      return nil
    }
    if isFull { return nil }
    switch texts[path].map(FileBytes.bytes) ?? FileBytes.read(path, limit: YAMLReader.maximumBytes)
    {
    case .bytes(let bytes):
      files.append(path)
      size.bytes += bytes.count
      if size.bytes <= RuleFileReader.maximumBytes { return bytes }
      refuse(
        "the rules and what they include are larger than \(RuleFileReader.maximumBytes >> 20) MiB",
        at: span)
    case .failed(.fileTooLarge, let path):
      diagnostics.append(.tooLarge(path, at: span))
    case .failed(let code, let message):
      let help =
        code == .fileNotFound
        ? "paths in a rule file start at the directory of that file"
        : "name a file that may be read"
      diagnostics.append(
        Diagnostic(code, .error, message, at: span, help: span == nil ? nil : help))
    }
    return nil
  }

  /// Whether what the rules name may be read; says so where it may not.
  private mutating func mayRead(_ path: String, at span: Span) -> Bool {
    if roots.contain(path) { return true }
    diagnostics.append(.outside(path, missing: roots.missing(for: path), at: span))
    return false
  }

  /// Whether the nodes of all files are few enough still.
  private mutating func hasRoom(for root: YAMLNode?, at span: Span) -> Bool {
    size.nodes += root?.count ?? 0
    if size.nodes <= YAMLReader.maximumNodes { return true }
    refuse(
      "the rules and what they include have more than \(YAMLReader.maximumNodes) nodes", at: span)
    return false
  }

  /// Says once that there is too much; nothing more is read then.
  private mutating func refuse(_ message: String, at span: Span?) {
    defer { isFull = true }
    if isFull { return }
    diagnostics.append(
      Diagnostic(
        .yamlTooLarge, .error, message, at: span,
        help: "include fewer or smaller files; nothing more of them was read"))
  }

  static func directory(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
    return String(path[...slash])
  }

  /// The path from the directory, without `./` in its middle.
  private static func join(_ directory: String, _ path: String) -> String {
    if path.hasPrefix("/") { return path }
    var rest = Substring(path)
    while rest.hasPrefix("./") { rest = rest.dropFirst(2).drop { $0 == "/" } }
    return directory + rest
  }
}
