import Diagnostics
import Events
import Functions
import JSON
import Planning
import Schema
import Text

/// Target names → fields of the schema → registers.
extension Compiler {
  /// A field that rules write.
  struct Target {
    var name: String
    var register: Register
    /// What a value is cast to if the rule does not name a cast.
    var cast: CastKind
    var isList: Bool
    var field: Field?
    /// Nil below an open field, where nothing is declared.
    var type: FieldType?
  }

  /// The name with `${parameter}` replaced; nil after reporting why it cannot be.
  func expandedName(_ name: Located<String>, _ context: Context) -> Located<String>? {
    guard name.value.hasPlaceholders else { return name }
    do {
      let text = try context.fieldName(name.value)
      placeholderNames.insert(name.span)
      return Located(text, name.span)
    } catch {
      report(error.diagnostic(at: name.span))
      return nil
    }
  }

  func isKnownTarget(_ name: String, _ targets: Targets) -> Bool {
    if targets.registers[name] != nil { return true }
    switch resolve(name) {
    case .field, .open: return true
    case .group, .underScalar, .unknown: return false
    }
  }

  /// The field of exactly that name, or nil.
  ///
  /// Makes no suggestion for an unknown name: that search costs far more than the rest.
  func field(_ name: String) -> Field? {
    guard let known = resolutions[name] else { return schema.field(name) }
    if case .field(let field) = known { return field }
    return nil
  }

  /// The fields with a list below `related` that a value of the field of that name may hold.
  func fieldsWrittenWhole(by name: String) -> [Field] {
    guard let field = field(name), field.type.family == .open else { return [] }
    let fields = schema.relatedFields(below: name)
    guard !fieldsOfAnyObject.contains(name), let written = itemFields[name] else { return fields }
    return fields.filter { field in
      written.contains { field.name == $0 || field.name.hasPrefix($0 + ".") }
    }
  }

  private func resolve(_ name: String) -> Schema.Resolution {
    if let known = resolutions[name] { return known }
    let resolution = schema.resolve(name, suggests: unknownNames < Suggestion.searchLimit)
    if case .unknown = resolution { unknownNames += 1 }
    resolutions[name] = resolution
    return resolution
  }

  /// The field a rule writes, numbered at its first mention; nil after reporting a mistake.
  func target(
    named name: String, at span: Span, in targets: Targets, isRead: Bool = false
  ) -> Target? {
    let parts = TargetPath.parts(name)
    guard parts.allSatisfy({ !$0.isEmpty }) else {
      let whole = parts.filter { !$0.isEmpty }.joined(separator: ".")
      let isMeant = !whole.isEmpty && targets.prefix.isEmpty && isKnownTarget(whole, targets)
      report(.emptyPart(name, span, meant: isMeant ? whole : nil))
      return nil
    }
    let fullName = targets.prefix.isEmpty ? name : "\(targets.prefix).\(name)"
    if !isRead { writtenFields[fullName] = writtenFields[fullName] ?? span }
    var result: Target
    switch resolve(fullName) {
    case .field(let field):
      result = Target(
        name: fullName, register: Register(0), cast: field.cast, isList: field.isArray,
        field: field, type: field.type)
    case .open:
      result = Target(
        name: fullName, register: Register(0), cast: .any, isList: false, field: nil, type: nil)
    case .unknown where !targets.prefix.isEmpty && isOpenOrListed(targets.prefix):
      // An item's members are free where the list itself is declared without members.
      result = Target(
        name: fullName, register: Register(0), cast: .any, isList: false, field: nil, type: nil)
    case .group:
      report(.group(fullName, span, schema))
      return nil
    case .underScalar(let field):
      report(.underScalar(fullName, span, field))
      return nil
    case .unknown(let suggestion):
      if let version = schema.otherVersion(with: fullName) {
        report(.otherVersion(fullName, span, version, schema.versions))
      } else {
        let isVerbatim = !isRead && !placeholderNames.contains(span)
        let fix =
          isVerbatim ? suggestion.flatMap { edit($0, for: name, at: span, in: targets) } : nil
        report(.unknownField(fullName, span, suggestion, fix: fix))
      }
      return nil
    }
    if let known = targets.registers[name] {
      result.register = known
      return result
    }
    result.register = builder.makeRegister(targets.region)
    targets.registers[name] = result.register
    let scope: TargetScope =
      targets.region == .output ? .event : targets.prefix.isEmpty ? .emitted : .item
    builder.name(result.register, .target(fullName, scope))
    targets.firstSpan[name] = span
    if let conflict = targets.template.add(parts, result.register, isList: result.isList) {
      let first = targets.firstSpan[conflict]
      report(.conflict(fullName, conflict, span, first))
      return nil
    }
    return result
  }

