import Diagnostics
import JSON
import Planning
import Text
import YAML

/// Turns the nodes of one rule file into its syntax tree.
///
/// A mistake drops the part it stands in and parsing goes on, so that one run reports them all.
struct MappingParser: NodeReader {
  static let version = 1

  let text: SourceText
  let source: UInt16
  var diagnostics: [Diagnostic] = []
  /// What `include:` names, to be read by the caller.
  private(set) var includes: [Located<String>] = []

  init(text: SourceText, source: UInt16) {
    self.text = text
    self.source = source
  }

  static let keys = [
    "hlmap", "name", "description", "schema", "ignore", "decode", "let", "infer", "fragments",
    "tables",
    "include", "stages", "tests", "docs", "unread",
  ]

  /// The names that other rule languages have for these keys.
  static let otherWords = [
    "default": "else", "fallback": "else", "otherwise": "else", "filter": "when", "if": "when",
    "condition": "when", "source": "from", "src": "from", "input": "from", "target": "to",
    "dest": "to", "destination": "to", "field": "to", "translate": "lookup", "dictionary": "lookup",
    "mapping": "lookup", "type": "as", "cast": "as", "convert": "as", "onerror": "on_error",
    "ignored_values": "ignore", "ignore-values": "ignore", "ignored_value": "ignore",
    "comment": "note", "description": "note", "pipeline": "stages", "steps": "stages",
    "rules": "stages", "case": "is", "const": "value", "constant": "value", "foreach": "for_each",
    "imports": "include", "vars": "let", "variables": "let", "define": "let", "with": "let",
    "import": "include", "schemas": "schema",
  ]

  static let inferenceKeys = ["name", "when"]
  static let testKeys = ["name", "in", "out", "partial"]

  /// The mapping, or nil where the file is not a rule file at all.
  mutating func parse(_ root: YAMLNode?) -> Mapping? {
    let start = Span(source: source, lower: 0, upper: 0)
    guard let root else {
      report(
        .missingKey, "the file is empty", at: start, help: "a rule file starts with `hlmap: 1`")
      return nil
    }
    guard case .map(let entries) = root.kind else {
      wrongShape(root, expected: "a rule file, which is a map with `hlmap: 1`")
      return nil
    }
    if let entry = entries.first(where: { $0.name == "pipeline" }),
      !entries.contains(where: { $0.name == "hlmap" })
    {
      report(
        .unsupportedVersion, "this file is an intake format, which rules cannot include",
        at: entry.key.span, label: "`pipeline:` belongs to that format",
        help: "write the rules as a mapping that starts with `hlmap: 1`")
      return nil
    }
    let shared: Set<String> = ["name", "description", "schema", "include", "tests", "docs"]
    guard
      entries.contains(where: { Self.keys.contains($0.name) && !shared.contains($0.name) })
        || entries.allSatisfy({ Self.keys.contains($0.name) })
    else {
      report(
        .missingKey, "this is no rule file: it has no `hlmap` and no stages", at: start,
        help: "a rule file starts with `hlmap: 1`; a file of fields is named `….fields.yml`")
      return nil
    }
    let fields = check(entries, of: root, allowed: Self.keys, in: "a rule file")
    var mapping = Mapping(span: root.span)
    mapping.version = readVersion(fields, root)
    mapping.name = fields["name"].flatMap { constantText($0, "a name") }
    mapping.description = fields["description"].flatMap { constantText($0, "a text") }
    mapping.schemas = fields["schema"].map { schemaLayers($0) } ?? []
    mapping.ignore = fields["ignore"].flatMap { constants($0) }
    mapping.decode = fields["decode"].flatMap { decode($0, isTop: true) }
    mapping.bindings = fields["let"].map { bindings($0) } ?? []
    mapping.infer = fields["infer"].map { inferences($0) } ?? []
    mapping.fragments = fields["fragments"].map { fragments($0) } ?? []
    mapping.tables = fields["tables"].map { tables($0) } ?? []
    includes = fields["include"].map { names($0, "a path") } ?? []
    mapping.stages = fields["stages"].map { stages($0) } ?? []
    mapping.tests = fields["tests"].map { tests($0) } ?? []
    mapping.docs = fields["docs"].flatMap { docs($0) }
    mapping.unread = fields["unread"].map { unread($0) } ?? []
    return mapping
  }

