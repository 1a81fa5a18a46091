import Diagnostics
import Text

/// Builds nodes from YAML events and keeps the limits on depth and size.
///
/// An alias shares the node it names; its expanded size is counted, never built.
struct YAMLBuilder {
  /// The kinds of nodes that hold others.
  enum Collection { case list, map }

  /// As YAML 1.1 readers do, instead of refusing a key that stands twice.
  var keepsLastOfEqualKeys = false

  private struct Open {
    var kind: Collection
    var start: Int
    var isFlow: Bool
    var anchor: String?
    var items: [YAMLNode] = []
    var entries: [YAMLEntry] = []
    /// The key that waits for its value.
    var key: YAMLNode?
    /// True when the waiting key is not usable, so its value is dropped.
    var isKeyRefused = false
    var isKeyRepeated = false
    /// Where each key stands first; kept only for maps of more entries than are looked through.
    var seen: [String: Span] = [:]
    var end: Int
    var size = 1
    var height = 1

    /// Most maps have a handful of entries, where looking at each costs less than hashing.
    private static let fewEntries = 12

    /// Where the map has that key; nil if it does not have it yet.
    func firstSpan(of name: String) -> Span? {
      if entries.count > Self.fewEntries { return seen[name] }
      return entries.first { $0.name == name }?.key.span
    }

    /// Notes the key of the next entry.
    mutating func note(_ name: String, _ span: Span) {
      guard entries.count >= Self.fewEntries else { return }
      if seen.isEmpty { for entry in entries { seen[entry.name] = entry.key.span } }
      seen[name] = span
    }
  }

  private struct Anchored {
    var node: YAMLNode
    var size: Int
    var height: Int
  }

  /// The finished document; nil for an empty one.
  private(set) var root: YAMLNode?
  /// What is wrong with the document.
  private(set) var diagnostics: [Diagnostic] = []
  /// True once a limit is exceeded; reading stops then.
  private(set) var isFull = false
  private var stack: [Open] = []
  private var anchors: [String: Anchored] = [:]
  private var expanded = 0
  private let source: UInt16

  /// A builder for the text of that index in the load's `SourceMap`.
  init(source: UInt16) { self.source = source }

  /// Reports a syntax error; building goes on.
  mutating func fault(
    _ message: String, _ span: Span, labels: [Diagnostic.Label] = [], help: String? = nil,
    fix: Diagnostic.Fix? = nil
  ) {
    diagnostics.append(
      Diagnostic(.yamlSyntax, .error, message, at: span, labels: labels, help: help, fix: fix))
  }

  /// Begins a list or map; exceeding the depth limit ends the reading.
  mutating func open(_ kind: Collection, at start: Int, isFlow: Bool, anchor: String?) {
    guard stack.count < YAMLReader.maximumDepth else {
      overflow("YAML is nested more than \(YAMLReader.maximumDepth) levels deep", at: start)
      return
    }
    count(1, at: start)
    stack.append(Open(kind: kind, start: start, isFlow: isFlow, anchor: anchor, end: start + 1))
  }

  /// Ends the innermost list or map; `end` is the byte offset past its bracket, used for flow
  /// style.
  mutating func close(at end: Int) {
    guard let open = stack.popLast() else { return }
    let upper = open.isFlow ? end : open.end
    let node = YAMLNode(
      kind: open.kind == .list ? .list(open.items) : .map(open.entries),
      span: Span(source: source, lower: open.start, upper: upper))
    attach(node, size: open.size, height: open.height, anchor: open.anchor, end: upper)
  }

  /// Adds a finished node to the innermost list or map; `size` counts its nodes with aliases
  /// expanded, `height` its levels.
  mutating func add(_ node: YAMLNode, size: Int, height: Int, anchor: String?) {
    count(size, at: Int(node.span.lower))
    attach(node, size: size, height: height, anchor: anchor, end: Int(node.span.upper))
  }

  /// Adds the node that an anchor above names; an unknown anchor is reported.
  mutating func alias(_ name: String?, at span: Span) {
    guard let name, let anchored = anchors[name] else {
      let known = Suggestion.help(for: name ?? "", in: anchors.keys.sorted())
      fault(
        "there is no anchor `\(name ?? "")` above", span,
        help: known
          ?? "a value that begins with `*` is an alias for YAML; every item of a list is `path[*]`")
      let null = YAMLNode(kind: .scalar(YAMLScalar(text: "", style: .plain)), span: span)
      add(null, size: 1, height: 1, anchor: nil)
      return
    }
    guard stack.count + anchored.height <= YAMLReader.maximumDepth else {
      overflow(
        "YAML is nested more than \(YAMLReader.maximumDepth) levels deep through aliases",
        at: Int(span.lower))
      return
    }
    count(anchored.size, at: Int(span.lower))
    attach(
      anchored.node, size: anchored.size, height: anchored.height, anchor: nil,
      end: Int(span.upper))
  }

  private mutating func count(_ size: Int, at offset: Int) {
    expanded += size
    if expanded > YAMLReader.maximumNodes {
      overflow(
        "the YAML has more than \(YAMLReader.maximumNodes) nodes with its aliases expanded",
        at: offset)
    }
  }

  private mutating func overflow(_ message: String, at offset: Int) {
    guard !isFull else { return }
    isFull = true
    diagnostics.append(
      Diagnostic(
        .yamlTooLarge, .error, message, at: Span(source: source, lower: offset, upper: offset + 1),
        help: "nest less deeply, or move parts into files and `include:` them"))
  }

  private mutating func attach(
    _ node: YAMLNode, size: Int, height: Int, anchor: String?, end: Int
  ) {
    if let anchor { anchors[anchor] = Anchored(node: node, size: size, height: height) }
    guard !stack.isEmpty else {
      root = node
      return
    }
    let top = stack.count - 1
    stack[top].size += size
    stack[top].height = max(stack[top].height, height + 1)
    stack[top].end = max(stack[top].end, end)
    if stack[top].kind == .list {
      stack[top].items.append(node)
    } else if let key = stack[top].key {
      stack[top].key = nil
      if stack[top].isKeyRefused { return }
      if stack[top].isKeyRepeated, let text = key.text {
        stack[top].entries.removeAll { $0.name == text }
      }
      stack[top].entries.append(YAMLEntry(key: key, name: key.text ?? "", value: node))
    } else {
      stack[top].key = node
      let first = node.text.flatMap { stack[top].firstSpan(of: $0) }
      let isUsable = isUsable(key: node, first: first)
      stack[top].isKeyRefused = !isUsable
      stack[top].isKeyRepeated = first != nil
      if isUsable, let name = node.text { stack[top].note(name, node.span) }
    }
  }

  private mutating func isUsable(key: YAMLNode, first: Span?) -> Bool {
    guard case .scalar(let scalar) = key.kind else {
      fault(
        "a key must be a text, not \(key.summary)", key.span,
        help: "an expression is written without braces, as `srcip`, not `{{ srcip }}`; "
          + "put quotes around a text that begins with `{` or `[`")
      return false
    }
    if scalar.text == "<<", scalar.style == .plain {
      fault(
        "merge keys (`<<`) are not supported", key.span,
        help: "write the entries out, or share stages with `fragments:`")
      return false
    }
    if let first {
      diagnostics.append(
        Diagnostic(
          .duplicateKey, keepsLastOfEqualKeys ? .warning : .error,
          "the key `\(scalar.text)` stands twice in one map", at: key.span,
          labels: [.init(first, "first here")], help: "remove or rename one of them"))
      return keepsLastOfEqualKeys
    }
    return true
  }
}
