import Diagnostics
import Functions
import Parsing

/// Regular expressions that can take very long on a text that nearly fits.
extension Checker {
  func checkPattern(of decode: Decode) {
    guard decode.kind.value == "regex" else { return }
    for option in decode.options where option.name.value == "pattern" {
      if case .text(let pattern) = option.value.value { check(pattern, option.value.span) }
    }
  }

  func checkPattern(of name: String, _ arguments: [Expression]) {
    guard let function = FunctionTable.named(name) else { return }
    for (parameter, argument) in zip(function.parameters, arguments)
    where parameter.type == .pattern {
      if case .literal(.text(let pattern), let span) = argument { check(pattern, span) }
    }
  }

  func check(_ pattern: String, _ span: Span) {
    var reader = PatternAmbiguity(pattern)
    if let part = reader.find() { report(.explosive(part, of: pattern, span)) }
  }
}

extension Diagnostic {
  static func explosive(_ part: String, of pattern: String, _ span: Span) -> Diagnostic {
    let isDecided = (try? Regex(pattern))?.endsInLinearTime ?? false
    return Diagnostic(
      .explosivePattern, .warning,
      "`\(part)` can split one text in very many ways", at: span,
      label: "a repetition inside a repetition",
      help: "on a text that nearly fits, very many ways are tried before "
        + (isDecided
          ? "a slower search in linear time takes over"
          : "the search is given up, and finds nothing")
        + "; write a possessive `++` or `*+`, an atomic group `(?>…)`, or one repetition"
    )
  }
}
