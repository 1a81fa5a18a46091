import Diagnostics
import Text

/// What is found about conditions, whatever language the rules are written in.
extension Diagnostic {
  /// A condition that always or never holds; `because` is the place that settles it.
  package static func settled(
    _ span: Span, _ holds: Bool, _ because: Span?, _ reason: String?
  ) -> Diagnostic {
    Diagnostic(
      holds ? .alwaysTrue : .alwaysFalse, .warning,
      holds ? "this condition always holds" : "this condition never holds", at: span,
      label: reason,
      labels: because.map { [Label($0, holds ? "known from here" : "contradicts this")] } ?? [],
      help: holds ? "remove it" : "nothing under it is ever done; mend the condition or remove it")
  }

  /// A condition such as `a != x or a != y`, which no value fails.
  package static func coversAll(_ span: Span, _ operand: Span, _ first: Span?) -> Diagnostic {
    Diagnostic(
      .alwaysTrue, .warning, "this condition holds for every value", at: span,
      labels: first.map { [Label($0, "what fails this holds beside `or`")] } ?? [],
      help: "write `and` for “neither”, or `not in [a, b]`")
  }

  /// A part of a condition that an earlier part makes redundant.
  package static func covered(_ span: Span, _ because: Span?) -> Diagnostic {
    Diagnostic(
      .alwaysFalse, .warning, "this part adds nothing: what stands before covers it", at: span,
      labels: because.map { [Label($0, "covered here")] } ?? [], help: "remove it")
  }
}
