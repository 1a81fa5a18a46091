import Diagnostics
import JSON
import Text

/// Comparisons whose sides can never be equal.
extension IntakeChecker {
  func checkComparison(_ expression: TemplateExpression) {
    guard case .comparison(let left, let rest) = expression, rest.count == 1 else { return }
    let (operation, right) = rest[0]
    switch operation {
    case .equal, .notEqual:
      for (side, other) in [(left, right), (right, left)] {
        guard case .constant(let constant, let span) = other,
          let reason = whyNever(constant, from: side)
        else { continue }
        report(.neverEqual(expression.span, operation, span, reason))
      }
    case .isIn, .isNotIn:
      guard case .list(let items, _) = right else { return }
      for case .constant(let constant, let span) in items {
        guard let reason = whyNever(constant, from: left) else { continue }
        report(.neverMember(span, reason))
      }
    default: return
    }
  }

  /// Why an expression never gives a constant; nil where it may.
  private func whyNever(_ constant: JSONTree, from expression: TemplateExpression) -> String? {
    guard let name = expression.lastCall, case .text(let text) = constant else { return nil }
    switch name {
    case "lower" where text.contains(where: \.isUppercase):
      return "the value has no capital letters"
    case "upper" where text.contains(where: \.isLowercase):
      return "the value has only capital letters"
    case "length", "count", "int", "float": return "the value is a number"
    case "is_ipaddress", "is_ipv4", "is_ipv6", "is_url", "re_match", "re_search", "startswith",
      "endswith", "isdigit":
      return "the value is true or false"
    default: return nil
    }
  }
}

extension TemplateExpression {
  /// The filter or method that gives the value.
  fileprivate var lastCall: String? {
    switch self {
    case .filter(_, let name, _), .call(.attribute(_, let name), _, _): name.value
    default: nil
    }
  }
}

extension Diagnostic {
  fileprivate static func neverEqual(
    _ span: Span, _ operation: TemplateExpression.Comparison, _ side: Span, _ reason: String
  ) -> Diagnostic {
    Diagnostic(
      .comparisonNeverHolds, .warning,
      operation == .notEqual
        ? "this comparison holds for every value, so it tests nothing"
        : "this comparison never holds", at: span, labels: [Label(side, reason)],
      help: "compare values of one type and case")
  }

  fileprivate static func neverMember(_ span: Span, _ reason: String) -> Diagnostic {
    Diagnostic(
      .keyNeverMet, .warning, "this member of the list is never met", at: span, label: reason,
      help: "write it as the value is spelled, or remove it")
  }
}