  private mutating func readVersion(_ fields: MapFields, _ root: YAMLNode) -> Located<Int>? {
    guard let node = fields["hlmap"] else {
      guard fields.lacks("hlmap") else { return nil }
      let start = Span(source: source, lower: Int(root.span.lower), upper: Int(root.span.lower))
      let isFlow = text.bytes[Int(root.span.lower)...].first == UInt8(ascii: "{")
      report(
        .missingKey, "the key `hlmap` is missing", at: start,
        help: "start the file with `hlmap: \(Self.version)`",
        fix: isFlow || !isRuleFile(root) ? nil : .init(start, "hlmap: \(Self.version)\n"))
      return nil
    }
    if case .scalar(let scalar) = node.kind, case .integer(let lexeme) = scalar.resolved,
      let version = Int(lexeme), version == Self.version
    {
      return Located(version, node.span)
    }
    report(
      .unsupportedVersion, "version `\(node.text ?? "…")` of the rule language is not known",
      at: node.span, help: "this program reads `hlmap: \(Self.version)`")
    return nil
  }

  /// Whether the keys are those of a rule file, and tell it from other files with a `name`.
  private func isRuleFile(_ root: YAMLNode) -> Bool {
    guard case .map(let entries) = root.kind else { return false }
    let telling: Set<String> = ["stages", "fragments", "tables", "decode", "infer", "unread"]
    return entries.allSatisfy { Self.keys.contains($0.name) }
      && entries.contains { telling.contains($0.name) }
  }

  private mutating func fragments(_ node: YAMLNode) -> [Fragment] {
    guard let entries = map(node, expected: "a map of fragments, `name(parameter): stages`") else {
      return []
    }
    var result: [Fragment] = []
    for entry in entries {
      let header = attempt(entry.key) { embedded throws(ExpressionFault) in
        try ExpressionParser.header(embedded)
      }
      let body: [Stage]
      if case .map = entry.value.kind {
        body = stage(entry.value).map { [$0] } ?? []
      } else {
        body = stages(entry.value)
      }
      guard let header else { continue }
      result.append(
        Fragment(
          name: header.name, parameters: header.parameters, stages: body, span: entry.span))
    }
    return result
  }

  private mutating func tables(_ node: YAMLNode) -> [Table] {
    guard let entries = map(node, expected: "a map of tables, `name: {key: value}`") else {
      return []
    }
    var result: [Table] = []
    for entry in entries {
      guard let name = name(entry.key, "the name of a table") else { continue }
      result.append(Table(name: name, entries: tableEntries(entry.value)))
    }
    return result
  }

  mutating func tableEntries(_ node: YAMLNode) -> [TableEntry] {
    guard let entries = map(node, expected: "a table, which is a map of keys to values") else {
      return []
    }
    return entries.map {
      TableEntry(key: constant($0.key), value: constant($0.value))
    }
  }

  private mutating func inferences(_ node: YAMLNode) -> [Inference] {
    guard let items = list(node, expected: "a list of inferences such as `[related, address]`")
    else { return [] }
    var result: [Inference] = []
    for item in items {
      guard case .map(let entries) = item.kind else {
        if let name = name(item, "the name of an inference") {
          result.append(Inference(name: name, when: nil))
        }
        continue
      }
      let fields = check(entries, of: item, allowed: Self.inferenceKeys, in: "an inference")
      let when = fields["when"].flatMap { condition($0) }
      guard let node = required("name", fields, in: "an inference"),
        let name = name(node, "the name of an inference")
      else { continue }
      result.append(Inference(name: name, when: when))
    }
    return result
  }

  private mutating func tests(_ node: YAMLNode) -> [InlineTest] {
    guard let items = list(node, expected: "a list of tests") else { return [] }
    var result: [InlineTest] = []
    for item in items {
      guard let entries = map(item, expected: "a test, which is a map") else { continue }
      let fields = check(
        entries, of: item, allowed: Self.testKeys, in: "a test")
      let name = required("name", fields, in: "a test").flatMap { constantText($0, "a name") }
      let input = required("in", fields, in: "a test").map { constant($0) }
      let output = required("out", fields, in: "a test").map { constant($0) }
      let isPartial = fields["partial"].flatMap { boolean($0) } ?? false
      guard let name, let input, let output else { continue }
      switch output.value {
      case .null, .object: break
      case .list(let events) where events.allSatisfy(\.isObject): break
      default:
        if let node = fields["out"] {
          wrongShape(
            node, expected: "the event's fields, a list of events, or `null` for a dropped event")
        }
        continue
      }
      result.append(
        InlineTest(
          name: name, input: input, output: output.value == .null ? nil : output,
          isPartial: isPartial, span: item.span))
    }
    return result
  }
}
