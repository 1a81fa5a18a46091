import Diagnostics
import Events
import Functions
import JSON
import Planning
import Text

/// The keys of a decode beside its kind; what they should not be is reported.
struct DecodeOptions {
  private let decode: Decode
  private let compiler: Compiler

  init(_ decode: Decode, _ compiler: Compiler) {
    self.decode = decode
    self.compiler = compiler
  }

  /// What the options say, by the kind's declarations; nil where the decode makes no sense without
  /// what one of them should say.
  func settings(for kind: DecodeKind) -> DecodeSettings? {
    var values: [String: DecodeSettings.Value] = [:]
    for declared in kind.options where declared.kind != .computed {
      guard let option = decode.options.first(where: { $0.name.value == declared.name }) else {
        if !declared.isRequired { continue }
        reportMissing(declared)
        return nil
      }
      if let value = value(of: option, declared.kind) {
        values[declared.name] = value
      } else if declared.isRequired || declared.kind == .grokPatterns {
        return nil
      }
    }
    return DecodeSettings(values, resources: compiler.builder.resources)
  }

  private func value(
    of option: Decode.Option, _ kind: DecodeKind.Option.Kind
  ) -> DecodeSettings.Value? {
    switch kind {
    case .text, .constantText, .regex, .grok: text(option).map { .text($0) }
    case .computed: nil
    case .names: names(option).map { .names($0) }
    case .grokPatterns: patterns(option).map { .patterns($0) }
    case .flag: flag(option).map { .flag($0) }
    }
  }

  private func text(_ option: Decode.Option) -> String? {
    if case .text(let text) = option.value.value { return text }
    reportShape(of: option, "a text", help: "write it in quotes")
    return nil
  }

  private func flag(_ option: Decode.Option) -> Bool? {
    if case .boolean(let isSet) = option.value.value { return isSet }
    reportShape(of: option, "`true` or `false`", help: "leave it out for `false`")
    return nil
  }

  /// The names of a list; each once.
  private func names(_ option: Decode.Option) -> [String]? {
    if case .list(let items) = option.value.value {
      let texts = items.compactMap { if case .text(let text) = $0 { text } else { nil } }
      if !texts.isEmpty, texts.count == items.count {
        reportRepeated(texts, option)
        return texts
      }
    }
    reportShape(of: option, "a list of texts", help: "write `[a, b]`")
    return nil
  }

  private func patterns(_ option: Decode.Option) -> [(name: String, pattern: String)]? {
    guard option.value.value.isObject else {
      reportShape(of: option, "a map of texts", help: "write `{NAME: 'pattern'}`")
      return nil
    }
    var patterns: [(name: String, pattern: String)] = []
    for member in option.members {
      guard let text = text(member) else { return nil }
      patterns.append((member.name.value, text))
    }
    return patterns
  }

  // MARK: Findings

  private func reportMissing(_ option: DecodeKind.Option) {
    let example = option.kind == .names ? " [a, b]" : ""
    compiler.report(
      Diagnostic(
        .missingKey, "`\(decode.kind.value)` needs `\(option.name)`", at: decode.kind.span,
        help: "add `\(option.name):\(example)` beside it"))
  }

  private func reportShape(of option: Decode.Option, _ shape: String, help: String) {
    compiler.report(
      Diagnostic(
        .wrongShape, "`\(option.name.value)` must be \(shape)", at: option.value.span, help: help))
  }

  private func reportRepeated(_ names: [String], _ option: Decode.Option) {
    var known: Set<String> = []
    for name in names where !known.insert(name).inserted {
      compiler.report(
        Diagnostic(
          .duplicateName, "`\(option.name.value)` names `\(name)` twice", at: option.value.span,
          help: "rename one of the two: a result has each name once"))
    }
  }

  /// Tells of a mistake that the kind found.
  func report(_ mistake: DecodeMistake) {
    let span = span(of: mistake)
    let near = mistake.unknown.flatMap { Suggestion.nearest(to: $0.name, in: $0.known) }
    compiler.report(
      Diagnostic(
        mistake.reason.code, mistake.message, at: span,
        help: near.map { "did you mean `\($0)`?" } ?? mistake.help,
        fix: near.map { .init(span, $0) }))
  }

  private func span(of mistake: DecodeMistake) -> Span {
    guard let name = mistake.option else { return decode.kind.span }
    var found = decode.options.first { $0.name.value == name }
    if let member = mistake.member { found = found?.members.first { $0.name.value == member } }
    guard let found else { return decode.span }
    return mistake.range.map { found.span(of: $0) } ?? found.value.span
  }
}
