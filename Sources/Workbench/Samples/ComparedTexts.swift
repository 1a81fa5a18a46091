import JSON
import Language
import Planning
import Text

extension Constant {
  /// A scalar as cases compare it.
  var scalarText: String? { JSONTree(self).scalarText }
}

extension RuleReads.Read {
  /// What it reads, wherever it is written.
  var place: Place { Place(base: base, steps: steps.map(\.value)) }

  struct Place: Hashable {
    var base: Base
    var steps: [PathStep]
  }
}

extension Expression {
  /// The paths that the expression compares for equality, with the texts.
  var comparedTexts: [(path: Path, texts: [String])] {
    switch self {
    case .and(let left, let right, _), .or(let left, let right, _):
      return left.comparedTexts + right.comparedTexts
    case .not(let inner, _): return inner.comparedTexts
    case .comparison(let comparison, .path(let path), .literal(let constant, _), _)
    where comparison.value == .equal || comparison.value == .notEqual:
      return [(path, [constant.scalarText].compactMap(\.self))]
    case .comparison(let comparison, .path(let path), .list(let items, _), _)
    where comparison.value == .in || comparison.value == .notIn:
      let texts = items.compactMap { item in
        if case .literal(let constant, _) = item { constant.scalarText } else { nil }
      }
      return [(path, texts)]
    default: return []
    }
  }
}
