import Diagnostics
import JSON
import Planning
import Schema
import Text

/// Findings about rules that only events can show: HL5001 to HL5005.
///
/// Rules under a condition that no sample meets are skipped, and so is a condition that
/// reads a path no sample has: one mistake gives one finding.
package struct SampleChecks {
  private let rules: LoadedRules
  private let reads: RuleReads
  private let seen: Observations
  /// Paths that no sample has, by the place of the step that leads nowhere.
  private let unseen: [Span: UnseenPath]
  private let evidence: PathEvidence
  /// What each expression reads; one of a fragment reads something else in each use.
  private let readsBySpan: [Span: [RuleReads.Read]]
  /// Texts that conditions compare with a path.
  private let comparedTexts: [RuleReads.Read.Place: Set<String>]

  /// All findings for a rule file: those of its own, as far as samples do not refute them, and for one
  /// that has a plan, which must have probes, what samples show. `note` is called for samples that
  /// contributed nothing.
  package static func findings(
    _ rules: LoadedRules, _ samples: SampleSet, note: (String) -> Void = { _ in }
  ) -> [Diagnostic] {
    guard let plan = rules.plan, let syntax = rules.syntax else { return rules.diagnostics }
    let reads = syntax.reads
    let casts = syntax.castTrials.map { TriedCasts($0, rules.schema) }
    let seen = Observations(of: samples, plan, reads: reads, casts: casts)
    if seen.rejected > 0 {
      note(
        "\(Wording.count(seen.rejected, "sample")) of \(samples.events.count) cannot be read or decoded, and taught nothing"
      )
    }
    if let cut = seen.cut { note("\(cut); the rest is not looked at") }
    guard seen.mapped > 0 else { return rules.diagnostics }
    let checks = SampleChecks(rules: rules, reads: reads, seen: seen)
    let verdict = syntax.judge(checks.evidence)
    let findings =
      checks.pathFindings(verdict) + checks.conditionFindings + checks.branchFindings
      + (casts?.hopeless ?? []).map { checks.finding($0) }
      + seen.unfit.map { place, one in checks.finding(one, at: place) }
      + (casts?.limited ?? []).map { checks.finding($0) }
    return rules.diagnostics.filter {
      $0.code != .bareWord || !($0.span.map(verdict.confirmed.contains) ?? false)
    }
      + findings.sortedByPlace()
  }

  private init(rules: LoadedRules, reads: RuleReads, seen: Observations) {
    self.rules = rules
    self.reads = reads
    self.seen = seen
    let bySpan = Dictionary(grouping: reads.reads, by: \.span)
    var texts: [RuleReads.Read.Place: Set<String>] = [:]
    for one in reads.conditions.flatMap(\.comparisons) {
      for place in Set((bySpan[one.path] ?? []).map(\.place)) {
        texts[place, default: []].formUnion(one.texts.map(\.value))
      }
    }
    readsBySpan = bySpan
    comparedTexts = texts
    unseen = SampleChecks.unseenPaths(of: reads, seen, rules.sources)
    evidence = PathEvidence(
      seen: Set(reads.reads.filter { seen.shape(at: $0) != nil }.map(\.span)),
      unseenSteps: unseen.keys, lookedAt: "(\(Wording.grouped(seen.mapped)) looked at)")
  }

  // MARK: Paths

  /// By the place of the step that leads nowhere.
  private static func unseenPaths(
    of reads: RuleReads, _ seen: Observations, _ sources: SourceMap
  ) -> [Span: UnseenPath] {
    var unseen: [Span: UnseenPath] = [:]
    var known: Set<Span> = []
    for read in reads.reads where read.use != .takenIfPresent {
      guard let shape = seen.shape(of: read.base) else { continue }
      var current = shape
      for (index, step) in read.steps.enumerated() {
        guard let next = current.following(step.value) else {
          if current.isCut {
            known.formUnion(read.steps[index...].map(\.span))
            break
          }
          if seen.isReached(read.guards), unseen[step.span] == nil {
            unseen[step.span] = UnseenPath(
              read: read, step: index, above: current, root: shape, sources: sources)
          }
          // What would follow it is not known.
          known.formUnion(read.steps[(index + 1)...].map(\.span))
          break
        }
        known.insert(step.span)
        current = next
      }
    }
    for span in known { unseen[span] = nil }
    return unseen
  }

  private func pathFindings(_ verdict: PathVerdict) -> [Diagnostic] {
    let known = Set(rules.diagnostics.filter { $0.code == .bareWord }.compactMap(\.span))
    return unseen.compactMap { span, path in
      if known.contains(span) { return nil }
      return verdict.findings[span] ?? path.diagnostic(lookedAt: lookedAt)
    }
  }

  // MARK: Conditions

  private var conditionFindings: [Diagnostic] {
    var done: Set<Span> = []
    return reads.conditions.compactMap { condition in
      let span = condition.span
      guard !seen.reached.contains(span), seen.isReached(condition.guards),
        !evidence.hasUnseenStep(in: span), done.insert(span).inserted
      else { return nil }
      var diagnostic = Diagnostic(
        .conditionNeverTrue, .warning,
        "this condition is true for no sample\(lookedAt)", at: span)
      if let (path, text) = condition.comparisons.lazy.compactMap(unmatched).first {
        let nearest = Suggestion.nearest(to: text.value, in: SampleChecks.byCount(path.texts))
        diagnostic.label = "no sample has `\(text.value)` here"
        diagnostic.help =
          nearest.map { "did you mean `\($0)`?" } ?? SampleChecks.values(path.texts)
        diagnostic.fix = nearest.flatMap { fix(text.span, text.value, $0) }
      }
      return diagnostic
    }
  }

  /// What a path has, and the text it should equal, where it never does.
  private func unmatched(
    _ comparison: RuleReads.Comparison
  ) -> (path: SampleShape, text: Located<String>)? {
    guard comparison.isWanted, let text = comparison.texts.first,
      let read = readsBySpan[comparison.path]?.first,
      let shape = seen.shape(at: read), !shape.hasMoreTexts, !shape.texts.isEmpty,
      shape.texts[text.value] == nil
    else { return nil }
    return (shape, text)
  }

  // MARK: Matches

  private var branchFindings: [Diagnostic] {
    var done: Set<Span> = []
    return reads.branchings.flatMap { branching -> [Diagnostic] in
      let subject = branching.subject
      guard seen.isReached(branching.guards), !evidence.hasUnseenStep(in: subject),
        done.insert(subject).inserted, let counts = counts(of: branching)
      else { return [] }
      let handled = Set(branching.cases.flatMap { $0.texts.map(\.value) })
      let free = counts.filter { !handled.contains($0.key) }
      let findings = branching.cases.flatMap { unmet($0, of: branching, counts, free) }
      if branching.cases.contains(where: \.isElse) { return findings }
      let elsewhere = textsCompared(withPathAt: subject)
      return findings
        + unhandled(free.filter { !elsewhere.contains($0.key) }, of: subject)
    }
  }

  /// How often each value was there to be matched; nil where that is not known.
  private func counts(of branching: RuleReads.Branching) -> [String: Int]? {
    guard branching.mayRepeat else { return seen.subjects[branching.subject] ?? [:] }
    // The values of all paths that it looks at.
    guard branching.isPath else { return nil }
    let shapes = (readsBySpan[branching.subject] ?? []).compactMap(seen.shape)
    if seen.cut != nil || shapes.contains(where: \.hasMoreTexts) { return nil }
    return shapes.reduce(into: [:]) { $0.merge($1.texts, uniquingKeysWith: +) }
  }

  /// Values of a case that no sample has.
  private func unmet(
    _ one: RuleReads.Branching.Case, of branching: RuleReads.Branching, _ counts: [String: Int],
    _ free: [String: Int]
  ) -> [Diagnostic] {
    let subject = rules.sources.text(of: branching.subject)
    let unmet = one.texts.filter { counts[$0.value] == nil }
    if unmet.isEmpty, !seen.reached.contains(one.place), let condition = one.condition {
      return [
        Diagnostic(
          .conditionNeverTrue, .warning,
          "this case is taken by no sample\(lookedAt)", at: condition)
      ]
    }
    return unmet.map { text in
      let nearest = Suggestion.nearest(to: text.value, in: SampleChecks.byCount(free))
      return Diagnostic(
        .conditionNeverTrue, .warning,
        "no sample has the value `\(text.value)` in `\(subject)`\(lookedAt)",
        at: text.span,
        help: nearest.map { "did you mean `\($0)`?" } ?? SampleChecks.values(counts),
        fix: nearest.flatMap { fix(text.span, text.value, $0) })
    }
  }

  /// Texts that conditions compare with the path that a `match` looks at; these are handled too.
  private func textsCompared(withPathAt subject: Span) -> Set<String> {
    readsBySpan[subject]?.first.flatMap { comparedTexts[$0.place] } ?? []
  }

  /// One finding for all values of a `match` that none of its cases has.
  private func unhandled(_ free: [String: Int], of subject: Span) -> [Diagnostic] {
    let text = rules.sources.text(of: subject)
    func times(_ value: String) -> String {
      let count = free[value] ?? 0
      return count == 1 ? "once" : "\(Wording.grouped(count)) times"
    }
    let values = SampleChecks.byCount(free)
    guard let first = values.first else { return [] }
    if values.count == 1 {
      return [
        Diagnostic(
          .valueNotHandled, .info, "match \(text): `\(first)` seen \(times(first)), no case",
          at: subject, help: "add a case for it, or `else: true` for all that is left")
      ]
    }
    let few = values.prefix(12).map { "`\(SampleChecks.short($0))` \(times($0))" }
    let rest = values.count > few.count ? " and \(values.count - few.count) others" : ""
    return [
      Diagnostic(
        .valueNotHandled, .info,
        "match \(text): no case for \(Wording.grouped(values.count)) values that were seen",
        at: subject, label: few.joined(separator: ", ") + rest,
        help: "add cases for them, or `else: true` for all that is left")
    ]
  }

  // MARK: Casts

  private func finding(_ failure: TriedCasts.Failure) -> Diagnostic {
    let trial = failure.trial
    var type = trial.cast?.value ?? "another type"
    if trial.cast == nil, case .field(let field)? = rules.schema?.resolve(trial.field) {
      type = field.type.rawValue
    }
    let example = SampleChecks.short(failure.example.spaced)
    return Diagnostic(
      .typeNeverMet, .warning,
      "no value can be cast to \(type) for `\(trial.field)` (\(Wording.grouped(failure.count)) tried)",
      at: trial.source, label: "for example \(example)",
      labels: [.init(trial.cast?.span ?? trial.target, "\(type) is wanted here")],
      help: "read another path, or change the value on its way with a function")
  }

  private func finding(_ unfit: Observations.Unfit, at place: Span) -> Diagnostic {
    Diagnostic(
      .typeNeverMet, .warning,
      "no value can be cast to \(unfit.type) for `\(unfit.field)` (\(Wording.grouped(unfit.count)) tried)",
      at: place, label: "for example \(SampleChecks.short(unfit.example))",
      help: "read another path, or change the value on its way with a filter")
  }

  private func finding(_ forbidden: TriedCasts.Forbidden) -> Diagnostic {
    let field = forbidden.field
    let span = forbidden.trial.source
    let few = SampleChecks.byCount(forbidden.counts).prefix(6).map { text in
      let count = forbidden.counts[text] ?? 0
      return
        "`\(SampleChecks.short(text))` \(count == 1 ? "once" : "\(Wording.grouped(count)) times")"
    }
    let rest = forbidden.counts.count - few.count
    var diagnostic = Diagnostic(
      .valuesNotAllowed, .warning,
      "the samples have values that `\(field.name)` does not allow\(lookedAt)", at: span,
      label: few.joined(separator: ", ") + (rest > 0 ? " and \(rest) others" : ""),
      help: field.allowedValues.isEmpty
        ? "such values are left out; allowed is what matches `\(field.pattern ?? "")`"
        : "such values are left out; allowed are \(field.allowedValues.prefix(20).joined(separator: ", "))"
    )
    guard forbidden.fitsLowered else { return diagnostic }
    switch forbidden.trial.lowering {
    case .behindSource(let filter):
      let lowered = "\(rules.sources.text(of: span)) \(filter)"
      diagnostic.help = "`\(lowered)` gives what it allows"
      diagnostic.fix = Diagnostic.Fix(span, lowered)
    case .inSource(let filter): diagnostic.help = "`\(filter)` makes of them what it allows"
    case nil: break
    }
    return diagnostic
  }

  // MARK: Words

  private var lookedAt: String { " \(evidence.lookedAt)" }

  /// Puts a name in the place of another, where it stands there letter by letter.
  private func fix(_ span: Span, _ old: String, _ new: String) -> Diagnostic.Fix? {
    let written = rules.sources.text(of: span)
    guard new.utf8.allSatisfy(SampleChecks.isPlain), new.utf8.first.map({ $0 > 57 }) ?? false
    else { return nil }
    for quote in ["", "\"", "'"] where written == quote + old + quote {
      return Diagnostic.Fix(span, quote + new + quote)
    }
    return nil
  }

  /// A byte that needs no quotes in a name or a text.
  static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  private static func values(_ counts: [String: Int]) -> String? {
    guard !counts.isEmpty else { return nil }
    let few = byCount(counts).prefix(6).map { "`\(short($0))`" }.joined(separator: ", ")
    return "the samples have \(few)" + (counts.count > 6 ? " and others" : "")
  }

  /// The most common ones first.
  private static func byCount(_ counts: [String: Int]) -> [String] {
    counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
  }

  private static func short(_ text: String) -> String {
    text.unicodeScalars.count <= 60 ? text : String(text.prefix(60)) + "…"
  }
}
