import Diagnostics
import JSON
import Text
import YAML

/// Stages: each is a map with exactly one shape.
extension MappingParser {
  /// A shape of a stage: the keys that tell it, and all it may have.
  struct Shape {
    var heads: [String]
    var keys: [String]
    var name: String
  }

  static let shapes = [
    Shape(
      heads: ["for_each"],
      keys: ["for_each", "to", "let", "map", "set", "from", "where", "append", "when", "note"],
      name: "a `for_each` stage"),
    Shape(heads: ["match"], keys: ["match", "cases", "when", "note"], name: "a `match` stage"),
    Shape(heads: ["cases"], keys: ["cases", "when", "note"], name: "a `cases` stage"),
    Shape(heads: ["decode"], keys: ["decode", "when", "note"], name: "a `decode` stage"),
    Shape(heads: ["drop"], keys: ["drop", "when", "note"], name: "a `drop` stage"),
    Shape(heads: ["remove"], keys: ["remove", "when", "note"], name: "a `remove` stage"),
    Shape(heads: ["emit"], keys: ["emit", "when", "note"], name: "an `emit` stage"),
    Shape(heads: ["to"], keys: ["to"] + assignmentKeys, name: "an assignment"),
    Shape(heads: workKeys, keys: bodyKeys + ["when", "note"], name: "a group"),
  ]

  static let assignmentKeys = [
    "from", "value", "as", "lookup", "else", "on_error", "unless_set", "append", "when", "note",
  ]

  /// What a group does, in the order it is done.
  static let bodyKeys = ["let", "decode", "set", "map", "use", "stages"]
  /// Those of them that do something by themselves, besides a `decode`.
  static let workKeys = ["set", "map", "use", "stages"]
  static let caseKeys = ["is", "else", "when"] + bodyKeys + ["note"]
  static let emitKeys = bodyKeys + ["for_each"]

  private static let allKeys = shapes.reduce(into: []) { keys, shape in
    keys += shape.keys.filter { !keys.contains($0) }
  }

  mutating func stages(_ node: YAMLNode) -> [Stage] {
    guard case .list(let items) = node.kind else {
      var help: String?
      if case .map = node.kind { help = "put `- ` before the stage" }
      wrongShape(node, expected: "a list of stages", help: help)
      return []
    }
    var result: [Stage] = []
    for item in items {
      if let stage = stage(item) { result.append(stage) }
    }
    return result
  }

  mutating func stage(_ node: YAMLNode) -> Stage? {
    guard let entries = map(node, expected: "a stage, which is a map") else { return nil }
    let present = entries.map(\.name)
    guard
      let shape = Self.shapes.first(where: { shape in
        shape.heads.contains(where: present.contains)
          // With something to do beside it, a decode is a part of a group.
          && (shape.heads != ["decode"] || !Self.workKeys.contains(where: present.contains))
      })
    else {
      reportShapeless(node, entries)
      return nil
    }
    let fields = split(entries, of: node, by: shape)
    let when = fields["when"].flatMap { condition($0) }
    let note = fields["note"].flatMap { constantText($0, "a text") }
    guard let kind = kind(shape, fields) else { return nil }
    return Stage(kind: kind, when: when, note: note, span: node.span)
  }

  /// Reports keys of other shapes as conflicts, and the rest as unknown.
  private mutating func split(
    _ entries: [YAMLEntry], of node: YAMLNode, by shape: Shape
  ) -> MapFields {
    let head = entries.first { shape.heads.contains($0.name) }
    let present = Set(entries.map(\.name))
    // The mistyped key may be the one that makes it another shape.
    let free =
      (shape.keys + Self.allKeys.filter { !shape.keys.contains($0) })
      .filter { !present.contains($0) }
    var known: [YAMLEntry] = []
    var meant: Set<String> = []
    for entry in entries {
      if shape.keys.contains(entry.name) {
        known.append(entry)
      } else if Self.allKeys.contains(entry.name) {
        report(
          .conflictingKeys, "\(shape.name) cannot have the key `\(entry.name)`",
          at: entry.key.span,
          labels: head.map { [.init($0.key.span, "this makes it \(shape.name)")] } ?? [],
          help: "put it into a stage of its own, or under `stages:`")
      } else {
        guard let key = unknown(entry, allowed: free, all: shape.keys, in: shape.name) else {
          continue
        }
        if shape.keys.contains(key), meant.insert(key).inserted {
          known.append(YAMLEntry(key: entry.key, name: key, value: entry.value))
        }
      }
    }
    return MapFields(node: node, entries: known, meant: meant)
  }

