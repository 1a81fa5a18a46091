import Diagnostics
import Text
import YAML

/// Reads declarations of fields, `name: type` or `name: {type, description, …}`.
package struct FieldDeclarationReader: NodeReader {
  /// The text being read.
  package let text: SourceText
  /// The index of the text in the load's `SourceMap`.
  package let source: UInt16
  /// What is wrong with the declarations read so far.
  package var diagnostics: [Diagnostic] = []

  /// None: no key here has a common synonym.
  package static let otherWords: [String: String] = [:]

  /// The declarations of a map of fields.
  package static func read(
    _ node: YAMLNode, of text: SourceText, source: UInt16, into diagnostics: inout [Diagnostic]
  ) -> [FieldDeclaration] {
    var reader = FieldDeclarationReader(text: text, source: source)
    let result = reader.fieldDeclarations(node)
    diagnostics += reader.diagnostics
    return result
  }

  /// The keys that a declaration may have.
  package static let declarationKeys = ["type", "description", "array", "values", "related"]

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
