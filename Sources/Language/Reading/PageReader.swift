import JSON
import Planning
import Text

/// Reads off a mapping what a page about it shows.
struct PageReader {
  private let mapping: Mapping
  private let sources: SourceMap
  private let writes: [RuleWalk.Write]
  private let tables: [String: Table]

  init(_ mapping: Mapping, _ sources: SourceMap) {
    self.mapping = mapping
    self.sources = sources
    writes = RuleWalk(mapping).writes
    tables = Dictionary(
      mapping.filesInOrder.flatMap(\.tables).map { ($0.name.value, $0) },
      uniquingKeysWith: { $1 })
  }

  func page(givingValuesOf fields: [String]) -> RulePage {
    var page = RulePage()
    page.title = mapping.docs?.title?.value ?? mapping.name?.value
    page.description = mapping.description?.value
    page.dataSources = (mapping.docs?.dataSources ?? []).map {
      ($0.name.value, $0.description.value)
    }
    page.samples = mapping.docs?.samples ?? []
    page.hidden = mapping.docs?.hidden ?? []
    page.inferences = mapping.infer.map(\.name.value)
    page.written = Set(writes.map(\.field))
    for field in fields { page.values[field] = values(of: field) }
    return page
  }

  /// A value that a later unconditional rule always replaces cannot be seen and is left out.
  private func values(of field: String) -> RulePage.Values {
    var found = RulePage.Values()
    var emitted = RulePage.Values()
    for write in writes where write.field == field {
      guard let assignment = write.assignment else { continue }
      let values = values(of: assignment)
      if write.isEmitted {
        emitted.merge(values)
      } else {
        let isCertain =
          write.guards.isEmpty && !write.isOtherwise && !assignment.unlessSet
          && values.expressions.isEmpty && assignment.lookup == nil
          && assignment.append == nil
        if isCertain { found = RulePage.Values() }
        found.merge(values)
      }
    }
    found.merge(emitted)
    return found
  }

  private func values(of assignment: Assignment) -> RulePage.Values {
    var values = RulePage.Values()
    if let lookup = assignment.lookup {
      switch lookup.source {
      case .inline(let entries): for entry in entries { values.add(entry.value.value) }
      case .named(let name):
        for entry in tables[name.value]?.entries ?? [] { values.add(entry.value.value) }
      }
      if let otherwise = lookup.otherwise { values.add(otherwise.value) }
    } else {
      switch assignment.source {
      case .constant(let constant): values.add(constant.value)
      case .expression(let expression): values.add(expression, sources)
      case .firstPresent(let expressions):
        for expression in expressions { values.add(expression, sources) }
      }
    }
    if case .value(let constant)? = assignment.onError?.value { values.add(constant.value) }
    return values
  }
}

extension RulePage.Values {
  fileprivate mutating func merge(_ other: Self) {
    constants.formUnion(other.constants)
    expressions.formUnion(other.expressions)
  }

  fileprivate mutating func add(_ constant: JSONTree) {
    switch constant {
    case .text(let text), .integer(let text), .float(let text): constants.insert(text)
    case .boolean(let flag): constants.insert(flag ? "true" : "false")
    case .list(let items): for item in items { add(item) }
    case .null, .object: break
    }
  }

  fileprivate mutating func add(_ expression: Expression, _ sources: SourceMap) {
    switch expression {
    case .literal(let constant, _): add(constant)
    case .list(let items, _): for item in items { add(item, sources) }
    case .fallback(let left, let right, _):
      add(left, sources)
      add(right, sources)
    case .conditional(_, let value, let otherwise, _):
      add(value, sources)
      if let otherwise { add(otherwise, sources) }
    default: expressions.insert(sources.text(of: expression.span))
    }
  }
}
