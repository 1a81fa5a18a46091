import Diagnostics
import JSON
import Text

/// The entries of a map whose keys have been checked.
package struct MapFields {
  /// The map itself.
  package let node: YAMLNode
  private let entries: [String: YAMLEntry]
  /// Keys that a mistyped one most likely meant; they are not reported as missing too.
  private let meant: Set<String>

  /// The fields of a map; of equal keys the first counts.
  package init(node: YAMLNode, entries: [YAMLEntry], meant: Set<String>) {
    self.node = node
    self.meant = meant
    self.entries = Dictionary(
      entries.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The value of a key; nil if the map does not have it.
  package subscript(name: String) -> YAMLNode? { entries[name]?.value }

  /// Whether the key is missing, and no other key looks like a misspelling of it.
  package func lacks(_ name: String) -> Bool { entries[name] == nil && !meant.contains(name) }

  /// Where the key stands; nil if the map does not have it.
  package func key(_ name: String) -> Span? { entries[name]?.key.span }
}

/// Reads what all our YAML files consist of: maps, lists, names, constants.
///
/// A mistake is reported and reading goes on, so that one run finds them all.
package protocol NodeReader {
  var text: SourceText { get }
  /// The number of the text among the sources.
  var source: UInt16 { get }
  var diagnostics: [Diagnostic] { get set }
  /// What other languages call the keys of this one.
  static var otherWords: [String: String] { get }
}

extension NodeReader {
  /// Reports an error.
  package mutating func report(
    _ code: DiagnosticCode, _ message: String, at span: Span, label: String? = nil,
    labels: [Diagnostic.Label] = [], help: String? = nil, fix: Diagnostic.Fix? = nil
  ) {
    diagnostics.append(
      Diagnostic(
        code, .error, message, at: span, label: label, labels: labels, help: help, fix: fix))
  }

  /// Reports that a node is not what belongs there; `expected` is a phrase such as `a list`.
  package mutating func wrongShape(_ node: YAMLNode, expected: String, help: String? = nil) {
    report(
      .wrongShape, "expected \(expected); found \(node.summary)", at: node.span, help: help)
  }

  /// The entries of a map; anything else is reported and gives nil.
  package mutating func map(_ node: YAMLNode, expected: String) -> [YAMLEntry]? {
    if case .map(let entries) = node.kind { return entries }
    wrongShape(node, expected: expected)
    return nil
  }

  /// The items of a list; anything else is reported and gives nil.
  package mutating func list(_ node: YAMLNode, expected: String) -> [YAMLNode]? {
    if case .list(let items) = node.kind { return items }
    wrongShape(node, expected: expected)
    return nil
  }

  /// Reports the keys that do not belong here; the rest is returned.
  package mutating func check(
    _ entries: [YAMLEntry], of node: YAMLNode, allowed: [String], in place: String
  ) -> MapFields {
    let present = Set(entries.map(\.name))
    let free = allowed.filter { !present.contains($0) }
    var known: [YAMLEntry] = []
    var meant: Set<String> = []
    for entry in entries {
      if allowed.contains(entry.name) {
        known.append(entry)
      } else {
        guard let key = unknown(entry, allowed: free, all: allowed, in: place) else { continue }
        // What stands under a mistyped key is read as well, so that one mistake hides no other.
        if meant.insert(key).inserted {
          known.append(YAMLEntry(key: entry.key, name: key, value: entry.value))
        }
      }
    }
    return MapFields(node: node, entries: known, meant: meant)
  }

  /// Reports a key that does not belong here; the result is the key it most likely meant.
  @discardableResult
  package mutating func unknown(
    _ entry: YAMLEntry, allowed: [String], all: [String], in place: String
  ) -> String? {
    let word = Self.otherWords[entry.name.lowercased()].flatMap { allowed.contains($0) ? $0 : nil }
    let near = word ?? Suggestion.nearest(to: entry.name, in: allowed)
    report(
      .unknownKey, "\(place) has no key `\(entry.name)`", at: entry.key.span,
      help: near.map { "did you mean `\($0)`?" } ?? "the keys are \(all.joined(separator: ", "))",
      fix: near.map { .init(entry.key.span, $0) })
    return near
  }

  /// The value of a required key; nil if it is missing, which is reported unless a misspelling of
  /// it was.
  package mutating func required(_ key: String, _ fields: MapFields, in place: String) -> YAMLNode?
  {
    if let node = fields[key] { return node }
    if fields.lacks(key) {
      report(.missingKey, "\(place) needs the key `\(key)`", at: head(of: fields.node))
    }
    return nil
  }

  /// The first line of a node, for reports about what it lacks.
  package func head(of node: YAMLNode) -> Span {
    let lower = min(Int(node.span.lower), text.bytes.count)
    let upper = min(Int(node.span.upper), text.bytes.count)
    let line = text.bytes[lower..<max(lower, upper)].firstIndex { $0 == 0x0A || $0 == 0x0D }
    return Span(source: source, lower: lower, upper: line ?? upper)
  }

  /// The text of a scalar, whose offsets map back to the file being read.
  package func embedded(_ scalar: YAMLScalar, _ node: YAMLNode) -> EmbeddedSource {
    EmbeddedSource(scalar, at: node.span, in: text)
  }

  /// A text that is not empty, such as the name of a field, a table or a file.
  package mutating func name(_ node: YAMLNode, _ what: String) -> Located<String>? {
    guard case .scalar(let scalar) = node.kind, scalar.resolved != .null else {
      wrongShape(node, expected: what)
      return nil
    }
    guard !scalar.text.isEmpty else {
      report(.emptyPath, "\(what) cannot be empty", at: node.span)
      return nil
    }
    return Located(scalar.text, embedded(scalar, node).span(0, scalar.text.utf8.count))
  }

  /// One name or a list of them.
  package mutating func names(_ node: YAMLNode, _ what: String) -> [Located<String>] {
    guard case .list(let items) = node.kind else { return name(node, what).map { [$0] } ?? [] }
    if items.isEmpty { report(.emptyPath, "the list is empty", at: node.span) }
    var result: [Located<String>] = []
    for item in items {
      if let name = name(item, what) { result.append(name) }
    }
    return result
  }

  /// A text as it is, which may be empty.
  package mutating func constantText(_ node: YAMLNode, _ what: String) -> Located<String>? {
    guard let text = node.text else {
      wrongShape(node, expected: what)
      return nil
    }
    return Located(text, node.span)
  }

  /// `true` or `false`; anything else is reported, with a fix for `yes`, `no`, `on` and `off`.
  package mutating func boolean(_ node: YAMLNode) -> Bool? {
    if case .scalar(let scalar) = node.kind, case .boolean(let value) = scalar.resolved {
      return value
    }
    let written = node.text?.lowercased()
    let meant = written == "yes" || written == "on" ? "true" : "false"
    let isKnown = ["yes", "on", "no", "off"].contains(written)
    report(
      .wrongShape, "expected `true` or `false`; found \(node.summary)", at: node.span,
      help: isKnown ? "did you mean `\(meant)`?" : nil,
      fix: isKnown ? .init(node.span, meant) : nil)
    return nil
  }

  /// A list of constants.
  package mutating func constants(_ node: YAMLNode) -> [Located<JSONTree>]? {
    list(node, expected: "a list of constants")?.map { constant($0) }
  }

  /// The constant that a node spells; looks that deceive are warned about.
  package mutating func constant(_ node: YAMLNode) -> Located<JSONTree> {
    switch node.kind {
    case .list(let items):
      return Located(.list(items.map { constant($0).value }), node.span)
    case .map(let entries):
      let members = entries.map { JSONTree.Member($0.name, constant($0.value).value) }
      return Located(.object(members), node.span)
    case .scalar(let scalar):
      let value: JSONTree =
        switch scalar.resolved {
        case .null: .null
        case .boolean(let value): .boolean(value)
        case .integer(let lexeme): .integer(lexeme)
        case .float(let lexeme): .float(lexeme)
        case .text, .surprise: .text(scalar.text)
        }
      if case .surprise(let reason) = scalar.resolved { warn(node, scalar.text, reason) }
      switch value {
      case .integer(let lexeme) where scalar.isBased:
        warn(node, scalar.text, "it is another spelling of \(lexeme)", isText: false)
      case .float(let lexeme) where !scalar.text.utf8.contains(UInt8(ascii: ".")):
        warn(node, scalar.text, "the `e` in \(lexeme) is an exponent", isText: false)
      default: break
      }
      return Located(value, node.span)
    }
  }

  private mutating func warn(
    _ node: YAMLNode, _ text: String, _ reason: String, isText: Bool = true
  ) {
    var help = isText ? "put quotes around the text" : "put quotes around it if it is a text"
    switch text.lowercased() {
    case "yes", "on": help += ", or write `true`"
    case "no", "off": help += ", or write `false`"
    default: break
    }
    diagnostics.append(
      Diagnostic(
        .yamlSurprise, .warning, "`\(text)` is a \(isText ? "text" : "number") here: \(reason)",
        at: node.span, help: help, fix: isText ? .init(node.span, "\"\(text)\"") : nil))
  }
}
