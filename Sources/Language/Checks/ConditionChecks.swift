import Diagnostics
import JSON
import Planning
import Schema
import Text

/// Conditions that are always true or never, by themselves or by what stands around them.
extension Checker {
  func checkExpressions(of file: Mapping) {
    if let decode = file.decode { checkDecode(decode) }
    for inference in file.infer { inference.when.map { checkCondition($0, Facts()) } }
    checkBindings(file.bindings)
    for fragment in file.fragments { checkStages(fragment.stages, Facts()) }
    checkStages(file.stages, Facts())
  }

  private func checkStages(_ stages: [Stage], _ facts: Facts) {
    for stage in stages { checkStage(stage, facts) }
  }

  private func checkStage(_ stage: Stage, _ outer: Facts) {
    var facts = outer
    if let when = stage.when {
      checkGuard(when, of: stage)
      checkCondition(when, &facts)
    }
    switch stage.kind {
    case .assign(let assignment): checkAssignment(assignment, facts)
    case .group(let group): checkGroup(group, facts)
    case .match(let match): checkMatch(match, facts)
    case .branches(let branches):
      for one in branches.branches {
        var inner = facts
        one.when.map { checkCondition($0, &inner) }
        checkGroup(one.body, inner)
      }
    case .forEach(let loop):
      checkValues(in: loop.list)
      checkBindings(loop.bindings)
      var inner = facts
      loop.filter.map { checkCondition($0, &inner) }
      switch loop.body {
      case .objects(let group): checkGroup(group, inner)
      case .values(let value): checkValues(in: value)
      }
      checkValues(of: loop)
    case .decode(let decode): checkDecode(decode)
    case .use(let uses):
      for argument in uses.flatMap(\.arguments) { checkValues(in: argument) }
    case .drop, .remove: break
    case .emit(let emit):
      emit.list.map { checkValues(in: $0) }
      checkGroup(emit.body, facts)
    }
  }

  private func checkBindings(_ bindings: [Binding]) {
    for source in bindings.flatMap(\.sources) { checkValues(in: source) }
  }

  private func checkGroup(_ group: Group, _ facts: Facts) {
    checkBindings(group.bindings)
    checkStages(group.decodes, facts)
    for assignment in group.set { checkAssignment(assignment, facts) }
    for assignment in group.map { checkAssignment(assignment, facts) }
    checkStages(group.stages, facts)
  }

  private func checkAssignment(_ assignment: Assignment, _ facts: Facts) {
    if let when = assignment.when {
      checkGuard(when, of: assignment)
      checkCondition(when, facts)
    }
    for source in assignment.source.expressions {
      checkValues(in: source)
      checkValue(source, to: assignment.targets, assignment)
    }
    if let lookup = assignment.lookup { checkLookup(lookup, of: assignment) }
  }

  private func checkDecode(_ decode: Decode) {
    checkValues(in: decode.source)
    decode.otherwise.map { checkValues(in: $0) }
    decode.parameter.map { checkValues(in: $0) }
    checkPattern(of: decode)
  }

  /// Types inside an expression that is not a condition, and conditions deeper in it.
  private func checkValues(in expression: Expression) {
    expression.forEachNode { node in
      checkTypes(in: node)
      if case .conditional(let condition, _, _, _) = node {
        var facts = Facts()
        _ = settle(condition, &facts)
      }
    }
  }

  // MARK: Match

  private func checkMatch(_ match: Match, _ facts: Facts) {
    checkValues(in: match.subject)
    checkCases(of: match)
    let name = Facts.name(of: match.subject)
    var later = facts
    var taken: [String: Span] = [:]
    let hasConditions = match.cases.contains { $0.when != nil }
    for one in match.cases {
      let keys = Set(one.values.compactMap { compiler.key(of: $0.value) })
      for value in one.values {
        guard let key = compiler.key(of: value.value) else { continue }
        if hasConditions, let first = taken[key] {
          report(.neverReached(value.span, key, first))
        } else if let name, let possible = facts.values(of: name), !possible.contains(key) {
          report(.contradicted(value.span, key, name, facts.span(of: name)))
        }
        if one.when == nil { taken[key] = taken[key] ?? value.span }
      }
      // What the cases before took says nothing of these values: that some stand twice is reported.
      let isKeyed = name != nil && !one.isElse && !keys.isEmpty
      var inner = isKeyed ? facts : later
      if let name, isKeyed { inner.equals(name, keys, at: one.values[0].span) }
      one.when.map { checkCondition($0, &inner) }
      checkGroup(one.body, inner)
      if let name, !one.isElse, one.when == nil, !keys.isEmpty {
        later.differs(name, keys, at: one.values[0].span)
      }
    }
  }

  // MARK: Conditions

  private func checkCondition(_ condition: Expression, _ facts: Facts) {
    var facts = facts
    checkCondition(condition, &facts)
  }