  private mutating func reportShapeless(_ node: YAMLNode, _ entries: [YAMLEntry]) {
    let present = entries.map(\.name)
    let strangers = entries.filter { !Self.allKeys.contains($0.name) }
    let free = Self.allKeys.filter { !present.contains($0) }
    for entry in strangers {
      unknown(entry, allowed: free, all: Self.allKeys, in: "a stage")
    }
    guard strangers.isEmpty else { return }
    if present.contains("let") {
      return report(
        .missingKey, "`let` needs one of set, map, use, stages beside it", at: head(of: node),
        help: "its names are known in that stage and what is below it")
    }
    let missing = present.isEmpty ? nil : "to"
    report(
      .missingKey, missing.map { "the stage needs the key `\($0)`" } ?? "the stage is empty",
      at: head(of: node),
      help:
        "a stage has one of to, set, map, stages, match, for_each, decode, use, drop, remove, emit")
  }

  private mutating func kind(_ shape: Shape, _ fields: MapFields) -> Stage.Kind? {
    switch shape.heads[0] {
    case "for_each": return forEach(fields).map { .forEach($0) }
    case "match": return match(fields).map { .match($0) }
    case "cases": return fields["cases"].flatMap { branches($0) }.map { .branches($0) }
    case "decode":
      return fields["decode"].flatMap { decode($0, isTop: false) }.map { .decode($0) }
    case "drop": return fields["drop"].flatMap { drop($0) }
    case "remove":
      let removed = fields["remove"].map { names($0, "the name of a field") } ?? []
      return removed.isEmpty ? nil : .remove(removed)
    case "emit": return fields["emit"].flatMap { emit($0) }
    case "to":
      let targets = fields["to"].map { names($0, "the name of a field") } ?? []
      let assignment = assignment(fields, to: targets, in: "an assignment")
      return targets.isEmpty ? nil : assignment.map { .assign($0) }
    default:
      if let node = fields["use"], Self.bodyKeys.allSatisfy({ $0 == "use" || fields[$0] == nil }) {
        return .use(uses(node))
      }
      return .group(group(fields))
    }
  }

  mutating func group(_ fields: MapFields) -> Group {
    var group = Group()
    group.bindings = fields["let"].map { bindings($0) } ?? []
    group.decodes = fields["decode"].map { decodes($0) } ?? []
    group.set = fields["set"].map { set($0) } ?? []
    group.map = fields["map"].map { assignments($0) } ?? []
    if let node = fields["use"] {
      group.stages.append(Stage(kind: .use(uses(node)), span: node.span))
    }
    group.stages += fields["stages"].map { stages($0) } ?? []
    return group
  }

  /// The entries of a `let:`.
  mutating func bindings(_ node: YAMLNode) -> [Binding] {
    guard let entries = map(node, expected: "a map of names to expressions") else { return [] }
    var result: [Binding] = []
    for entry in entries {
      let name = resultName(entry.key, of: "a value")
      let sources = source(entry.value, constantsBelong: "`let:` names expressions")
      guard let name, let sources else { continue }
      result.append(Binding(name: name, sources: sources.expressions, span: entry.span))
    }
    return result
  }

  /// One decode, or a list of such, beside what a group does.
  private mutating func decodes(_ node: YAMLNode) -> [Stage] {
    let items: [YAMLNode]
    if case .list(let found) = node.kind { items = found } else { items = [node] }
    var result: [Stage] = []
    for item in items {
      guard let decode = decode(item, isTop: false) else { continue }
      result.append(Stage(kind: .decode(decode), span: decode.span))
    }
    return result
  }

  private mutating func match(_ fields: MapFields) -> Match? {
    let subject = fields["match"].flatMap {
      expression($0, constantsBelong: "`match:` takes the value to compare, such as a path")
    }
    guard let node = required("cases", fields, in: "a `match` stage"),
      let items = list(node, expected: "a list of cases")
    else { return nil }
    var cases: [Match.Case] = []
    for item in items {
      if let one = matchCase(item) { cases.append(one) }
    }
    return subject.map { Match(subject: $0, cases: cases) }
  }

