import Diagnostics
import Functions
import Text

/// What is found about patterns, whatever language the rules are written in.
extension Diagnostic {
  /// A pattern in which the repetition `part` can match one text in exponentially many ways.
  package static func explosive(_ part: String, of pattern: String, _ span: Span) -> Diagnostic {
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
