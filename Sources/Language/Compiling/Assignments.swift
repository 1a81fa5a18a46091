import Diagnostics
import Events
import Functions
import JSON
import Planning
import Schema
import Text

/// `from`/`value` → lookup → cast → target.
extension Compiler {
  func compileAssignment(_ assignment: Assignment, _ context: Context) {
    builder.origin = assignment.span
    let targets = assignment.targets.compactMap { expandedName($0, context) }
    let end = builder.makeLabel()
    compileGuarded(by: assignment.when, jumpTo: end, context) {
      compileValue(of: assignment, to: targets, context)
    }
    builder.place(end)
  }

  private func compileValue(
    of assignment: Assignment, to targets: [Located<String>], _ context: Context
  ) {
    switch assignment.source {
    case .constant(let constant) where assignment.lookup == nil:
      for name in targets { compileConstant(constant, to: name, assignment, context) }
    case .constant(let constant):
      write(builder.constant(value(of: constant.value)), targets, assignment, context)
    case .expression(let expression):
      write(value(of: expression, context), targets, assignment, context)
    case .firstPresent(let expressions):
      write(firstPresent(expressions, context), targets, assignment, context)
    }
  }

  private func write(
    _ source: Register, _ targets: [Located<String>], _ assignment: Assignment, _ context: Context
  ) {
    var source = source
    if let lookup = assignment.lookup {
      source = compileLookup(lookup, source, targets, assignment, context)
    }
    for name in targets {
      guard let field = target(named: name.value, at: name.span, in: context.targets) else {
        continue
      }
      write(source, to: field, assignment)
    }
  }

  /// Adds the steps that cast a value as the assignment or the field says and store it.
  private func write(_ source: Register, to field: Target, _ assignment: Assignment) {
    guard let (cast, format) = cast(for: field, assignment.cast),
      mayAppend(to: field, assignment.append)
    else { return }
    if field.type?.family == .open { fieldsOfAnyObject.insert(field.name) }
    var rule = WriteRule(target: field.name, cast: cast, format: format)
    rule.unlessSet = assignment.unlessSet
    rule.appends = assignment.append != nil
    switch assignment.onError?.value {
    case nil, .skip: break
    case .reject: rule.onError = .reject
    case .tag: rule.onError = tag("uncastable:\(field.name)", at: assignment.span)
    case .value(let constant):
      guard let value = castConstant(constant, to: field, cast, format) else { return }
      rule.onError = .value(builder.constant(value))
    }
    let constraint = field.field.flatMap(constraint)
    // `as: long` into a keyword field gives the text of the checked number, `as: json` into an object
    // only what is one.
    if cast != field.cast,
      field.cast == .keyword && cast.isScalar || field.cast == .object && cast == .json
    {
      let checked = builder.makeTemporary()
      builder.add(.move(to: checked, from: builder.constant(.absent)))
      builder.rules.append(rule)
      builder.add(.write(to: checked, from: source, rule: UInt32(builder.rules.count - 1)))
      builder.rules[builder.rules.count - 1].appends = false
      probe(source, of: assignment, to: field)
      rule.cast = field.cast
      rule.format = nil
      rule.constraint = constraint
      builder.rules.append(rule)
      builder.add(
        .write(to: field.register, from: checked, rule: UInt32(builder.rules.count - 1)))
      return
    }
    rule.constraint = constraint
    builder.rules.append(rule)
    builder.add(.write(to: field.register, from: source, rule: UInt32(builder.rules.count - 1)))
    probe(source, of: assignment, to: field)
  }

  /// Constants need no samples.
  private func probe(_ source: Register, of assignment: Assignment, to field: Target) {
    if case .constant = assignment.source { return }
    builder.probe(.value(field: field.name), assignment.span, source)
  }

  /// Notes a failure in `tags` of the event.
  func tag(_ text: String, at span: Span) -> WriteRule.OnError {
    if builder.tags == nil, let tags = target(named: "tags", at: span, in: mainTargets) {
      builder.tags = tags.register
    }
    return .tag(builder.constant(text))
  }

  // MARK: Constants

  private func compileConstant(
    _ constant: Located<JSONTree>, to name: Located<String>, _ assignment: Assignment,
    _ context: Context
  ) {
    guard let field = target(named: name.value, at: name.span, in: context.targets),
      mayAppend(to: field, assignment.append),
      let (cast, format) = cast(for: field, assignment.cast),
      let value = castConstant(constant, to: field, cast, format, items: assignment.itemSpans)
    else { return }
    if field.type?.family == .open { fieldsOfAnyObject.insert(field.name) }
    let register = builder.constant(value)
    if assignment.append != nil { return append(register, to: field) }
    builder.add(
      assignment.unlessSet
        ? .setIfUnset(to: field.register, from: register)
        : .set(to: field.register, from: register))
  }

  /// Adds a step that adds a value, which is cast already, to what stands in a field.
  func append(_ value: Register, to field: Target) {
    builder.rules.append(WriteRule(target: field.name, cast: .any, appends: true))
    builder.add(.write(to: field.register, from: value, rule: UInt32(builder.rules.count - 1)))
  }

  /// Whether a field is a list, to which something can be added; a finding where it is none.
  func mayAppend(to field: Target, _ append: Span?) -> Bool {
    guard let append, !field.isList, field.type != nil, field.type != .nested else { return true }
    report(
      Diagnostic(
        .appendToScalar, "`\(field.name)` holds one value, so nothing can be added to it",
        at: append,
        help: "leave `append` out; the last writer wins, and `unless_set` keeps the first"))
    return false
  }

