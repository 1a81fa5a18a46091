import Schema
import Text
import YAML

/// `schema:` and the files of fields it names.
extension MappingParser {
  mutating func schemaLayers(_ node: YAMLNode) -> [SchemaLayer] {
    let items: [YAMLNode]
    if case .list(let found) = node.kind { items = found } else { items = [node] }
    var result: [SchemaLayer] = []
    for item in items {
      if case .map = item.kind {
        result.append(
          .inline(
            FieldDeclarationReader.read(item, of: text, source: source, into: &diagnostics)))
      } else if let name = name(item, "a schema such as `ecs@9.4`, a file, or a map of fields") {
        result.append(Self.isFile(name.value) ? .file(name, []) : .named(name))
      }
    }
    return result
  }

  private static func isFile(_ name: String) -> Bool {
    name.hasSuffix(".yml") || name.hasSuffix(".yaml") || name.utf8.contains(UInt8(ascii: "/"))
  }
}
