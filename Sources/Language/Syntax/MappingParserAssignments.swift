import Diagnostics
import Text
import YAML

/// Assignments: entries of `set:` and `map:`, and stages with `to:`.
extension MappingParser {
  mutating func set(_ node: YAMLNode) -> [Assignment] {
    guard let entries = map(node, expected: "a map of fields to constants") else { return [] }
    var result: [Assignment] = []
    for entry in entries {
      let value = constant(entry.value)
      guard let target = name(entry.key, "the name of a field") else { continue }
      var assignment = Assignment(targets: [target], source: .constant(value), span: entry.span)
      assignment.itemSpans = entry.value.itemSpans
      result.append(assignment)
    }
    return result
  }

  mutating func assignments(_ node: YAMLNode) -> [Assignment] {
    guard let entries = map(node, expected: "a map of fields to sources") else { return [] }
    var result: [Assignment] = []
    for entry in entries {
      let target = name(entry.key, "the name of a field")
      let targets = target.map { [$0] } ?? []
      var assignment: Assignment?
      if case .map(let members) = entry.value.kind {
        let fields = check(
          members, of: entry.value, allowed: Self.assignmentKeys, in: "an entry of `map`")
        assignment = self.assignment(fields, to: targets, in: "an entry of `map`")
        assignment?.when = fields["when"].flatMap { condition($0) }
        assignment?.note = fields["note"].flatMap { constantText($0, "a text") }
      } else {
        assignment = source(entry.value, constantsBelong: "constants go under `set:`")
          .map { Assignment(targets: targets, source: $0, span: entry.span) }
      }
      assignment?.span = entry.span
      if let assignment, target != nil { result.append(assignment) }
    }
    return result
  }

  /// All of an assignment but its target, condition and note.
  mutating func assignment(
    _ fields: MapFields, to targets: [Located<String>], in place: String
  ) -> Assignment? {
    var source: Assignment.Source?
    if let node = fields["from"] {
      source = self.source(node, constantsBelong: "constants go under `value:`")
      if let other = fields.key("value") {
        report(
          .conflictingKeys, "\(place) has `from` or `value`, not both", at: other,
          labels: fields.key("from").map { [.init($0, "`from` stands here")] } ?? [],
          help: "keep `from:` for a path or an expression, `value:` for a constant")
      }
    } else if let node = fields["value"] {
      source = .constant(constant(node))
    } else if fields.lacks("from"), fields.lacks("value") {
      report(
        .missingKey, "\(place) needs the key `from`", at: head(of: fields.node),
        help: "`from:` takes a path or an expression, `value:` a constant")
    }
    let cast = fields["as"].flatMap { self.cast($0) }
    let lookup = self.lookup(fields, in: place)
    let onError = fields["on_error"].flatMap { self.onError($0, takesValue: true) }
    let unlessSet = fields["unless_set"].flatMap { boolean($0) } ?? false
    guard let source else { return nil }
    var result = Assignment(targets: targets, source: source, span: fields.node.span)
    result.cast = cast
    result.lookup = lookup
    result.onError = onError
    result.unlessSet = unlessSet
    result.append = append(fields)
    if let append = result.append, unlessSet {
      report(
        .conflictingKeys, "\(place) has `append` or `unless_set`, not both", at: append,
        labels: fields.key("unless_set").map { [.init($0, "`unless_set` stands here")] } ?? [],
        help: "`append` adds to what stands, `unless_set` leaves it alone")
    }
    result.itemSpans = fields["value"]?.itemSpans ?? []
    return result
  }

  /// The key `append:` where it is true.
  mutating func append(_ fields: MapFields) -> Span? {
    guard let node = fields["append"], boolean(node) == true else { return nil }
    return fields.key("append") ?? node.span
  }

  /// An expression, or a list of which the first present one counts.
  mutating func source(
    _ node: YAMLNode, constantsBelong help: String
  ) -> Assignment.Source? {
    guard case .list(let items) = node.kind else {
      return expression(node, constantsBelong: help).map { .expression($0) }
    }
    if items.isEmpty {
      report(.emptyPath, "the list of sources is empty", at: node.span, help: help)
      return nil
    }
    var result: [Expression] = []
    for item in items {
      if let expression = expression(item, constantsBelong: help) { result.append(expression) }
    }
    return result.count == items.count ? .firstPresent(result) : nil
  }

  private mutating func cast(_ node: YAMLNode) -> Cast? {
    guard name(node, "a type") != nil else { return nil }
    return attempt(node) { embedded throws(ExpressionFault) in
      try ExpressionParser.cast(embedded)
    }
  }

  private mutating func lookup(_ fields: MapFields, in place: String) -> Lookup? {
    let otherwise = fields["else"].map { constant($0) }
    guard let node = fields["lookup"] else {
      if let key = fields.key("else"), fields.lacks("lookup") {
        report(
          .missingKey, "`else` needs the key `lookup` beside it", at: key,
          help: "between sources, `else` stands in the expression: `a else b`")
      }
      return nil
    }
    let source: Lookup.Source
    switch node.kind {
    case .map: source = .inline(tableEntries(node))
    case .scalar:
      guard let name = name(node, "the name of a table") else { return nil }
      source = .named(name)
    case .list:
      wrongShape(node, expected: "a table or the name of one")
      return nil
    }
    return Lookup(source: source, otherwise: otherwise, span: node.span)
  }

  mutating func onError(
    _ node: YAMLNode, takesValue: Bool
  ) -> Located<Assignment.OnError>? {
    if takesValue, case .map(let entries) = node.kind {
      let fields = check(entries, of: node, allowed: ["value"], in: "`on_error`")
      return required("value", fields, in: "`on_error`").map {
        Located(.value(constant($0)), node.span)
      }
    }
    let words: [(String, Assignment.OnError)] = [
      ("skip", .skip), ("tag", .tag), ("reject", .reject),
    ]
    if let word = words.first(where: { $0.0 == node.text }) { return Located(word.1, node.span) }
    let near = node.text.flatMap { Suggestion.nearest(to: $0, in: words.map(\.0)) }
    report(
      .wrongShape,
      takesValue
        ? "expected `skip`, `tag`, `reject` or `{value: …}`; found \(node.summary)"
        : "expected `skip`, `tag` or `reject`; found \(node.summary)", at: node.span,
      help: near.map { "did you mean `\($0)`?" }, fix: near.map { .init(node.span, $0) })
    return nil
  }
}