  /// A constant cast and checked against the field, or nil when that is a mistake.
  func castConstant(
    _ constant: Located<JSONTree>, to field: Target, _ cast: CastKind, _ format: TimestampFormat?,
    items spans: [Span] = []
  ) -> Value? {
    var items = [constant.value]
    if case .list(let list) = constant.value { items = list }
    if let schemaField = field.field, !schemaField.allowedValues.isEmpty {
      var isAllowed = true
      for (number, item) in items.enumerated() {
        guard let text = key(of: item), !schemaField.allowedValues.contains(text) else { continue }
        let span = items.count == spans.count ? spans[number] : constant.span
        report(
          .valueNotAllowed(
            span, text, schemaField, isWhole: span != constant.span || items.count == 1, schema))
        isAllowed = false
      }
      guard isAllowed else { return nil }
    }
    if format?.isYearless == true {
      report(
        Diagnostic(
          .badConstant, "a date without a year depends on when it is read", at: constant.span,
          help: "write the date in full"))
      return nil
    }
    let original = value(of: constant.value)
    builder.scratch.reset()
    defer { builder.scratch.reset() }
    if original.kind == .array && cast.lists == .castItems {
      let (list, dropped) = cast.castItems(of: original, as: format, in: builder.scratch)
      if dropped == 0 { return builder.memory.keep(list) }
    } else if let result = cast.cast(original, as: format, in: builder.scratch) {
      return builder.memory.keep(result)
    } else if original.kind == .null {
      return original
    }
    report(.badConstant(constant, field, cast))
    return nil
  }

  // MARK: Lookup

  private func compileLookup(
    _ lookup: Lookup, _ source: Register, _ targets: [Located<String>], _ assignment: Assignment,
    _ context: Context
  ) -> Register {
    let result = builder.makeTemporary()
    var entries: [TableEntry]
    switch lookup.source {
    case .inline(let inline): entries = inline
    case .named(let name):
      guard let table = tables[name.value] else {
        report(.unknownTable(name, candidates(Array(tables.keys))))
        return result
      }
      usedTables.insert(name.value)
      entries = table.entries
    }
    if let field = targets.first.flatMap({
      target(named: $0.value, at: $0.span, in: context.targets)
    }), let (cast, format) = cast(for: field, assignment.cast) {
      for constant in entries.map(\.value) + [lookup.otherwise].compactMap(\.self) {
        _ = castConstant(constant, to: field, cast, format)
      }
    }
    var seen: [String: Span] = [:]
    var keys: [(key: String, slot: Int)] = []
    var furtherKeys: [(key: String, slot: Int)] = []
    var values: [Register] = []
    var choices: [Alternative] = []
    for entry in entries {
      guard let key = key(of: entry.key.value) else {
        report(.notAScalar(entry.key.span, "the key of a lookup"))
        continue
      }
      if let first = seen[key] {
        report(.duplicateKey(entry.key.span, key, first: first))
        continue
      }
      seen[key] = entry.key.span
      keys.append((key, values.count))
      furtherKeys += self.furtherKeys(of: entry.key.value).map { ($0, values.count) }
      values.append(builder.constant(value(of: entry.value.value)))
      choices.append(Alternative(kind: .entry, span: entry.key.span))
    }
    builder.tables.append(
      LookupTable(
        keys: builder.keyTree(keys + furtherKeys), values: values,
        otherwise: lookup.otherwise.map { builder.constant(value(of: $0.value)) }, mapsItems: true))
    builder.add(
      .lookup(to: result, from: source, table: UInt32(builder.tables.count - 1)))
    if let otherwise = lookup.otherwise {
      choices.append(Alternative(kind: .otherwise, span: otherwise.span))
    }
    builder.note(choices)
    return result
  }
}

extension Diagnostic {
  fileprivate static func badConstant(
    _ constant: Located<JSONTree>, _ field: Compiler.Target, _ cast: CastKind
  ) -> Diagnostic {
    let meant = meantValue(constant.value, cast)
    return Diagnostic(
      .badConstant,
      "`\(field.name)` is \(cast.name), and this constant cannot be cast to it",
      at: constant.span, label: constant.value.kindName,
      help: meant.map { "did you mean `\($0)`?" }
        ?? "write a value of that type, or choose another with `as:`",
      fix: meant.map { Fix(constant.span, $0) })
  }

  /// What other YAML readers make of a plain text.
  private static func meantValue(_ constant: JSONTree, _ cast: CastKind) -> String? {
    guard case .text(let text) = constant else { return nil }
    switch cast.result {
    case .boolean:
      return switch text.lowercased() {
      case "yes", "on", "y", "t": "true"
      case "no", "off", "n", "f": "false"
      default: nil
      }
    case .integer, .float:
      let digits = text.filter { $0 != "_" && $0 != "," }
      return digits != text && digits.utf8.first != UInt8(ascii: "0") && Int(digits) != nil
        ? digits : nil
    default: return nil
    }
  }

  fileprivate static func unknownTable(_ name: Located<String>, _ known: [String]) -> Diagnostic {
    let nearest = Suggestion.nearest(to: name.value, in: known)
    return Diagnostic(
      .unknownTable, "there is no table `\(name.value)`", at: name.span,
      help: nearest.map { "did you mean `\($0)`?" } ?? known.listed("the tables are")
        ?? "declare it under `tables:`",
      fix: nearest.map { Fix(name.span, $0) })
  }

  fileprivate static func duplicateKey(_ span: Span, _ key: String, first: Span) -> Diagnostic {
    Diagnostic(
      .duplicateKey, "`\(key)` stands twice in this lookup", at: span,
      labels: [Label(first, "first written here")],
      help: "values are compared as texts, so `1` and \"1\" are the same key")
  }
}
