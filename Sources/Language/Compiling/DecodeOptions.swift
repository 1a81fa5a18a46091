import Diagnostics
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

  private func option(_ name: String) -> Decode.Option? {
    decode.options.first { $0.name.value == name }
  }

  /// Where an option's value stands; the decode where it has none.
  func span(of name: String) -> Span { option(name)?.value.span ?? decode.span }

  /// Where a part of `pattern`, or of one of `patterns`, stands.
  func span(of place: GrokPattern.Failure.Place) -> Span {
    var found = option("pattern")
    if let name = place.pattern {
      found = option("patterns")?.members.first { $0.name.value == name }
    }
    return found?.span(of: place.range) ?? decode.span
  }

  func text(_ name: String) -> String? { option(name).flatMap { text($0) } }

  private func text(_ option: Decode.Option) -> String? {
    guard case .text(let text) = option.value.value else {
      compiler.report(
        Diagnostic(
          .wrongShape, "`\(option.name.value)` must be a text", at: option.value.span,
          help: "write it in quotes"))
      return nil
    }
    return text
  }

  func required(_ name: String) -> Located<String>? {
    guard let option = option(name) else {
      compiler.report(
        Diagnostic(
          .missingKey, "`\(decode.kind.value)` needs `\(name)`", at: decode.kind.span,
          help: "add `\(name):` beside it"))
      return nil
    }
    return text(option).map { Located($0, option.value.span) }
  }

  /// The names of a list that must be there; each once.
  func names(_ name: String) -> [String]? {
    guard let option = option(name) else {
      compiler.report(
        Diagnostic(
          .missingKey, "`\(decode.kind.value)` needs `\(name)`", at: decode.kind.span,
          help: "add `\(name): [a, b]` beside it"))
      return nil
    }
    var texts: [String] = []
    if case .list(let items) = option.value.value {
      texts = items.compactMap { if case .text(let text) = $0 { text } else { nil } }
      if !texts.isEmpty, texts.count == items.count {
        reportRepeated(texts, option)
        return texts
      }
    }
    compiler.report(
      Diagnostic(
        .wrongShape, "`\(name)` must be a list of texts", at: option.value.span,
        help: "write `[a, b]`"))
    return nil
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

  /// The texts of a map that may be left out.
  func members(_ name: String) -> [(name: String, pattern: String)]? {
    guard let option = option(name) else { return [] }
    guard option.value.value.isMap else {
      compiler.report(
        Diagnostic(
          .wrongShape, "`\(name)` must be a map of texts", at: option.value.span,
          help: "write `{NAME: 'pattern'}`"))
      return nil
    }
    var members: [(name: String, pattern: String)] = []
    for member in option.members {
      guard let text = text(member) else { return nil }
      members.append((member.name.value, text))
    }
    return members
  }

  func empty(_ name: String) -> DecodePlan.Kind? {
    compiler.report(
      Diagnostic(
        .badConstant,
        name == "quote" ? "`quote` must be one character" : "`\(name)` must not be empty",
        at: span(of: name), help: "leave it out for the default"))
    return nil
  }
}
