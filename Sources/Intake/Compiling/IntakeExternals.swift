import Diagnostics
import Events
import Functions
import JSON
import Planning
import Text

/// External stages: parsers of texts, by their names in the dialect.
extension IntakeCompiler {
  private static let commonProperties = ["input_field", "output_field", "raise_errors"]

  func compile(_ external: IntakeExternal, of entry: IntakeEntry) {
    guard case .external(let layer) = layers[entry.name.value],
      let tree = layer.outputs[external.outputField]
    else { return }
    checkProperties(of: external)
    let source = input(of: external)
    // An entry without input does not run.
    let end = builder.makeLabel()
    builder.add(.jumpUnlessTest(source, .given, 0), to: end)
    defer { builder.place(end) }
    // The result of an entry is below its output field, even if it fails.
    let layerValue = JSONTree.object([.init(external.outputField, .null)])
    builder.add(.move(to: layer.exists, from: builder.constant(value(of: layerValue))))
    builder.origin = external.name.span
    var parameter: Register?
    var kind = DecodeKindTable.intake(named: external.name.value)
    let decoder = kind.flatMap { self.decoder(of: external, $0, &parameter) }
    if decoder == nil { kind = nil }
    builder.decodes.append(
      .init(
        kind: kind, decoder: decoder ?? .failing,
        source: decoder == nil ? builder.constant(.absent) : source, otherwise: nil, tree: tree,
        parameter: parameter, isExternal: true,
        label: DecodePlan.Label(
          name: external.name.value, failure: kind?.failure ?? "", span: external.name.span)))
    builder.add(.decode(UInt32(builder.decodes.count - 1)))
    let first = outputs["\(entry.name.value).\(external.outputField)"]
    builder.probe(.result, first ?? external.name.span, tree.registers[0])
  }

  /// The value that is parsed: absent where the input cannot be computed.
  private func input(of external: IntakeExternal) -> Register {
    let property = external["input_field"]
    guard case .template(let template) = property, template.constant == nil else {
      let parts = TargetPath.parts(property?.text ?? "original.message")
      let span = property?.span ?? external.name.span
      return register(of: Path(names: parts.map { Located($0, span) }), fail: nil)
    }
    return computed(template)
  }

  /// A template's value, absent where evaluating it fails.
  private func computed(_ template: Template) -> Register {
    let result = builder.makeTemporary()
    let fail = builder.makeLabel()
    builder.add(.move(to: result, from: builder.constant(.absent)))
    builder.add(.move(to: result, from: value(of: template, fail: fail)))
    builder.place(fail)
    return result
  }

  private func checkProperties(of external: IntakeExternal) {
    guard let kind = DecodeKindTable.intake(named: external.name.value) else {
      let names = DecodeKindTable.intake.map(\.name).sorted()
      let near = nearest(to: external.name.value, in: names)
      warn(
        .badDecode, "there is no external stage `\(external.name.value)`; it always fails",
        at: external.name.span,
        help: near.map { "did you mean `\($0)`?" }
          ?? "the external stages are \(names.joined(separator: ", "))",
        fix: near.map { .init(external.name.span, $0) })
      return
    }
    let known = kind.options.map(\.name) + Self.commonProperties
    for (name, _) in external.properties where !known.contains(name.value) {
      let near = nearest(to: name.value, in: known)
      warn(
        .unknownKey, "`\(external.name.value)` has no property `\(name.value)`: it has no effect",
        at: name.span,
        help: near.map { "did you mean `\($0)`?" }
          ?? "its properties are \(known.joined(separator: ", "))",
        fix: near.map { .init(name.span, $0) })
    }
  }

  // MARK: Kinds

  /// How the text is parsed; nil, with a warning, where the stage can only fail.
  ///
  /// What is computed per event for the kind is in `parameter`.
  private func decoder(
    of external: IntakeExternal, _ kind: DecodeKind, _ parameter: inout Register?
  ) -> TextDecoder? {
    var values: [String: DecodeSettings.Value] = [:]
    for option in kind.options {
      switch setting(option, of: external) {
      case .leftOut:
        if !option.isRequired { continue }
        warn(.missingKey, Self.missing(kind), at: external.name.span)
        return nil
      case .wrong: if option.isRequired || option.kind == .constantText { return nil }
      case .given(let value): values[option.name] = value
      case .computed(let template): parameter = computed(template)
      }
    }
    var settings = DecodeSettings(values, isChecked: !isSilent, resources: builder.resources)
    let decoder = kind.prepare(&settings)
    for mistake in settings.mistakes {
      warn(
        mistake.reason.code, mistake.message, at: span(of: mistake, external), help: mistake.help)
    }
    return decoder
  }

  private static func missing(_ kind: DecodeKind) -> String {
    let needed = kind.options.filter(\.isRequired)
    let names = needed.map { "`\($0.name)`" }.joined(separator: " and ")
    let message = "`\(kind.name)` needs \(names)"
    if needed.count > 1 { return message }
    return needed.first?.kind == .names
      ? message + ", a list" : message + "; without it the stage always fails"
  }

  private func span(of mistake: DecodeMistake, _ external: IntakeExternal) -> Span {
    guard let value = mistake.option.flatMap({ external[$0] }) else { return external.name.span }
    if let name = mistake.member, case .map(let members, _) = value,
      let member = members.first(where: { $0.name.value == name })
    {
      return member.value.span
    }
    return value.span
  }

  // MARK: Options

  private enum Setting {
    case leftOut
    /// Reported.
    case wrong
    case given(DecodeSettings.Value)
    case computed(Template)
  }

  private func setting(_ option: DecodeKind.Option, of external: IntakeExternal) -> Setting {
    guard let value = external[option.name] else { return .leftOut }
    switch (option.kind, value) {
    case (.text, _), (.regex, _), (.grok, _):
      return text(value, option.name).map { .given(.text($0)) } ?? .wrong
    case (.constantText, .template(let template)):
      if let text = template.constant { return .given(.text(text)) }
      warn(.unsupportedTemplate, "`\(option.name)` must be a constant", at: template.span)
      return .wrong
    case (.computed, .template(let template)):
      return template.constant.map { .given(.text($0)) } ?? .computed(template)
    case (.names, .list(let items, _)): return .given(.names(items.map { verbatim($0) ?? "" }))
    case (.grokPatterns, .map(let members, _)):
      return .given(.patterns(patterns(members, areReported: option.isRequired)))
    case (.flag, .constant(.boolean(let isSet), _)): return .given(.flag(isSet))
    case (.constantText, _), (.computed, _), (.names, _), (.grokPatterns, _), (.flag, _):
      return .leftOut
    }
  }

  /// A text without templates.
  private func text(_ value: IntakeValue, _ name: String) -> String? {
    if let text = verbatim(value) { return text }
    warn(.wrongShape, "`\(name)` must be a text", at: value.span)
    return nil
  }

  /// A text, or a number as it is spelled.
  private func verbatim(_ value: IntakeValue) -> String? {
    switch value {
    case .template(let template): template.constant
    case .constant(.integer(let lexeme), _), .constant(.float(let lexeme), _): lexeme
    default: nil
    }
  }

  /// The texts of a map; what is none is passed over.
  private func patterns(
    _ members: [(name: Located<String>, value: IntakeValue)], areReported: Bool
  ) -> [(name: String, pattern: String)] {
    members.compactMap { member in
      let text =
        areReported ? self.text(member.value, member.name.value) : verbatim(member.value)
      return text.map { (member.name.value, $0) }
    }
  }
}
