import Text

/// One node of a YAML document and where it stands.
///
/// Aliases share the node they name, so its span is that of the anchored text.
package struct YAMLNode: Sendable {
  /// What a node holds.
  package enum Kind: Sendable {
    case scalar(YAMLScalar)
    case list([YAMLNode])
    case map([YAMLEntry])
  }

  /// What the node holds.
  package var kind: Kind
  /// Without anchor and tag; a block list or map ends with its last item.
  package var span: Span

  /// A node and where it stands.
  package init(kind: Kind, span: Span) {
    self.kind = kind
    self.span = span
  }

  /// The text of a scalar, whatever its style; nil for a list or a map.
  package var text: String? {
    if case .scalar(let scalar) = kind { scalar.text } else { nil }
  }

  /// Where the items of a list stand; empty for other nodes.
  package var itemSpans: [Span] {
    if case .list(let items) = kind { items.map(\.span) } else { [] }
  }

  /// The nodes of the tree, every alias expanded.
  package var count: Int {
    switch kind {
    case .scalar: 1
    case .list(let items): items.reduce(1) { $0 + $1.count }
    case .map(let entries): entries.reduce(1) { $0 + $1.key.count + $1.value.count }
    }
  }

  /// What a report calls the node: "a list", "the number `5`", …
  package var summary: String {
    switch kind {
    case .list: "a list"
    case .map: "a map"
    case .scalar(let scalar):
      switch scalar.resolved {
      case .null: "nothing"
      case .boolean: "`\(scalar.text)`"
      case .integer, .float: "the number `\(scalar.text)`"
      case .text, .surprise:
        scalar.text.utf8.count <= 40 && !scalar.text.utf8.contains(UInt8(ascii: "\n"))
          ? "`\(scalar.text)`" : "a text"
      }
    }
  }
}

/// The value of a YAML scalar and how it was written.
package struct YAMLScalar: Sendable {
  /// How a scalar is written.
  package enum Style: Sendable {
    case plain, singleQuoted, doubleQuoted, literal, folded
  }

  /// The value, quotes and escapes undone.
  package var text: String
  /// How the value is written.
  package var style: Style
  /// `!!str`: a text even though it is plain.
  package var isForcedText = false
  /// True where the value is known to stand in the file byte by byte.
  package var isVerbatim = false

  /// A scalar with this value.
  package init(text: String, style: Style, isForcedText: Bool = false, isVerbatim: Bool = false) {
    self.text = text
    self.style = style
    self.isForcedText = isForcedText
    self.isVerbatim = isVerbatim
  }
}

/// One `key: value` of a YAML map; entries keep the order of the file.
package struct YAMLEntry: Sendable {
  /// The key as a node.
  package var key: YAMLNode
  /// The key's text.
  package var name: String
  /// The value as a node.
  package var value: YAMLNode

  /// An entry whose key has the text `name`.
  package init(key: YAMLNode, name: String, value: YAMLNode) {
    self.key = key
    self.name = name
    self.value = value
  }

  /// From key to value; the key alone where the value is an alias from another text.
  package var span: Span {
    key.span.source == value.span.source ? key.span.union(value.span) : key.span
  }
}
