import Diagnostics
import Machine
import Text
import YAML

/// One entry of an intake format's `fields.yml`.
public struct FieldEntry: Hashable, Sendable {
  /// Its key in the file; an entry of a later file replaces the one of the same key.
  public var key: String
  /// The dotted name of the field.
  public var name: Located<String>
  /// The type as it is spelled, such as `keyword`.
  public var type: Located<String>
}

/// Reads the `fields.yml` of intake formats and modules:
///
///     vendor.alert.level:
///       name: vendor.alert.level
///       type: keyword
///       description: …
///
/// Other members of an entry are passed over.
public enum FieldsFile {
  /// What a file of fields can be.
  package enum Kind {
    /// A layer of a rule file's schema: `field: type`, `field: {type: …}`.
    case layer
    /// The fields of an intake format, whose entries have a `name`.
    case taxonomy
  }

  /// The kind by the file's name or by what all its entries look like; nil for other files.
  package static func kind(of root: YAMLNode, named path: String) -> Kind? {
    guard case .map(let entries) = root.kind, !entries.isEmpty,
      !entries.contains(where: { $0.name == "hlmap" || $0.name == "pipeline" })
    else { return nil }
    let members = entries.map { entry -> Set<String>? in
      guard case .map(let members) = entry.value.kind else { return nil }
      return Set(members.map(\.name))
    }
    if members.allSatisfy({ $0?.isSuperset(of: ["name", "type"]) ?? false }) { return .taxonomy }
    if isNamed(path) { return .layer }
    let areFields = zip(entries, members).allSatisfy { entry, members in
      guard entry.name.utf8.contains(UInt8(ascii: ".")) else { return false }
      return members?.isSubset(of: FieldDeclarationReader.declarationKeys)
        ?? (entry.value.text != nil)
    }
    return areFields ? .layer : nil
  }

  /// Whether the name says that it is a file of fields.
  package static func isNamed(_ path: String) -> Bool {
    path.hasSuffix(".fields.yml") || path.hasSuffix(".fields.yaml")
  }

  /// The entries in the order of the file; nil when there is no such file.
  ///
  /// A file that cannot be read gives an error and no entries. An incomplete entry is warned of: its
  /// name is its key then, its type `keyword`. The text is added to `sources`.
  public static func read(
    _ path: String, in files: any Files, sources: inout SourceMap,
    diagnostics: inout [Diagnostic]
  ) -> [FieldEntry]? {
    do {
      let bytes = try files.read(path, limit: YAMLReader.maximumBytes)
      let text = SourceText(name: path, bytes: bytes)
      let source = sources.add(text)
      return entries(of: text, source: source, &diagnostics)
    } catch {
      if error.reason == .missing { return nil }
      diagnostics.append(.unread(path, error, at: nil))
      return []
    }
  }

  /// The entries of a text in file order; what is wrong with it is added to `diagnostics`.
  package static func entries(
    of text: SourceText, source: UInt16, _ diagnostics: inout [Diagnostic]
  ) -> [FieldEntry] {
    if let entries = PlainYAMLReader.fields(of: text.bytes, source: source) { return entries }
    return entriesOfTree(text, source: source, &diagnostics)
  }

  /// The same by way of nodes, which every text can take.
  package static func entriesOfTree(
    _ text: SourceText, source: UInt16, _ diagnostics: inout [Diagnostic]
  ) -> [FieldEntry] {
    let before = diagnostics.count
    let root = YAMLReader.read(text, source: source, into: &diagnostics)
    // Of an entry that stands twice one is dropped, which leaves the others good.
    for index in diagnostics.indices[before...] where diagnostics[index].code == .duplicateKey {
      diagnostics[index].severity = .warning
    }
    guard let root else { return [] }
    switch root.kind {
    case .map(let entries): return entries.map { entry($0, &diagnostics) }
    case .scalar(let scalar) where scalar.resolved == .null: return []
    default:
      diagnostics.append(
        Diagnostic(
          .badFieldDeclaration, "expected a map of fields, not \(root.summary)", at: root.span))
      return []
    }
  }

  private static func entry(
    _ entry: YAMLEntry, _ diagnostics: inout [Diagnostic]
  ) -> FieldEntry {
    func text(_ member: String, or value: String) -> Located<String> {
      if case .map(let members) = entry.value.kind,
        let node = members.first(where: { $0.name == member })?.value, let text = node.text,
        !text.isEmpty
      {
        return Located(text, node.span)
      }
      diagnostics.append(
        Diagnostic(
          .badFieldDeclaration, .warning, "the field `\(entry.name)` has no `\(member)`",
          at: entry.key.span, help: "write `\(member): \(value)`, which is taken for it"))
      return Located(value, entry.key.span)
    }
    return FieldEntry(
      key: entry.name, name: text("name", or: entry.name), type: text("type", or: "keyword"))
  }
}
