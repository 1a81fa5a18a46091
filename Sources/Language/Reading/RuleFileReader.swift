import Diagnostics
import Machine
import Planning
import Schema
import Text
import YAML

/// A rule file with all it includes, read and parsed.
package struct RuleFile: Sendable {
  /// Every text that was read; spans name them.
  public var sources: SourceMap
  /// What could be parsed, even if other parts are faulty; nil if nothing could.
  public var mapping: Mapping?
  /// What could be parsed of a file of fields, where one is accepted as a rule file.
  public var fields: [FieldDeclaration]?
  /// In the order of files and places.
  public var diagnostics: [Diagnostic]
  /// The paths of all files that were read, the rule file first.
  public var files: [String]
  /// Which findings in files that the rules name must not be shown.
  public var withheld = WithheldTexts()

  /// True where the mapping may not be used.
  public var hasErrors: Bool {
    mapping == nil || diagnostics.contains { $0.severity == .error }
  }
}

/// Reads rule files and follows their `include:` and `schema:`.
package enum RuleFileReader {
  /// Files of one load, the first included.
  static let maximumFiles = 256
  /// Bytes of all files of one load.
  public static let maximumBytes = 16 << 20

  /// Reads a rule file and what it names.
  ///
  /// With `mayBeFields` in the request the file may be one of fields. What the rules name must lie in
  /// their folder or in one of the roots.
  package static func read(_ file: RuleText, _ request: LoadRequest) -> RuleFile {
    var load = RuleFileLoad(of: file, request)
    return load.run(file)
  }
}

/// One reading of a rule file and its includes.
private struct RuleFileLoad {
  private struct Step {
    var path: String
    /// Nil for the rule file itself until it includes another.
    var identity: String?
  }

  private let sourceFiles: any Files
  private let mayBeFields: Bool

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
  /// The files that include the one being read, outermost first.
  private var chain: [Step] = []

  init(of file: RuleText, _ request: LoadRequest) {
    sourceFiles = request.files
    mayBeFields = request.mayBeFields
    roots = IncludeRoots(
      of: FilePath.prefix(of: file.path), and: request.roots, in: request.files)
  }

  mutating func run(_ file: RuleText) -> RuleFile {
    files.append(file.path)
    size.bytes = file.bytes.count
    return finish(parse(file.bytes, at: file.path, nil))
  }

  private mutating func finish(_ mapping: Mapping?) -> RuleFile {
    let unique = withheld.applied(to: diagnostics).uniqueByPlace()
    return RuleFile(
      sources: sources, mapping: mapping, fields: fields, diagnostics: unique,
      files: files, withheld: withheld)
  }

  private mutating func included(_ path: String, at span: Span) -> Mapping? {
    if chain[0].identity == nil {
      let identity = sourceFiles.identity(of: chain[0].path)
      chain[0].identity = identity
      read.insert(identity)
    }
    guard mayRead(path, at: span) else { return nil }
    let identity = sourceFiles.identity(of: path)
    if let first = chain.firstIndex(where: { $0.identity == identity }) {
      let names = (chain[first...].map(\.path) + [path]).map { "`\($0)`" }
      diagnostics.append(
        Diagnostic(
          .includeCycle, .error, "the file includes itself: \(names.joined(separator: " → "))",
          at: span, help: "move what both files need into a third"))
      return nil
    }
    guard read.insert(identity).inserted, let bytes = bytes(path, at: span) else { return nil }
    if !WithheldTexts.readsAsRules(bytes) {
      withheld.add(sources.texts.count, path, .unlike("rules", path, at: span))
    }
    return parse(bytes, at: path, identity)
  }

  private mutating func parse(_ bytes: [UInt8], at path: String, _ identity: String?) -> Mapping? {
    chain.append(Step(path: path, identity: identity))
    defer { chain.removeLast() }
    return parse(bytes, name: path, directory: FilePath.prefix(of: path))
  }

  private mutating func parse(_ bytes: [UInt8], name: String, directory: String) -> Mapping? {
    let text = SourceText(name: name, bytes: bytes)
    let source = sources.add(text)
    let before = diagnostics.count
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
      let fields = fieldsFile(FilePath.join(directory, path.value), at: path.span)
      mapping.schemas[index] = .file(path, fields)
    }
    for include in parser.includes {
      if let part = included(FilePath.join(directory, include.value), at: include.span) {
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

  /// False, with nothing reported, where the text is not a file of fields.
  private mutating func parseFields(
    _ root: YAMLNode, _ text: SourceText, _ source: UInt16
  ) -> Bool {
    switch FieldsFile.kind(of: root, named: text.name) {
    case nil: return false
    case .taxonomy:
      _ = FieldsFile.entries(of: text, source: source, &diagnostics)
      fields = []
    case .layer:
      fields = FieldDeclarationReader.read(root, of: text, source: source, into: &diagnostics)
    }
    return true
  }

  private mutating func fieldsFile(_ path: String, at span: Span) -> [FieldDeclaration] {
    guard mayRead(path, at: span) else { return [] }
    let identity = sourceFiles.identity(of: path)
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
    let fields =
      root.map {
        FieldDeclarationReader.read($0, of: text, source: source, into: &diagnostics)
      } ?? []
    fieldFiles[identity] = fields
    return fields
  }

  private mutating func bytes(_ path: String, at span: Span) -> [UInt8]? {
    guard files.count < RuleFileReader.maximumFiles else {
      refuse("the rules include more than \(RuleFileReader.maximumFiles) files", at: span)
      return nil
    }
    if isFull { return nil }
    do {
      let bytes = try sourceFiles.read(path, limit: YAMLReader.maximumBytes)
      files.append(path)
      size.bytes += bytes.count
      if size.bytes <= RuleFileReader.maximumBytes { return bytes }
      refuse(
        "the rules and what they include are larger than \(RuleFileReader.maximumBytes >> 20) MiB",
        at: span)
    } catch {
      diagnostics.append(.unread(path, error, at: span))
    }
    return nil
  }

  /// Whether a file that the rules name may be read; reports it if it may not.
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
  private mutating func refuse(_ message: String, at span: Span) {
    defer { isFull = true }
    if isFull { return }
    diagnostics.append(
      Diagnostic(
        .yamlTooLarge, .error, message, at: span,
        help: "include fewer or smaller files; nothing more of them was read"))
  }
}
