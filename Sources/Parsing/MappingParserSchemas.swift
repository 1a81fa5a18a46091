import Diagnostics

/// `schema:` and the files of fields it names.
extension MappingParser {
  mutating func schemaLayers(_ node: YAMLNode) -> [SchemaLayer] {
    let items: [YAMLNode]
    if case .list(let found) = node.kind { items = found } else { items = [node] }
    var result: [SchemaLayer] = []
    for item in items {
      if case .map = item.kind {
        result.append(.inline(fieldDeclarations(item)))
      } else if let name = name(item, "a schema such as `ecs@9.4`, a file, or a map of fields") {
        result.append(Self.isFile(name.value) ? .file(name, []) : .named(name))
      }
    }
    return result
  }

  private static func isFile(_ name: String) -> Bool {
    name.hasSuffix(".yml") || name.hasSuffix(".yaml") || name.utf8.contains(UInt8(ascii: "/"))
  }

  /// The declarations of a fields file.
  mutating func fieldsFile(_ root: YAMLNode?) -> [FieldDeclaration] {
    root.map { fieldDeclarations($0) } ?? []
  }

  static let declarationKeys = ["type", "description", "array", "values", "related"]

  private mutating func fieldDeclarations(_ node: YAMLNode) -> [FieldDeclaration] {
    guard let entries = map(node, expected: "a map of fields, `name: type`") else { return [] }
    var result: [FieldDeclaration] = []
    for entry in entries {
      if let declaration = fieldDeclaration(entry) { result.append(declaration) }
    }
    return result
  }

  private mutating func fieldDeclaration(_ entry: YAMLEntry) -> FieldDeclaration? {
    guard let name = name(entry.key, "the name of a field") else { return nil }
    guard case .map(let members) = entry.value.kind else {
      return self.name(entry.value, "a type, or a map with `type:`").map {
        FieldDeclaration(name: name, type: $0)
      }
    }
    let fields = check(
      members, of: entry.value, allowed: Self.declarationKeys, in: "a field declaration")
    // An empty type keeps what the layers below say.
    let type = fields["type"].map { self.name($0, "a type") } ?? Located("", entry.key.span)
    let description = fields["description"].flatMap { constantText($0, "a text")?.value }
    let isArray = fields["array"].flatMap { boolean($0) }
    let values = fields["values"].flatMap { constants($0) }
    let related = fields["related"].map { constant($0) }
    guard let type else { return nil }
    return FieldDeclaration(
      name: name, type: type, description: description, isArray: isArray, allowedValues: values,
      related: related)
  }
}