  private mutating func matchCase(_ node: YAMLNode) -> Match.Case? {
    guard let entries = map(node, expected: "a case, which is a map with `is:`") else { return nil }
    let fields = check(
      entries, of: node, allowed: Self.caseKeys, in: "a case")
    var values: [Located<JSONTree>] = []
    if let node = fields["is"] {
      values = if case .list = node.kind { constants(node) ?? [] } else { [constant(node)] }
      if let other = fields.key("else") {
        report(
          .conflictingKeys, "a case has `is` or `else`, not both", at: other,
          labels: fields.key("is").map { [.init($0, "`is` stands here")] } ?? [],
          help: "give `else: true` a case of its own at the end")
      }
    } else if let node = fields["else"] {
      if boolean(node) == false { wrongShape(node, expected: "`else: true`") }
    } else if fields.lacks("is"), fields.lacks("else") {
      report(
        .missingKey, "a case needs the key `is`", at: head(of: node),
        help: "the last case may have `else: true` instead")
    }
    let when = fields["when"].flatMap { condition($0) }
    let note = fields["note"].flatMap { constantText($0, "a text") }
    let body = group(fields)
    let isElse = fields["is"] == nil && fields["else"] != nil
    guard isElse || fields["is"] != nil else { return nil }
    var result = Match.Case(values: values, isElse: isElse, body: body, span: node.span)
    result.when = when
    result.note = note
    return result
  }

  private mutating func forEach(_ fields: MapFields) -> ForEach? {
    let list = fields["for_each"].flatMap {
      expression($0, constantsBelong: "`for_each:` takes a path or an expression")
    }
    let target = required("to", fields, in: "a `for_each` stage").flatMap {
      name($0, "the name of a field")
    }
    let filter = fields["where"].flatMap { condition($0) }
    var body: ForEach.Body?
    if let node = fields["from"] {
      for key in ["map", "set"] {
        guard let other = fields.key(key) else { continue }
        report(
          .conflictingKeys, "`for_each` writes values by `from` or objects by `\(key)`, not both",
          at: other, labels: fields.key("from").map { [.init($0, "`from` stands here")] } ?? [],
          help: "keep one of the two")
      }
      body = expression(node, constantsBelong: "`from:` takes a path or an expression")
        .map { .values($0) }
    } else if fields["map"] != nil || fields["set"] != nil {
      body = .objects(group(fields))
    } else if fields.lacks("from"), fields.lacks("map"), fields.lacks("set") {
      report(
        .missingKey, "a `for_each` stage needs the key `map`", at: head(of: fields.node),
        help: "`map:` and `set:` make one object an item, `from:` one value")
    }
    guard let list, let target, let body else { return nil }
    var loop = ForEach(list: list, target: target, filter: filter, body: body)
    // Those of objects are the group's, which would evaluate them behind `where:`.
    loop.bindings = fields["let"].map { bindings($0) } ?? []
    loop.append = append(fields)
    if case .objects(var group) = loop.body {
      group.bindings = []
      loop.body = .objects(group)
    }
    return loop
  }

  private mutating func uses(_ node: YAMLNode) -> [FragmentUse] {
    let items: [YAMLNode]
    if case .list(let found) = node.kind { items = found } else { items = [node] }
    var result: [FragmentUse] = []
    for item in items {
      guard name(item, "a use of a fragment such as `account(user, side)`") != nil else { continue }
      let use = attempt(item) { embedded throws(ExpressionFault) in
        try ExpressionParser.use(embedded)
      }
      if let use { result.append(use) }
    }
    return result
  }

  private mutating func drop(_ node: YAMLNode) -> Stage.Kind? {
    guard case .scalar(let scalar) = node.kind else {
      wrongShape(node, expected: "`drop: true` or a reason")
      return nil
    }
    switch scalar.resolved {
    case .boolean(true): return .drop(reason: nil)
    case .text where !scalar.text.isEmpty, .surprise:
      return .drop(reason: Located(scalar.text, node.span))
    default:
      wrongShape(node, expected: "`drop: true` or a reason", help: "a condition goes under `when:`")
      return nil
    }
  }

  private mutating func emit(_ node: YAMLNode) -> Stage.Kind? {
    guard let entries = map(node, expected: "a map with `set`, `map`, `use` or `stages`") else {
      return nil
    }
    let fields = check(
      entries, of: node, allowed: Self.emitKeys, in: "`emit`")
    let list = fields["for_each"].flatMap {
      expression($0, constantsBelong: "`for_each:` takes a path or an expression")
    }
    let body = group(fields)
    guard Self.workKeys.contains(where: { fields[$0] != nil }) else {
      if Self.workKeys.allSatisfy(fields.lacks) {
        report(
          .missingKey, "`emit` needs one of the keys `set`, `map`, `use`, `stages`",
          at: head(of: node))
      }
      return nil
    }
    return .emit(Emit(list: list, body: body))
  }
}