  private func checkCondition(_ condition: Expression, _ facts: inout Facts) {
    checkValues(in: condition)
    _ = settle(condition, &facts)
  }

  /// Whether a condition is settled, after reporting why; what it says is added to the facts.
  private func settle(_ condition: Expression, _ facts: inout Facts) -> Bool? {
    switch condition {
    case .literal(.boolean(let value), let span):
      report(.settled(span, value, nil, nil))
      return value
    case .and:
      var result: Bool? = true
      for operand in condition.conjuncts {
        let one = settle(operand, &facts)
        if one == false { result = false }
        if one == nil, result == true { result = nil }
      }
      return result
    case .or: return settle(anyOf: condition, facts)
    case .not(let inner, _):
      var negated = facts
      let result = settle(inner, &negated)
      if let atom = atom(of: inner) { facts.assume(atom, false, at: inner.span) }
      return result.map { !$0 }
    default: break
    }
    if let verdict = foldedConstants(condition) { return verdict }
    if let atom = atom(of: condition) {
      if let verdict = facts.settle(atom) {
        report(.settled(condition.span, verdict.holds, verdict.because, nil))
        return verdict.holds
      }
      facts.assume(atom, true, at: condition.span)
      return nil
    }
    switch condition {
    case .call, .list, .literal, .path:
      if let type = type(of: condition), type != .boolean {
        report(
          .settled(condition.span, false, nil, "this gives \(type.name), and only `true` holds"))
        return false
      }
    default: break
    }
    return nil
  }

  private func settle(anyOf condition: Expression, _ facts: Facts) -> Bool? {
    // Each operand matters only where those before it do not hold.
    var rest = facts
    var last: Span?
    for operand in condition.disjuncts {
      if let atom = atom(of: operand), facts.settle(atom) == nil, !isIgnored(atom),
        let verdict = rest.settle(atom, lenient: true)
      {
        if verdict.holds {
          report(.coversAll(condition.span, operand.span, last))
          return nil
        }
        report(.covered(operand.span, verdict.because))
        continue
      }
      var one = facts
      if settle(operand, &one) == true { return true }
      if let atom = atom(of: operand) { rest.assume(atom, false, at: operand.span) }
      last = operand.span
    }
    return nil
  }

  private func atom(of expression: Expression) -> Facts.Atom? {
    Facts.atom(expression) { compiler.key(of: $0) }
  }

  private func isIgnored(_ atom: Facts.Atom) -> Bool {
    if case .among(_, let values, false) = atom { return !values.isDisjoint(with: ignoredTexts) }
    return false
  }

  /// Comparisons of constants, and comparisons with what counts as absent.
  private func foldedConstants(_ condition: Expression) -> Bool? {
    guard case .comparison(let comparison, let left, let right, _) = condition else { return nil }
    if case .literal(let one, _) = left, case .literal(let other, _) = right,
      comparison.value == .equal || comparison.value == .notEqual,
      let one = compiler.key(of: one), let other = compiler.key(of: other)
    {
      let holds = (one == other) == (comparison.value == .equal)
      report(.settled(condition.span, holds, nil, "both sides are constants"))
      return holds
    }
    guard comparison.value == .equal, left.plainPath.map({ $0.root != .out }) ?? false,
      case .literal(let constant, _) = right
    else { return nil }
    let key = compiler.key(of: constant)
    guard constant == .null && ignoresNull || key.map(ignoredTexts.contains) == true else {
      return nil
    }
    let word = constant == .null ? "null" : key == "" ? "an empty text" : "`\(key ?? "")`"
    report(.absent(condition.span, left, word))
    return false
  }
}

extension Diagnostic {
  fileprivate static func neverReached(_ span: Span, _ key: String, _ first: Span) -> Diagnostic {
    Diagnostic(
      .unreachableCase, .warning, "this case is never reached: `\(key)` was taken before", at: span,
      labels: [Label(first, "taken here, whatever else holds")],
      help: "put the case with the condition first, or remove one of the two")
  }

  fileprivate static func contradicted(
    _ span: Span, _ key: String, _ name: String, _ because: Span?
  ) -> Diagnostic {
    Diagnostic(
      .unreachableCase, .warning, "this case is never reached: `\(name)` cannot be `\(key)` here",
      at: span, labels: because.map { [Label($0, "this rules it out")] } ?? [],
      help: "move the case out of the condition, or remove it")
  }

  fileprivate static func absent(_ span: Span, _ left: Expression, _ word: String) -> Diagnostic {
    let name = left.plainPath?.text ?? "it"
    return Diagnostic(
      .alwaysFalse, .warning, "this condition never holds", at: span,
      label: "\(word) counts as absent", help: "write `\(name) is not present`",
      fix: Fix(span, "\(name) is not present"))
  }
}
