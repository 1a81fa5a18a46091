import Diagnostics
import Functions
import JSON
import Planning
import Schema
import Text

/// Arithmetic that never has a result, or another one than was meant.
extension Checker {
  /// An operand that is never a number.
  func checkOperands(_ sign: Located<Expression.Arithmetic>, _ operands: [Expression]) {
    for operand in operands {
      if let reason = whyNoNumber(operand) {
        report(.neverANumber(sign, operand.span, reason, isList: type(of: operand) == .list))
      }
    }
  }

  private func whyNoNumber(_ operand: Expression) -> String? {
    if case .literal(.text(let text), _) = operand {
      return Double(text) == nil ? "this text spells no number" : nil
    }
    guard let type = type(of: operand), !type.isNumber, type != .text else { return nil }
    return "this gives \(type.name)"
  }

  /// A quotient, which may be a float, for a field of integers.
  func checkQuotient(_ expression: Expression, of field: Field, as kind: CastKind, _ target: Span) {
    guard kind.result == .integer else { return }
    for alternative in expression.alternatives {
      guard case .arithmetic(let sign, _, _, let span) = alternative, sign.value == .divide else {
        continue
      }
      report(.quotientIntoInteger(field, span, target))
    }
  }

  /// `a-b`, which is one name, where others read `a` and `b` and nothing else reads `a-b`.
  func checkDashes() {
    // Most files have no such name, and need no further walk.
    guard !dashedPaths.isEmpty else { return }
    var reads: [String: Int] = [:]
    for file in files {
      StageWalk(onExpression: { expression in
        guard let path = expression.plainPath, path.root == .event,
          let name = path.steps.first?.value.member
        else { return }
        reads[name, default: 0] += 1
      }).walk(file)
    }
    for path in dashedPaths where reads[path.text] == 1 {
      for dash in path.text.indices where path.text[dash] == "-" {
        let (left, right) = (path.text[..<dash], path.text[path.text.index(after: dash)...])
        guard reads[String(left)] != nil, reads[String(right)] != nil else { continue }
        report(.dashInName(path, "\(left) - \(right)"))
        break
      }
    }
  }
}

extension Path {
  /// Whether it is one bare name with a `-` in it.
  var isDashedName: Bool {
    isBareName && steps.first?.value.member?.utf8.contains(UInt8(ascii: "-")) == true
  }
}

extension Diagnostic {
  fileprivate static func neverANumber(
    _ sign: Located<Expression.Arithmetic>, _ span: Span, _ reason: String, isList: Bool
  ) -> Diagnostic {
    Diagnostic(
      .wrongArgumentType, "`\(sign.value.rawValue)` takes numbers", at: span, label: reason,
      help: isList
        ? "`sum(…)`, `min(…)` and `max(…)` take the numbers of a list"
        : sign.value == .add
          ? "`concat(a, b)` joins texts" : "with such an operand there is never a result")
  }

  fileprivate static func quotientIntoInteger(
    _ field: Field, _ span: Span, _ target: Span
  ) -> Diagnostic {
    Diagnostic(
      .quotientIntoInteger, .warning,
      "`\(field.name)` takes integers, and a quotient may have a fraction", at: span,
      labels: [Label(target, "\(field.type.rawValue) by the schema")],
      help: "`round(a / b)`, `floor(a / b)`, `ceil(a / b)` or `div(a, b)` give an integer")
  }

  fileprivate static func dashInName(_ path: Path, _ difference: String) -> Diagnostic {
    Diagnostic(
      .dashInName, .warning, "`\(path.text)` is one name here, and nothing else reads it",
      at: path.span,
      help:
        "the difference is `\(difference)`; write `$event[\"\(path.text)\"]` where the name is meant"
    )
  }
}
