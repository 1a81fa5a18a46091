import Diagnostics

/// One node of a YAML document and where it stands.
///
/// Aliases share the node they name, so its span is that of the anchored text.
struct YAMLNode: Sendable {
  enum Kind: Sendable {
    case scalar(YAMLScalar)
    case list([YAMLNode])
    case map([YAMLEntry])
  }

  var kind: Kind
  /// Without anchor and tag; a block list or map ends with its last item.
  var span: Span

  /// The text of a scalar, whatever its style; nil for a list or a map.
  var text: String? {
    if case .scalar(let scalar) = kind { scalar.text } else { nil }
  }

  /// Where the items of a list stand; empty for other nodes.
  var itemSpans: [Span] {
    if case .list(let items) = kind { items.map(\.span) } else { [] }
  }

  /// The nodes of the tree, every alias expanded.
  var count: Int {
    switch kind {
    case .scalar: 1
    case .list(let items): items.reduce(1) { $0 + $1.count }
    case .map(let entries): entries.reduce(1) { $0 + $1.key.count + $1.value.count }
    }
  }

  /// What a report calls the node: "a list", "the number `5`", …
  var summary: String {
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
struct YAMLScalar: Sendable {
  enum Style: Sendable {
    case plain, singleQuoted, doubleQuoted, literal, folded
  }

  var text: String
  var style: Style
  /// `!!str`: a text even though it is plain.
  var isForcedText = false
  /// True where the value is known to stand in the file byte by byte.
  var isVerbatim = false
}

/// One `key: value` of a YAML map; entries keep the order of the file.
struct YAMLEntry: Sendable {
  var key: YAMLNode
  /// The key's text.
  var name: String
  var value: YAMLNode

  var span: Span { key.span.source == value.span.source ? key.span.union(value.span) : key.span }
}
