import Diagnostics
import JSON
import Text

extension Schema {
  /// The schema that the layers of a mapping describe, lowest first.
  ///
  /// Without a named version the newest ECS lies below all layers.
  ///
  /// A layer that cannot be read is reported and passed over; the rest is still good for checking
  /// the mapping.
  public static func build(
    layers: [SchemaLayer], diagnostics: inout [Diagnostic]
  ) -> Schema {
    var schema = Schema()
    schema.layers = layers
    let namesVersion = layers.contains { if case .named = $0 { true } else { false } }
    if !namesVersion { schema.add(.newest) }
    for layer in layers {
      switch layer {
      case .named(let name):
        if let version = ECSVersion(parsing: name.value) {
          schema.add(version)
        } else {
          diagnostics.append(unknownSchema(name))
          schema.add(.newest)
        }
      case .file(_, let declarations), .inline(let declarations):
        for declaration in declarations { schema.add(declaration, &diagnostics) }
      }
    }
    schema.report(&diagnostics, declarationsOf: layers)
    return schema
  }

  private mutating func add(_ version: ECSVersion) {
    versions.removeAll { $0 == version }
    versions.insert(version, at: 0)
    for name in vendorFields.keys
    where version.facts.field(name, version: version) != nil {
      vendorFields[name] = nil
    }
  }

  private mutating func add(_ declaration: FieldDeclaration, _ diagnostics: inout [Diagnostic]) {
    let name = declaration.name.value
    let segments = name.utf8.split(
      separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard Schema.isPlausible(name), segments.allSatisfy({ !$0.isEmpty }) else {
      diagnostics.append(
        Diagnostic(
          .badFieldDeclaration, .error, "`\(name)` is not a dotted field name",
          at: declaration.name.span))
      return
    }
    let below = field(name)
    var field = below ?? Field(name: name, type: .keyword)
    field.source = .vendor
    field.description = declaration.description ?? field.description
    field.isArray = declaration.isArray ?? field.isArray
    if let type = type(of: declaration, below: below, &diagnostics) {
      if type.family != field.type.family { field.pattern = nil }
      field.type = type
    }
    if let related = declaration.related { field.related = list(related, &diagnostics) }
    if let values = declaration.allowedValues {
      field.allowedValues = Schema.texts(of: values, &diagnostics)
      field.expectedValues = []
    }
    vendorFields[name] = field
    for end in name.utf8.indices where name.utf8[end] == UInt8(ascii: ".") {
      vendorGroups.insert(String(name[..<end]))
    }
  }

  /// The declared type; nil where none is declared or the text names none.
  private func type(
    of declaration: FieldDeclaration, below: Field?, _ diagnostics: inout [Diagnostic]
  ) -> FieldType? {
    let text = declaration.type.value
    if let type = FieldType(parsing: text) { return type }
    if text.isEmpty {
      if below == nil {
        diagnostics.append(
          Diagnostic(
            .badFieldDeclaration, .error, "`\(declaration.name.value)` needs a type",
            at: declaration.name.span,
            help: "only a field that a layer below declares may leave `type` out"))
      }
      return nil
    }
    let names = FieldType.allCases.map(\.rawValue)
    let nearest = Suggestion.nearest(to: text, in: names)
    diagnostics.append(
      Diagnostic(
        .badFieldDeclaration, .error, "unknown field type `\(text)`", at: declaration.type.span,
        help: nearest.map { "did you mean `\($0)`?" }
          ?? "the types are " + names.map { "`\($0)`" }.joined(separator: ", "),
        fix: nearest.map { Diagnostic.Fix(declaration.type.span, $0) }))
    return nil
  }

  /// The list that `related:` names; nil for `false` and, with a finding, for what names none.
  private func list(
    _ related: Located<JSONTree>, _ diagnostics: inout [Diagnostic]
  ) -> RelatedList? {
    if case .boolean(false) = related.value { return nil }
    if case .text(let text) = related.value, let list = RelatedList(rawValue: text) { return list }
    let lists = RelatedList.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
    diagnostics.append(
      Diagnostic(
        .badFieldDeclaration, .error, "`related` must name a list", at: related.span,
        help: "the lists are \(lists); `false` keeps the field out of them"))
    return nil
  }

  private static func texts(
    of values: [Located<JSONTree>], _ diagnostics: inout [Diagnostic]
  ) -> [String] {
    values.compactMap { value in
      switch value.value {
      case .text(let text), .integer(let text), .float(let text): return text
      case .boolean(let flag): return flag ? "true" : "false"
      case .null, .list, .object:
        diagnostics.append(
          Diagnostic(
            .badFieldDeclaration, .error, "an allowed value must be a text, a number or a boolean",
            at: value.span))
        return nil
      }
    }
  }

  private static func unknownSchema(_ name: Located<String>) -> Diagnostic {
    let known = ECSVersion.allCases.map(\.name)
    let list = "known are " + known.map { "`\($0)`" }.joined(separator: ", ")
    let nearest = Suggestion.nearest(to: name.value, in: known)
    return Diagnostic(
      .unknownSchema, .error, "unknown schema `\(name.value)`", at: name.span,
      help: nearest.map { "did you mean `\($0)`? \(list)" }
        ?? "\(list); a file is named by its path, such as `./vendor.fields.yml`",
      fix: nearest.map { Diagnostic.Fix(name.span, $0) })
  }

  /// Warns of declarations below a field that holds plain values: no event can carry both.
  private func report(
    _ diagnostics: inout [Diagnostic], declarationsOf layers: [SchemaLayer]
  ) {
    for layer in layers {
      switch layer {
      case .named: continue
      case .file(_, let declarations), .inline(let declarations):
        for name in declarations.map(\.name) where vendorFields[name.value] != nil {
          guard let parent = parent(of: name.value), parent.type.family != .open else { continue }
          diagnostics.append(
            Diagnostic(
              .fieldUnderScalar, .warning,
              "`\(name.value)` is declared below `\(parent.name)`, "
                + "which holds a \(parent.type.rawValue)", at: name.span,
              help: "declare `\(parent.name): object` to give it members"))
        }
      }
    }
  }
}
