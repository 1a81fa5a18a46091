import Diagnostics
import JSON
import Planning
import Text

/// Conditions that are settled before any event, by themselves or by what stands around them.
extension IntakeChecker {
  func checkConditions() {
    var runs: [String: Int] = [:]
    for entry in format.pipeline { runs[entry.name.value, default: 0] += 1 }
    var entryFacts: [String: ConditionFacts] = [:]
    for entry in format.pipeline {
      var facts = ConditionFacts()
      if let filter = entry.filter { check(filter: filter, &facts) }
      for (_, value) in entry.external?.properties ?? [] { check(value, facts) }
      if runs[entry.name.value] == 1 { entryFacts[entry.name.value] = facts }
    }
    for stage in format.stages {
      let outer = entryFacts[stage.name.value] ?? ConditionFacts()
      for action in stage.actions {
        var facts = outer
        if let filter = action.filter { check(filter: filter, &facts) }
        for (_, value) in action.set { check(value, facts) }
        guard let translation = action.translation else { continue }
        for (_, value) in translation.dictionary { check(value, facts) }
        if let fallback = translation.fallback { check(fallback, facts) }
      }
    }
    format.forEachTemplate { template in
      TemplateWalk(onExpression: { self.checkComparison($0) }).walk(template)
    }
  }

  // MARK: Filters

  private func check(filter: Template, _ facts: inout ConditionFacts) {
    if let text = filter.constant {
      if text != "True" { report(.textAsFilter(filter.span)) }
      return
    }
    guard filter.nodes.count == 1, case .output(let pieces) = filter.nodes[0] else {
      return check(filter.nodes, facts, TemplateWalk.variables(of: filter.nodes))
    }
    let texts = pieces.compactMap { piece in
      if case .text(let text) = piece { text } else { nil }
    }
    if texts.contains(where: { !$0.allSatisfy(\.isWhitespace) }) {
      return report(.textAroundFilter(filter.span))
    }
    guard let expression = filter.expression else { return }
    if let part = neverTrue(expression) { report(.neverTrue(part.span, part.kind)) }
    _ = settle(expression, &facts, [])
  }

  /// The part of a condition that gives a value of a kind that is never true.
  private func neverTrue(_ expression: TemplateExpression) -> (span: Span, kind: String)? {
    switch expression {
    case .and(let operands): return operands.last.flatMap { neverTrue($0) }
    case .constant(.text(let text), let span): return text == "True" ? nil : (span, "a text")
    case .constant(.integer, let span), .constant(.float, let span): return (span, "a number")
    case .arithmetic, .negative: return (expression.span, "a number or a text")
    case .list: return (expression.span, "a list")
    case .map: return (expression.span, "a map")
    case .filter(_, let name, _), .call(.attribute(_, let name), _, _):
      return Self.kinds[name.value].map { (expression.span, $0) }
    default: return nil
    }
  }

  /// The results of filters and methods that never give true.
  private static let kinds = [
    "length": "a number", "count": "a number", "int": "a number", "float": "a number",
    "lower": "a text", "upper": "a text", "split": "a list", "list": "a list",
    "join": "a text", "basename": "a text", "dirname": "a text", "to_rfc3339": "a text",
    "keys": "a list", "items": "a list", "index": "a number",
  ]

  // MARK: Statements

  private func check(_ value: IntakeValue, _ facts: ConditionFacts) {
    switch value {
    case .template(let template):
      check(template.nodes, facts, TemplateWalk.variables(of: template.nodes))
    case .list(let items, _): for item in items { check(item, facts) }
    case .constant, .map: break
    }
  }

  private func check(_ nodes: [TemplateNode], _ outer: ConditionFacts, _ variables: Set<String>) {
    for node in nodes {
      switch node {
      case .output(let pieces):
        for case .expression(let expression) in pieces { check(expression, outer, variables) }
      case .assign(_, _, let value): check(value, outer, variables)
      case .branch(let cases, let otherwise):
        // A later case is met where those before it do not hold.
        var rest = outer
        for (test, body) in cases {
          var facts = rest
          _ = settle(test, &facts, variables)
          check(body, facts, variables)
          if let atom = atom(of: test, variables) { rest.assume(atom, false, at: test.span) }
        }
        check(otherwise, rest, variables)
      case .loop(let loop): check(loop.body, outer, variables)
      }
    }
  }