  /// The edit that writes another name; nil where the name cannot be written at this place.
  private func edit(
    _ name: String, for written: String, at span: Span, in targets: Targets
  ) -> Diagnostic.Fix? {
    var name = name
    if !targets.prefix.isEmpty {
      guard name.hasPrefix(targets.prefix + ".") else { return nil }
      name.removeFirst(targets.prefix.count + 1)
    }
    // The sign needs quotes, which are there only if the mistyped name has it too.
    return name.hasPrefix("@") && !written.hasPrefix("@") ? nil : Diagnostic.Fix(span, name)
  }

  private func isOpenOrListed(_ name: String) -> Bool {
    switch resolve(name) {
    case .field(let field): field.type.family == .open
    case .open: true
    case .group, .underScalar, .unknown: false
    }
  }
}

extension Diagnostic {
  fileprivate static func emptyPart(
    _ name: String, _ span: Span, meant: String?
  ) -> Diagnostic {
    Diagnostic(
      .emptyPath, "`\(name)` has an empty part", at: span,
      help: meant.map { "did you mean `\($0)`?" }
        ?? "write names separated by single dots, as in `host.os.full`")
  }

  fileprivate static func group(_ name: String, _ span: Span, _ schema: Schema) -> Diagnostic {
    Diagnostic(
      .objectWrittenAsScalar, "`\(name)` is an object; only the fields below it hold values",
      at: span,
      help: "write one of its fields, such as `\(schema.example(below: name) ?? name + ".…")`")
  }

  fileprivate static func underScalar(_ name: String, _ span: Span, _ field: Field) -> Diagnostic {
    Diagnostic(
      .fieldUnderScalar,
      "`\(name)` cannot exist: `\(field.name)` is a \(field.type.rawValue) and has no fields",
      at: span, help: "write `\(field.name)` itself")
  }

  fileprivate static func unknownField(
    _ name: String, _ span: Span, _ suggestion: String?, fix: Fix?
  ) -> Diagnostic {
    Diagnostic(
      .unknownField, "`\(name)` is not a field of the schema", at: span,
      label: "no such field",
      help: suggestion.map { "did you mean `\($0)`?" }
        ?? "declare it in a vendor layer, as in `schema: [ecs@9.4, {\(name): keyword}]`",
      fix: fix)
  }

  fileprivate static func otherVersion(
    _ name: String, _ span: Span, _ version: ECSVersion, _ used: [ECSVersion]
  ) -> Diagnostic {
    let mine = used.first?.name ?? "the schema"
    return Diagnostic(
      .fieldOfOtherVersion, "`\(name)` is not a field of \(mine)", at: span,
      label: "a field of \(version.name)",
      help: "write `schema: \(version.name)`, or declare the field in a vendor layer")
  }

  fileprivate static func conflict(
    _ name: String, _ other: String, _ span: Span, _ first: Span?
  ) -> Diagnostic {
    Diagnostic(
      .fieldUnderScalar, "`\(name)` and `\(other)` cannot both be written: one is inside the other",
      at: span, labels: first.map { [Label($0, "`\(other)` is written here")] } ?? [],
      help: "write either the whole object or its fields")
  }
}

extension Schema {
  /// Some field below a group, for messages.
  fileprivate func example(below name: String) -> String? {
    fields.first { $0.name.hasPrefix(name + ".") }?.name
  }
}
