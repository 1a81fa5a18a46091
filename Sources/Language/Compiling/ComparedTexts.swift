import JSON
import Planning
import Text

// What rules compare with constants, as checks against samples see it.

extension Expression {
  /// The comparisons of paths with constants for equality that decide whether a condition holds.
  func textComparisons(isWanted: Bool = true) -> [RuleReads.Comparison] {
    switch self {
    case .and(let left, let right, _), .or(let left, let right, _):
      return left.textComparisons(isWanted: isWanted) + right.textComparisons(isWanted: isWanted)
    case .not(let inner, _): return inner.textComparisons(isWanted: false)
    case .comparison(let comparison, .path(let path), .literal(let constant, let span), _)
    where comparison.value == .equal || comparison.value == .notEqual:
      return [
        RuleReads.Comparison(
          path: path.span, texts: [Located(constant, span)].texts,
          isWanted: isWanted && comparison.value == .equal)
      ]
    case .comparison(let comparison, .path(let path), .list(let items, _), _)
    where comparison.value == .in || comparison.value == .notIn:
      let constants = items.compactMap { item -> Located<JSONTree>? in
        if case .literal(let constant, let span) = item { Located(constant, span) } else { nil }
      }
      return [RuleReads.Comparison(path: path.span, texts: constants.texts, isWanted: false)]
    default: return []
    }
  }
}

extension Match {
  /// The match as a choice that a value makes.
  func branching(under guards: [Span], mayRepeat: Bool) -> RuleReads.Branching {
    RuleReads.Branching(
      subject: subject.span, isPath: subject.isPath,
      cases: cases.map { one in
        RuleReads.Branching.Case(
          place: one.valueSpan, texts: one.values.texts, condition: one.when?.span,
          isElse: one.isElse)
      }, guards: guards, mayRepeat: mayRepeat)
  }
}

extension Expression {
  fileprivate var isPath: Bool { if case .path = self { true } else { false } }
}

extension [Located<JSONTree>] {
  /// The scalars among them.
  fileprivate var texts: [Located<String>] {
    compactMap { constant in constant.value.scalarText.map { Located($0, constant.span) } }
  }
}
