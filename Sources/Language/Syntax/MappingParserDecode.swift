import Diagnostics
import Functions
import Text
import YAML

/// `decode:`, as a stage and at the top of a file.
extension MappingParser {
  /// The keys a decode may have besides its kind and options, in a stage and at the top.
  static let decodeKeys = ["name"] + topDecodeKeys
  static let topDecodeKeys = ["else", "on_error"]
  private static let allOptions = DecodeKindTable.rules.flatMap(\.options)

  /// Whether a key may stand beside some kind.
  private static func isBesideKind(_ name: String) -> Bool {
    decodeKeys.contains(name) || allOptions.contains { $0.name == name }
  }

  mutating func decode(_ node: YAMLNode, isTop: Bool) -> Decode? {
    let place = isTop ? "`decode` at the top" : "`decode`"
    guard let entries = map(node, expected: "a map such as `{json: message, name: result}`") else {
      return nil
    }
    let found = entries.compactMap { entry in
      DecodeKindTable.rules(named: entry.name).map { (entry, $0.options) }
    }
    let strangers = found.isEmpty ? entries.filter { !Self.isBesideKind($0.name) } : []
    // One stranger is a kind that does not exist. That is reported where decodes are compiled, so that
    // the uses of the result are no mistakes as well.
    let hasResult = isTop || entries.contains { $0.name == "name" }
    let unknownKind = hasResult && strangers.count == 1 ? (strangers[0], Self.allOptions) : nil
    guard let (entry, options) = found.first ?? unknownKind else {
      reportKindless(node, strangers)
      return nil
    }
    for (other, _) in found.dropFirst() {
      report(
        .conflictingKeys, "\(place) decodes one format", at: other.key.span,
        labels: [.init(entry.key.span, "already `\(entry.name)`")],
        help: "decode the other one in a stage of its own")
    }
    let others = found.dropFirst().map(\.0.name)
    let rest = entries.filter { !others.contains($0.name) }
    let allowed =
      [entry.name] + options.map(\.name) + (isTop ? Self.topDecodeKeys : Self.decodeKeys)
    let fields = check(rest, of: node, allowed: allowed, in: "\(place) with `\(entry.name)`")
    let help = "a decode takes a path or an expression"
    let source = expression(entry.value, constantsBelong: help)
    let name =
      isTop ? nil : required("name", fields, in: place).flatMap { resultName($0, of: "the result") }
    let otherwise = fields["else"].flatMap { expression($0, constantsBelong: help) }
    guard let source, isTop || name != nil else { return nil }
    var decode = Decode(
      kind: Located(entry.name, entry.key.span), source: source, span: node.span)
    decode.name = name
    decode.otherwise = otherwise
    decode.onError = fields["on_error"].flatMap { onError($0, takesValue: false) }
    for given in rest {
      guard let option = options.first(where: { $0.name == given.name }) else { continue }
      if option.kind == .computed {
        decode.parameter = expression(given.value, constantsBelong: help)
      } else {
        decode.options.append(decodeOption(given))
      }
    }
    return decode
  }

  private mutating func decodeOption(_ entry: YAMLEntry) -> Decode.Option {
    var option = Decode.Option(
      name: Located(entry.name, entry.key.span), value: constant(entry.value))
    switch entry.value.kind {
    case .scalar(let scalar): option.text = embedded(scalar, entry.value)
    case .map(let entries): option.members = entries.map { decodeOption($0) }
    case .list: break
    }
    return option
  }

  /// Reports a decode of which no key names the kind.
  private mutating func reportKindless(_ node: YAMLNode, _ strangers: [YAMLEntry]) {
    let names = DecodeKindTable.rules.map(\.name)
    for entry in strangers {
      unknown(entry, allowed: names, all: names, in: "`decode`")
    }
    guard strangers.isEmpty else { return }
    report(
      .missingKey, "`decode` needs one of the keys \(names.joined(separator: ", "))",
      at: head(of: node))
  }

  /// A name that can be written `$name` later.
  mutating func resultName(_ node: YAMLNode, of what: String) -> Located<String>? {
    guard let name = name(node, "the name of \(what)") else { return nil }
    let bytes = Array(name.value.utf8)
    let isName =
      bytes.allSatisfy(ExpressionLexer.isNamePart) && ExpressionLexer.isNameStart(bytes[0])
    guard isName, Path.Root.byName[name.value] == nil else {
      report(
        .wrongShape, "`\(name.value)` cannot name \(what)", at: name.span,
        help: name.value.hasPrefix("$")
          ? "write it without `$`"
          : isName ? "`$\(name.value)` has its own meaning" : "use letters, digits and `_`")
      return nil
    }
    return name
  }
}
