import Diagnostics
import Events
import JSON
import Planning
import Text

/// Compiles `match`: a table leads to the case of a value where it can tell all that comparisons can.
extension Compiler {
  private typealias CaseKey = (key: String, number: Int)

  func compileMatch(_ match: Match, _ context: inout Context) {
    checkCases(of: match)
    let subject = value(of: match.subject, context)
    let end = builder.makeLabel()
    let keys = tableKeys(of: match)
    let first = builder.position
    if let keys, !match.hasConditions {
      compileTable(of: match, keys, subject, end: end, &context)
    } else {
      compileComparisons(of: match, keys, subject, end: end, &context)
    }
    builder.probe(.subject, match.subject.span, subject, at: first)
    builder.place(end)
  }

  /// Conditions that are tried one after the other, until one holds.
  func compileBranches(_ branches: Branches, _ context: inout Context) {
    let end = builder.makeLabel()
    for one in branches.branches {
      let next = builder.makeLabel()
      builder.origin = one.span
      compileGuarded(by: one.when, jumpTo: next, &context) {
        compileGroup(one.body, &$0)
        builder.add(.jump(0), to: end)
      }
      builder.place(next)
    }
    builder.place(end)
  }

  private func checkCases(of match: Match) {
    var names = ByteTable()
    var spans: [Span] = []
    let hasConditions = match.hasConditions
    for (number, one) in match.cases.enumerated() {
      if one.isElse, one.when == nil, number + 1 < match.cases.count {
        report(.unreachableCase(match.cases[number + 1].span, after: one.span))
      }
      for constant in one.values {
        guard let key = key(of: constant.value) else {
          report(.notAScalar(constant.span, "a case"))
          continue
        }
        let known = names.number(of: key)
        if known == spans.count {
          spans.append(constant.span)
        } else if !hasConditions {
          report(.duplicateCase(constant.span, key, first: spans[known]))
        }
      }
    }
  }

  /// What a table finds the cases by.
  ///
  /// A table goes by spelling first, comparisons by value in the order of the cases. Nil where these
  /// can differ: a number stands in one case and another spelling of it in a later one, or a table
  /// cannot tell what equals a constant.
  private func tableKeys(of match: Match) -> [CaseKey]? {
    var keys: [CaseKey] = []
    /// The first case of each number, by the key that all its spellings share.
    var numbers: [String: CaseKey] = [:]
    for (number, one) in match.cases.enumerated() {
      for constant in one.values {
        guard let key = key(of: constant.value) else { continue }
        guard let found = self.tableKeys(of: constant.value) else { return nil }
        keys += found.map { ($0, number) }
        guard let shared = sharedKey(ofNumber: constant.value) else { continue }
        if let first = numbers[shared], first.number != number, first.key != key { return nil }
        if constant.value.isNumber { numbers[shared] = numbers[shared] ?? (key, number) }
      }
    }
    return keys
  }

  /// Of equal keys the first counts.
  private func addDispatch(
    _ subject: Register, _ keys: [(key: String, label: PlanBuilder.Label)],
    _ otherwise: PlanBuilder.Label
  ) {
    builder.dispatches.append((builder.keyTree(keys.map(\.key)), keys.map(\.label), otherwise))
    builder.add(.dispatch(subject, table: UInt32(builder.dispatches.count - 1)))
  }

  /// One way to the case of a value: by the table.
  private func compileTable(
    of match: Match, _ keys: [CaseKey], _ subject: Register, end: PlanBuilder.Label,
    _ context: inout Context
  ) {
    let bodies = match.cases.map { _ in builder.makeLabel() }
    let otherwise = builder.makeLabel()
    addDispatch(subject, keys.map { ($0.key, bodies[$0.number]) }, otherwise)
    for (one, label) in zip(match.cases, bodies) where !one.isElse {
      builder.place(label)
      builder.guarded(.matchCase, one.valueSpan, subject: subject) {
        compileBody(of: one, &context)
        builder.add(.jump(0), to: end)
      }
    }
    builder.place(otherwise)
    guard let one = match.cases.last(where: \.isElse) else { return }
    builder.guarded(.matchElse, one.valueSpan, subject: subject) {
      compileBody(of: one, &context)
    }
  }

  /// Cases that are compared one by one: those with a condition may fall through to the next that
  /// fits. Where there are many, a table leads to the first that may fit.
  private func compileComparisons(
    of match: Match, _ keys: [CaseKey]?, _ subject: Register, end: PlanBuilder.Label,
    _ context: inout Context
  ) {
    let starts = match.cases.map { _ in builder.makeLabel() }
    let hits = match.cases.map { _ in builder.makeLabel() }
    let otherwise = builder.makeLabel()
    // Two comparisons cost no more than a table.
    if let keys, match.cases.count(where: { !$0.isElse }) > 2 {
      // An `else` with a condition takes its turn before the cases after it.
      let always = match.cases.firstIndex(where: \.isElse) ?? match.cases.count
      let leads = keys.map { ($0.key, $0.number < always ? hits[$0.number] : starts[always]) }
      addDispatch(subject, leads, always < starts.count ? starts[always] : otherwise)
    }
    for (number, one) in match.cases.enumerated() {
      let next = builder.makeLabel()
      builder.place(starts[number])
      builder.origin = one.span
      builder.guarded(one.isElse ? .matchElse : .matchCase, one.valueSpan, subject: subject) {
        guard !one.isElse else { return }
        for constant in one.values where key(of: constant.value) != nil {
          builder.add(
            .jumpIfEqual(subject, builder.constant(value(of: constant.value)), 0),
            to: hits[number])
        }
        builder.add(.jump(0), to: next)
        builder.place(hits[number])
      } body: {
        compileGuarded(by: one.when, jumpTo: next, &context) {
          compileBody(of: one, &$0)
          builder.add(.jump(0), to: end)
        }
      }
      builder.place(next)
    }
    builder.place(otherwise)
  }

  private func compileBody(of one: Match.Case, _ context: inout Context) {
    builder.origin = one.span
    compileGroup(one.body, &context)
  }
}

extension Match {
  fileprivate var hasConditions: Bool { cases.contains { $0.when != nil } }
}

extension Match.Case {
  /// Its values, or the whole of an `else`; where the `Guard` of the case stands.
  var valueSpan: Span {
    guard let first = values.first, let last = values.last else { return span }
    return first.span.source == last.span.source ? first.span.union(last.span) : first.span
  }
}

extension Diagnostic {
  fileprivate static func unreachableCase(_ span: Span, after: Span) -> Diagnostic {
    Diagnostic(
      .unreachableCase, "this case is never reached: `else` takes everything", at: span,
      labels: [Label(after, "`else` stands here")], help: "move `else: true` to the end")
  }

  fileprivate static func duplicateCase(_ span: Span, _ key: String, first: Span) -> Diagnostic {
    Diagnostic(
      .duplicateCase, "case `\(key)` stands twice; only the first one runs", at: span,
      labels: [Label(first, "first written here")], help: "remove one of the two")
  }
}