  private func check(
    _ expression: TemplateExpression, _ facts: ConditionFacts, _ variables: Set<String>
  ) {
    if case .conditional(let test, let then, let otherwise) = expression {
      var inner = facts
      _ = settle(test, &inner, variables)
      check(then, inner, variables)
      var rest = facts
      if let atom = atom(of: test, variables) { rest.assume(atom, false, at: test.span) }
      if let otherwise { check(otherwise, rest, variables) }
    } else {
      for child in expression.children { check(child, facts, variables) }
    }
  }

  // MARK: Conditions

  /// Whether a condition is settled, after reporting why; what it says is added to the facts.
  private func settle(
    _ condition: TemplateExpression, _ facts: inout ConditionFacts, _ variables: Set<String>
  ) -> Bool? {
    switch condition {
    case .and(let operands):
      var result: Bool? = true
      for operand in operands {
        let one = settle(operand, &facts, variables)
        if one == false { result = false }
        if one == nil, result == true { result = nil }
      }
      return result
    case .or(let operands): return settle(anyOf: operands, facts, condition.span, variables)
    case .not(let inner, _):
      var negated = facts
      let result = settle(inner, &negated, variables)
      if let atom = atom(of: inner, variables) { facts.assume(atom, false, at: inner.span) }
      return result.map { !$0 }
    case .comparison(.constant(let one, _), let rest):
      guard rest.count == 1, case .constant(let other, _) = rest[0].operand,
        rest[0].operation == .equal || rest[0].operation == .notEqual,
        let left = ConditionFacts.key(of: one), let right = ConditionFacts.key(of: other)
      else { return nil }
      let holds = (left == right) == (rest[0].operation == .equal)
      report(.settled(condition.span, holds, nil, "both sides are constants"))
      return holds
    default: break
    }
    guard let atom = atom(of: condition, variables) else { return nil }
    if let verdict = facts.settle(atom) {
      // To test beside a value that there is one does no harm.
      if !(verdict.holds && atom.isPresence) {
        report(.settled(condition.span, verdict.holds, verdict.because, nil))
      }
      return verdict.holds
    }
    facts.assume(atom, true, at: condition.span)
    return nil
  }

  private func settle(
    anyOf operands: [TemplateExpression], _ facts: ConditionFacts, _ whole: Span,
    _ variables: Set<String>
  ) -> Bool? {
    // Each operand matters only where those before it do not hold.
    var rest = facts
    var last: Span?
    for operand in operands {
      if let atom = atom(of: operand, variables), facts.settle(atom) == nil,
        let verdict = rest.settle(atom)
      {
        if verdict.holds {
          report(.coversAll(whole, operand.span, last))
          return nil
        }
        report(.covered(operand.span, verdict.because))
        continue
      }
      var one = facts
      if settle(operand, &one, variables) == true { return true }
      if let atom = atom(of: operand, variables) { rest.assume(atom, false, at: operand.span) }
      last = operand.span
    }
    return nil
  }

  /// Only results that cannot change while a stage runs are considered.
  private func atom(
    of expression: TemplateExpression, _ variables: Set<String>
  ) -> ConditionFacts.Atom? {
    ConditionFacts.atom(expression) { root in
      guard !variables.contains(root) else { return false }
      switch compiler.layers[root] {
      case .input, .external: return true
      case .document, nil: return false
      }
    }
  }
}

extension Diagnostic {
  fileprivate static func textAsFilter(_ span: Span) -> Diagnostic {
    Diagnostic(
      .alwaysFalse, .warning, "this filter is a plain text, which never passes", at: span,
      help: "put the condition between `{{` and `}}`")
  }

  fileprivate static func textAroundFilter(_ span: Span) -> Diagnostic {
    Diagnostic(
      .alwaysFalse, .warning, "text stands around this filter's `{{ }}`, so it never passes",
      at: span, label: "the result is a text",
      help: "put the whole condition between one `{{` and `}}`")
  }

  fileprivate static func neverTrue(_ span: Span, _ kind: String) -> Diagnostic {
    Diagnostic(
      .alwaysFalse, .warning, "this filter never passes", at: span,
      label: "this gives \(kind), and only true passes", help: "compare it, such as with `!= ''`")
  }
}
