import Diagnostics
import Functions
import Planning
import Text

/// The kinds of `decode:` and their options; the parser has refused options a kind does not have.
extension Compiler {
  /// How the text is read; nil, with a finding, where it cannot be.
  func decodeKind(_ decode: Decode) -> DecodePlan.Kind? {
    let options = DecodeOptions(decode, self)
    switch decode.kind.value {
    case "json": return .json
    case "base64": return .base64
    case "xml": return .xml
    case "windows_event": return .windowsEvent
    case "cef": return .cef
    case "leef": return .leef
    case "url": return call("url_parts", decode)
    case "user_agent": return call("user_agent", decode)
    case "kv": return keyValue(options)
    case "csv": return separated(options)
    case "dsv": return row(options)
    case "dissect": return dissect(options)
    case "regex": return regex(options)
    case "grok": return grok(options)
    default:
      report(.unknownKind(decode.kind))
      return nil
    }
  }

  private func call(_ name: String, _ decode: Decode) -> DecodePlan.Kind? {
    guard let function = FunctionTable.named(name) else { return nil }
    var argument: (any PreparedArgument)?
    switch function.prepare?([nil]) {
    case nil: break
    case .ready(let ready): argument = ready
    case .invalid(_, let message, let help):
      report(Diagnostic(.badDecode, message, at: decode.kind.span, help: help))
      return nil
    }
    return FunctionCall(function, argumentCount: 1, prepared: argument).map { .call($0) }
  }

  private func keyValue(_ options: DecodeOptions) -> DecodePlan.Kind? {
    var format = KeyValueFormat()
    if let text = options.text("pair_separator") { format.pairSeparator = Array(text.utf8) }
    if let text = options.text("value_separator") {
      guard !text.isEmpty else { return options.empty("value_separator") }
      format.valueSeparator = Array(text.utf8)
    }
    if let text = options.text("trim") { format.trimmed = Array(text.utf8) }
    return .keyValue(format)
  }

  private func separated(_ options: DecodeOptions) -> DecodePlan.Kind? {
    guard let columns = options.names("columns") else { return nil }
    var format = SeparatedFormat(columns: columns.map { Array($0.utf8) })
    if let text = options.text("delimiter") {
      guard !text.isEmpty else { return options.empty("delimiter") }
      format.delimiter = Array(text.utf8)
    }
    if let text = options.text("quote") {
      guard text.utf8.count == 1, let quote = text.utf8.first else {
        return options.empty("quote")
      }
      format.quote = quote
    }
    return .separated(format)
  }

  private func row(_ options: DecodeOptions) -> DecodePlan.Kind? {
    guard let columns = options.names("columns") else { return nil }
    do {
      return .separated(
        SeparatedFormat(
          columns: columns.map { Array($0.utf8) },
          delimiter: try SeparatedRow.delimiter(options.text("delimiter") ?? ",")))
    } catch {
      report(
        Diagnostic(
          .badConstant, error.message, at: options.span(of: "delimiter"),
          help: "leave it out for `,`"))
      return nil
    }
  }

  private func dissect(_ options: DecodeOptions) -> DecodePlan.Kind? {
    guard let pattern = options.required("pattern") else { return nil }
    do {
      return .dissect(try DissectPattern(pattern.value))
    } catch {
      report(Diagnostic(.badPattern, error.message, at: pattern.span, help: error.help))
      return nil
    }
  }

  private func regex(_ options: DecodeOptions) -> DecodePlan.Kind? {
    guard let pattern = options.required("pattern") else { return nil }
    do {
      let regex = try Regex(pattern.value)
      guard !regex.groupNames.isEmpty else {
        report(
          Diagnostic(
            .badPattern, "the pattern names no group, so it decodes nothing", at: pattern.span,
            help: "name what to keep: `(?<user>\\w+)`"))
        return nil
      }
      return .regex(regex)
    } catch {
      report(
        Diagnostic(
          .badPattern, error.message, at: pattern.span,
          help: "the pattern stops making sense at character \(error.offset + 1)"))
      return nil
    }
  }

  private func grok(_ options: DecodeOptions) -> DecodePlan.Kind? {
    guard let pattern = options.required("pattern"), let custom = options.members("patterns")
    else { return nil }
    do {
      let grok = try GrokPattern(pattern.value, custom: custom)
      guard !grok.names.isEmpty else {
        report(
          Diagnostic(
            .badPattern, "the pattern names nothing, so it decodes nothing", at: pattern.span,
            help: "name what to keep: `%{WORD:user}`"))
        return nil
      }
      return .grok(grok)
    } catch {
      let place = error.place.map { options.span(of: $0) } ?? pattern.span
      guard let name = error.unknownName else {
        report(
          Diagnostic(
            .badPattern, error.message, at: place,
            help: "a pattern is a regular expression with `%{NAME:field}` in it"))
        return nil
      }
      let near = Suggestion.nearest(to: name, in: custom.map(\.name) + GrokPattern.libraryNames)
      report(
        Diagnostic(
          .badPattern, error.message, at: place,
          help: near.map { "did you mean `\($0)`?" }
            ?? "give it a meaning: `patterns: {\(name): '…'}`",
          fix: near.map { .init(place, $0) }))
      return nil
    }
  }
}

extension Diagnostic {
  fileprivate static func unknownKind(_ kind: Located<String>) -> Diagnostic {
    let kinds = RuleKeys.decodes.map(\.name)
    let nearest = Suggestion.nearest(to: kind.value, in: kinds)
    return Diagnostic(
      .badDecode, "there is no way to decode `\(kind.value)`", at: kind.span,
      help: nearest.map { "did you mean `\($0)`?" }
        ?? "the kinds are \(kinds.joined(separator: ", "))",
      fix: nearest.map { Fix(kind.span, $0) })
  }
}
