import Diagnostics
import Events
import Functions
import JSON
import Planning
import Text

/// External stages: parsers of texts, by their names in the dialect.
extension IntakeCompiler {
  private static let kinds: [String: [String]] = [
    "json.parse-json": [], "grok.match": ["pattern", "custom_patterns"],
    "grok.case_match": ["pattern_key", "patterns", "custom_patterns"],
    "kv.parse-kv": ["item_sep", "value_sep", "groups", "reversed"],
    "dsv.parse-dsv": ["columnnames", "delimiter"], "cef.parse-cef": [], "leef.parse-leef": [],
    "xml.parse-xml": [], "xml.parse-windows-event": [], "dict.parse": [],
    "date.parse": ["format", "timezone"],
  ]
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
    // What an entry gives stands under its output field, even where it fails.
    let layerValue = Constant.map([.init(external.outputField, .null)])
    builder.add(.move(to: layer.exists, from: builder.constant(value(of: layerValue))))
    builder.origin = external.name.span
    var parameter: Register?
    let kind = kind(of: external, parameter: &parameter)
    builder.decodes.append(
      .init(
        kind: kind ?? .looseJSON, source: kind == nil ? builder.constant(.absent) : source,
        otherwise: nil, tree: tree, parameter: parameter, isExternal: true,
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
    guard let own = Self.kinds[external.name.value] else {
      let names = Self.kinds.keys.sorted()
      let near = nearest(to: external.name.value, in: names)
      warn(
        .badDecode, "there is no external stage `\(external.name.value)`; it always fails",
        at: external.name.span,
        help: near.map { "did you mean `\($0)`?" }
          ?? "the external stages are \(names.joined(separator: ", "))",
        fix: near.map { .init(external.name.span, $0) })
      return
    }
    let known = own + Self.commonProperties
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
  private func kind(of external: IntakeExternal, parameter: inout Register?) -> DecodePlan.Kind? {
    switch external.name.value {
    case "json.parse-json": return .looseJSON
    case "cef.parse-cef": return .cef
    case "leef.parse-leef": return .leef
    case "xml.parse-xml": return .xml
    case "xml.parse-windows-event": return .windowsEvent
    case "dict.parse": return .literal
    case "kv.parse-kv": return pairs(external)
    case "dsv.parse-dsv": return row(external)
    case "grok.match":
      guard let pattern = required("pattern", of: external) else { return nil }
      return grok(pattern, external).map { .grok($0) }
    case "grok.case_match": return grokByKey(external, &parameter)
    case "date.parse": return date(external, &parameter)
    default: return nil
    }
  }

  /// A property that must be a text without templates.
  private func required(_ name: String, of external: IntakeExternal) -> Located<String>? {
    guard let value = external[name] else {
      warn(
        .missingKey, "`\(external.name.value)` needs `\(name)`; without it the stage always fails",
        at: external.name.span)
      return nil
    }
    return text(value, name)
  }

  private func text(_ value: IntakeValue, _ name: String) -> Located<String>? {
    if let text = verbatim(value) { return Located(text, value.span) }
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

  private func grok(_ pattern: Located<String>, _ external: IntakeExternal) -> GrokPattern? {
    var custom: [(name: String, pattern: String)] = []
    if case .map(let members, _) = external["custom_patterns"] {
      custom = members.compactMap { member in
        verbatim(member.value).map { (member.name.value, $0) }
      }
    }
    if isSilent { return GrokPattern(unchecked: pattern.value, custom: custom) }
    do {
      return try GrokPattern(pattern.value, custom: custom)
    } catch {
      warn(
        .badPattern, error.message + "; the stage always fails", at: pattern.span,
        help: "patterns are those of grok: `%{NAME:field}`, or regular expressions")
      return nil
    }
  }

  private func grokByKey(
    _ external: IntakeExternal, _ parameter: inout Register?
  ) -> DecodePlan.Kind? {
    guard case .template(let key) = external["pattern_key"],
      case .map(let members, _) = external["patterns"]
    else {
      warn(
        .missingKey, "`grok.case_match` needs `pattern_key` and `patterns`",
        at: external.name.span)
      return nil
    }
    parameter = key.constant.map { builder.constant($0) } ?? computed(key)
    var names: [String] = []
    var patterns: [GrokPattern] = []
    for (name, value) in members {
      guard let text = text(value, name.value), let pattern = grok(text, external),
        !names.contains(name.value)
      else { continue }
      names.append(name.value)
      patterns.append(pattern)
    }
    return .grokByKey(keys: builder.keyTree(names), patterns: patterns)
  }

  private func pairs(_ external: IntakeExternal) -> DecodePlan.Kind? {
    func separator(_ name: String, _ otherwise: String) -> String? {
      guard let value = external[name] else { return otherwise }
      return text(value, name)?.value
    }
    guard let item = separator("item_sep", "\\s"), let value = separator("value_sep", "=") else {
      return nil
    }
    var groups = false
    if case .constant(.boolean(true), _) = external["groups"] { groups = true }
    do {
      return .pairs(
        try PairPattern(itemSeparator: item, valueSeparator: value, groups: groups))
    } catch {
      warn(
        .badPattern, error.message + "; the stage always fails",
        at: external["value_sep"]?.span ?? external.name.span)
      return nil
    }
  }

  private func row(_ external: IntakeExternal) -> DecodePlan.Kind? {
    guard case .list(let items, _) = external["columnnames"] else {
      warn(
        .missingKey, "`dsv.parse-dsv` needs `columnnames`, a list", at: external.name.span)
      return nil
    }
    var delimiter = ","
    if let value = external["delimiter"], let text = text(value, "delimiter") {
      delimiter = text.value
    }
    let columns = items.map { verbatim($0) ?? "" }
    do {
      return .row(try SeparatedRow(columns: columns, delimiter: delimiter))
    } catch {
      warn(
        .badConstant, error.message + "; the stage always fails",
        at: external["delimiter"]?.span ?? external.name.span)
      return nil
    }
  }

  private func date(_ external: IntakeExternal, _ parameter: inout Register?) -> DecodePlan.Kind? {
    var decode = DecodePlan.DateDecode()
    if case .template(let template) = external["format"] {
      guard let text = template.constant else {
        warn(.unsupportedTemplate, "`format` must be a constant", at: template.span)
        return nil
      }
      if text == "timestamp" {
        decode.isEpoch = true
      } else if !text.isEmpty {
        do {
          decode.format = try StrptimeFormat(text)
        } catch {
          warn(.badPattern, error.message + "; the stage always fails", at: template.span)
          return nil
        }
      }
    }
    if case .template(let template) = external["timezone"] {
      if let text = template.constant {
        guard !text.isEmpty else { return .date(decode) }
        decode.zone = DateZone(builder.memory.keep(text))
        if decode.zone == nil {
          warn(
            .badConstant, "there is no time zone `\(text)`; UTC is taken", at: template.span,
            help: "write a name such as `Europe/Paris`, `CET` or `+0200`")
        }
      } else {
        parameter = computed(template)
      }
    }
    return .date(decode)
  }
}
