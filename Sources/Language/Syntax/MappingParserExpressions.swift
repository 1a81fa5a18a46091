import Diagnostics
import Events
import JSON
import Text
import YAML

/// Expressions that stand in scalars.
extension MappingParser {
  /// Runs a reader of embedded text and reports what it throws.
  ///
  /// `advice` stands instead of what the reader says to do, where that is not an exact edit.
  mutating func attempt<Value>(
    _ node: YAMLNode, advice: @autoclosure () -> String? = nil,
    _ read: (EmbeddedSource) throws(ExpressionFault) -> Value
  ) -> Value? {
    guard case .scalar(let scalar) = node.kind else {
      wrongShape(node, expected: "a text")
      return nil
    }
    let source = embedded(scalar, node)
    do throws(ExpressionFault) {
      return try read(source)
    } catch {
      let code: DiagnosticCode =
        switch error.code {
        case .syntax: .expressionSyntax
        case .escape: .badEscape
        case .unterminated: .unterminatedText
        case .depth: .expressionTooDeep
        }
      var finding = Diagnostic(
        code, error.message, at: source.span(error.lower, error.upper), help: error.help,
        fix: error.replacement.flatMap { source.fix(error.lower, error.upper, $0) })
      if source.endsAtComment, error.code == .unterminated || error.upper >= source.bytes.count {
        explainComment(&finding, node)
      } else if error.replacement == nil, let advice = advice() {
        finding.help = advice
      }
      diagnostics.append(finding)
      return nil
    }
  }

  /// The intended expression continues after ` #`, where YAML sees a comment.
  private func explainComment(_ finding: inout Diagnostic, _ node: YAMLNode) {
    let lines = YAMLLines(text.bytes)
    let value = lines.value(of: lines.line(at: Int(node.span.upper)), from: Int(node.span.lower))
    let written = String(decoding: text.bytes[value], as: UTF8.self)
    finding.help = "` #` begins a comment for YAML; put quotes around the whole value"
    finding.fix = nil
    guard !written.utf8.contains(where: { $0 == UInt8(ascii: "'") || $0 == 0x0A }),
      written.utf8.last != UInt8(ascii: "}"), written.utf8.last != UInt8(ascii: "]")
    else { return }
    finding.help? += ": `'\(written)'`"
    finding.fix = .init(
      Span(source: source, lower: value.lowerBound, upper: value.upperBound), "'\(written)'")
  }

  /// The expression of `when:`; a plain `true` or `false` is one.
  mutating func condition(_ node: YAMLNode) -> Expression? {
    if case .scalar(let scalar) = node.kind, case .boolean(let value) = scalar.resolved {
      return .literal(.boolean(value), node.span)
    }
    if case .map(let entries) = node.kind, let first = entries.first {
      let value = first.value.text.map { "\"\($0)\"" } ?? "…"
      wrongShape(
        node, expected: "an expression", help: "write a comparison: `\(first.name) == \(value)`")
      return nil
    }
    return expression(
      node, constantsBelong: "quote a condition that YAML takes for a constant", isCondition: true)
  }

  /// An expression; YAML's own numbers, booleans and null are refused with `help`.
  mutating func expression(
    _ node: YAMLNode, constantsBelong help: String, isCondition: Bool = false
  ) -> Expression? {
    guard case .scalar(let scalar) = node.kind else {
      wrongShape(node, expected: "an expression")
      return nil
    }
    switch scalar.resolved {
    case .null, .boolean, .integer, .float:
      wrongShape(node, expected: "an expression", help: help)
      return nil
    case .text, .surprise: break
    }
    return attempt(node, advice: Self.textAdvice(scalar.text, constantsBelong: help)) {
      embedded throws(ExpressionFault) in
      try ExpressionParser.parse(embedded, isCondition: isCondition)
    }
  }

  /// What to do where an expression is most likely a text; nil where it is not.
  private static func textAdvice(_ text: String, constantsBelong help: String) -> String? {
    guard help.hasPrefix("constants"), !text.isEmpty, text.utf8.count <= 60,
      !text.utf8.contains(where: { "|()[]{}<>=!&$%\"'\\\n".utf8.contains($0) })
    else { return nil }
    let words = text.split(separator: " ")
    guard !words.contains(where: { ExpressionParser.keywords.contains(String($0)) }),
      words.first?.utf8.first != UInt8(ascii: "."), words.first != "if",
      !words.dropFirst().contains(where: { "+-*/^".contains($0) })
    else { return nil }
    return "\(help); in an expression this text is `'\"\(text)\"'`, "
      + "and the member with this name `$event[\"\(text)\"]`"
  }
}
