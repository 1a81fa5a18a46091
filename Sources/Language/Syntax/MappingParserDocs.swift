import YAML

/// `docs:` what the page of the rule file says.
extension MappingParser {
  mutating func docs(_ node: YAMLNode) -> Docs? {
    guard let entries = map(node, expected: "a map that says what the page shows") else {
      return nil
    }
    let fields = check(
      entries, of: node, allowed: ["title", "data_sources", "samples", "hidden"], in: "`docs`")
    var docs = Docs(span: node.span)
    docs.title = fields["title"].flatMap { constantText($0, "a title") }
    docs.dataSources = fields["data_sources"].map { dataSources($0) } ?? []
    docs.samples = fields["samples"].map { names($0, "the name of a fixture") } ?? []
    docs.hidden = fields["hidden"].map { names($0, "the name of a field") } ?? []
    return docs
  }

  private mutating func dataSources(_ node: YAMLNode) -> [Docs.DataSource] {
    guard let entries = map(node, expected: "a map of data sources, `name: description`") else {
      return []
    }
    var result: [Docs.DataSource] = []
    for entry in entries {
      let name = name(entry.key, "the name of a data source")
      let description = constantText(entry.value, "a description")
      guard let name, let description else { continue }
      result.append(Docs.DataSource(name: name, description: description))
    }
    return result
  }
}
