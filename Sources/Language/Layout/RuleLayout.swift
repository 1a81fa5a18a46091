import Diagnostics
import Text
import YAML

/// The one canonical layout of rule files, as `hl-map fmt` writes it.
///
/// Two blanks a level, lists one level below their key, one blank after `:` and `-` and inside flow
/// collections after `,`, the values of a `map:` block in one column, blank lines never doubled,
/// and between all items of a list of maps where one is. Scalars, line breaks inside `[ ]` and
/// `{ }`, comments and the order of keys stay the author's.
public enum RuleLayout {
  /// What formatting a text gave.
  public enum Outcome: Sendable {
    case formatted(String)
    /// Left alone, with the reason: a construct the layout has no rule for.
    case unsupported(String)
    /// Not YAML; the findings say why.
    case unreadable(SourceMap, [Diagnostic])
    /// A defect of the layout: its result would mean something else.
    case changed(String)
  }

  /// The text of a rule file, or of a file of fields, in its canonical layout.
  public static func format(_ bytes: [UInt8], name: String) -> Outcome {
    var sources = SourceMap()
    var diagnostics: [Diagnostic] = []
    let original = SourceText(name: name, bytes: bytes)
    let source = sources.add(original)
    let before = YAMLReader.read(original, source: source, into: &diagnostics)
    // What was refused is not among the nodes, and would be lost.
    guard diagnostics.isEmpty else { return .unreadable(sources, diagnostics) }
    let text = SourceText(name: name, bytes: withPlainLineBreaks(bytes))
    guard let before, let root = YAMLReader.read(text, source: source, into: &diagnostics) else {
      return .formatted(String(decoding: text.bytes, as: UTF8.self))
    }
    guard !hasOddLineBreaks(text.bytes) else {
      return .unsupported("a line break of Unicode (NEL, LS or PS)")
    }
    var writer = LayoutWriter(text.bytes)
    let result: String
    do throws(LayoutWriter.Unsupported) {
      result = try writer.write(root)
    } catch {
      return .unsupported(error.reason)
    }
    let after = SourceText(name: name, bytes: Array(result.utf8))
    guard let node = YAMLReader.read(after, source: source, into: &diagnostics),
      diagnostics.isEmpty
    else { return .changed("the result is not YAML") }
    guard before.means(node) else { return .changed("the result holds other values") }
    guard outline(before, original) == outline(node, after) else {
      return .changed("the result is another mapping")
    }
    guard comments(root, text) == comments(node, after) else {
      return .changed("the result has other comments")
    }
    return .formatted(result)
  }

  /// The comments of a readable rule file, sorted; for tests of the layout.
  static func comments(of bytes: [UInt8]) -> [String] {
    var diagnostics: [Diagnostic] = []
    let text = SourceText(name: "", bytes: withPlainLineBreaks(bytes))
    guard let root = YAMLReader.read(text, source: 0, into: &diagnostics) else { return [] }
    return comments(root, text)
  }

  private static func comments(_ root: YAMLNode, _ text: SourceText) -> [String] {
    LayoutComments.all(in: text.bytes, below: root).sorted()
  }

  /// The syntax tree without its places; nil for a file of another kind.
  private static func outline(_ node: YAMLNode, _ text: SourceText) -> String? {
    guard case .map(let entries) = node.kind, entries.contains(where: { $0.name == "hlmap" }) else {
      return nil
    }
    var parser = MappingParser(text: text, source: 0)
    return parser.parse(node).map { SyntaxOutline.of($0) }
  }

  /// Whether there are line breaks that YAML 1.1 knows and nobody sees.
  private static func hasOddLineBreaks(_ bytes: [UInt8]) -> Bool {
    bytes.indices.contains { place in
      switch bytes[place] {
      case 0xC2: bytes[place...].starts(with: [0xC2, 0x85])
      case 0xE2:
        bytes[place...].starts(with: [0xE2, 0x80, 0xA8])
          || bytes[place...].starts(with: [0xE2, 0x80, 0xA9])
      default: false
      }
    }
  }

  /// Without a byte order mark, and with LF for every line break.
  private static func withPlainLineBreaks(_ bytes: [UInt8]) -> [UInt8] {
    let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    var result: [UInt8] = []
    result.reserveCapacity(body.count)
    for place in body.indices {
      if body[place] != UInt8(ascii: "\r") {
        result.append(body[place])
      } else if place + 1 == body.endIndex || body[place + 1] != UInt8(ascii: "\n") {
        result.append(UInt8(ascii: "\n"))
      }
    }
    return result
  }
}

extension YAMLNode {
  /// Whether both spell the same values, written in the same styles.
  func means(_ other: YAMLNode) -> Bool {
    switch (kind, other.kind) {
    case (.scalar(let left), .scalar(let right)):
      left.text == right.text && left.style == right.style
        && left.isForcedText == right.isForcedText
    case (.list(let left), .list(let right)):
      left.count == right.count && zip(left, right).allSatisfy { $0.means($1) }
    case (.map(let left), .map(let right)):
      left.count == right.count
        && zip(left, right).allSatisfy { $0.key.means($1.key) && $0.value.means($1.value) }
    default: false
    }
  }
}

/// A syntax tree as text without spans, so that two trees can be compared whatever their layout.
enum SyntaxOutline {
  static func of(_ value: Any) -> String {
    var text = ""
    write(value, into: &text)
    return text
  }

  private static func write(_ value: Any, into text: inout String) {
    if value is Span || value is EmbeddedSource { return }
    if let value = value as? String {
      text += "\(value.utf8.count):\(value)"
      return
    }
    let mirror = Mirror(reflecting: value)
    if mirror.displayStyle == .enum, mirror.children.isEmpty { text += "\(value)" }
    if mirror.children.isEmpty, mirror.displayStyle == nil { text += "\(value)" }
    text += "("
    for child in mirror.children {
      text += "\(child.label ?? "")="
      write(child.value, into: &text)
    }
    text += ")"
  }
}
