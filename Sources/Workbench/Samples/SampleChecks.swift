import Diagnostics
import JSON
import Language
import Planning
import Schema
import Text

/// Findings about rules that only events can show: HL5001 to HL5005.
///
/// Rules under a condition that no sample meets are skipped, and so is a condition that
/// reads a path no sample has: one mistake gives one finding.
package struct SampleChecks {
  let rules: LoadedRules
  let reads: RuleReads
  /// What native rules have besides.
  let native: RuleWalk?
  let seen: Observations
  /// Paths that no sample has, by the place of the step that leads nowhere.
  private(set) var unseen: [Span: UnseenPath] = [:]
  /// These places, in order.
  private var unseenPlaces: [Span] = []
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
    let native = rules.mapping.map { RuleWalk($0) }
    let reads = native?.uses ?? syntax.reads
    let casts = native.flatMap { walk in rules.mapping.map { CastTrials($0, walk: walk) } }
    let seen = Observations(of: samples, plan, reads: reads, native: native, casts: casts)
    if seen.rejected > 0 {
      note(
        "\(Wording.count(seen.rejected, "sample")) of \(samples.events.count) cannot be read or decoded, and taught nothing"
      )
    }
    if let cut = seen.cut { note("\(cut); the rest is not looked at") }
    guard seen.mapped > 0 else { return rules.diagnostics }
    var checks = SampleChecks(rules: rules, reads: reads, native: native, seen: seen)
    checks.findUnseenPaths()
    let findings =
      checks.pathFindings + checks.conditionFindings + checks.branchFindings
      + (casts?.hopeless ?? []).map { checks.finding($0) }
      + seen.unfit.map { place, one in checks.finding(one, at: place) }
      + (casts?.limited ?? []).map { checks.finding($0) }
    let refuted = checks.seenWords
    return rules.diagnostics.filter {
      $0.code != .bareWord || !($0.span.map(refuted.contains) ?? false)
    }
      + findings.sortedByPlace()
  }

  private init(
    rules: LoadedRules, reads: RuleReads, native: RuleWalk?, seen: Observations
  ) {
    self.rules = rules
    self.reads = reads
    self.native = native
    self.seen = seen
    let bySpan = Dictionary(grouping: reads.reads, by: \.span)
    var texts: [RuleReads.Read.Place: Set<String>] = [:]
    for (path, compared) in (native?.expressions ?? []).flatMap(\.comparedTexts) {
      for place in Set((bySpan[path.span] ?? []).map(\.place)) {
        texts[place, default: []].formUnion(compared)
      }
    }
    readsBySpan = bySpan
    comparedTexts = texts
  }

  private func isReached(_ guards: [Span]) -> Bool { guards.allSatisfy(seen.reached.contains) }

  // MARK: Paths

  private mutating func findUnseenPaths() {
    var known: Set<Span> = []
    for read in reads.reads where read.use != .takenIfPresent {
      guard let shape = shape(of: read.base) else { continue }
      var current = shape
      for (index, step) in read.steps.enumerated() {
        guard let next = current.following(step.value) else {
          if current.isCut {
            known.formUnion(read.steps[index...].map(\.span))
            break
          }
          if isReached(read.guards), unseen[step.span] == nil {
            unseen[step.span] = UnseenPath(
              read: read, step: index, above: current, root: shape, sources: rules.sources)
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
    unseenPlaces = unseen.keys.sorted { ($0.source, $0.lower) < ($1.source, $1.lower) }
  }

  private func shape(of base: RuleReads.Read.Base) -> SampleShape? {
    switch base {
    case .event: seen.event
    case .raw: seen.raw
    case .result(let span, _): seen.decodes[span]
    }
  }

  func shape(at read: RuleReads.Read) -> SampleShape? {
    read.steps.reduce(shape(of: read.base)) { $0?.following($1.value) }
  }

  private var pathFindings: [Diagnostic] {
    let words = unseenWords
    let known = Set(rules.diagnostics.filter { $0.code == .bareWord }.compactMap(\.span))
    return unseen.compactMap { span, path in
      if known.contains(span) { return nil }
      return words[span] ?? path.diagnostic(lookedAt: lookedAt)
    }
  }

  func readsUnseenPath(_ span: Span) -> Bool {
    var (low, high) = (0, unseenPlaces.count)
    while low < high {
      let middle = (low + high) / 2
      let place = unseenPlaces[middle]
      if (place.source, place.lower) < (span.source, span.lower) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    guard low < unseenPlaces.count else { return false }
    return unseenPlaces[low].source == span.source && unseenPlaces[low].upper <= span.upper
  }

  // MARK: Conditions

  private var conditionFindings: [Diagnostic] {
    var done: Set<Span> = []
    let expressions = Dictionary(
      (native?.expressions ?? []).map { ($0.span, $0) }, uniquingKeysWith: { first, _ in first })
    return reads.conditions.compactMap { condition in
      let span = condition.span
      guard !seen.reached.contains(span), isReached(condition.guards), !readsUnseenPath(span),
        done.insert(span).inserted
      else { return nil }
      var diagnostic = Diagnostic(
        .conditionNeverTrue, .warning,
        "this condition is true for no sample\(lookedAt)", at: span)
      if let (path, literal, text) = expressions[span].flatMap(unmatched) {
        let nearest = Suggestion.nearest(to: text, in: SampleChecks.byCount(path.texts))
        diagnostic.label = "no sample has `\(text)` here"
        diagnostic.help =
          nearest.map { "did you mean `\($0)`?" } ?? SampleChecks.values(path.texts)
        diagnostic.fix = nearest.flatMap { fix(literal, text, $0) }
      }
      return diagnostic
    }
  }

  /// A comparison of a path with a constant that it never holds.
  private func unmatched(
    _ expression: Expression
  ) -> (path: SampleShape, literal: Span, text: String)? {
    switch expression {
    case .and(let left, let right, _), .or(let left, let right, _):
      return unmatched(left) ?? unmatched(right)
    case .comparison(let comparison, .path(let path), .literal(let constant, let span), _)
    where comparison.value == .equal:
      guard let text = constant.scalarText,
        let read = readsBySpan[path.span]?.first,
        let shape = shape(at: read), !shape.hasMoreTexts, !shape.texts.isEmpty,
        shape.texts[text] == nil
      else { return nil }
      return (shape, span, text)
    default: return nil
    }
  }

  // MARK: Matches

  private var branchFindings: [Diagnostic] {
    var done: Set<Span> = []
    return (native?.branchings ?? []).flatMap { branching -> [Diagnostic] in
      let match = branching.match
      let subject = match.subject.span
      guard isReached(branching.guards), !readsUnseenPath(subject), done.insert(subject).inserted
      else { return [] }
      guard let counts = counts(of: branching) else { return [] }
      let handled = Set(match.cases.flatMap { $0.values.compactMap(\.value.scalarText) })
      let free = counts.filter { !handled.contains($0.key) }
      let findings = match.cases.flatMap { unmet($0, of: branching, counts, free) }
      if match.cases.contains(where: \.isElse) { return findings }
      let elsewhere = textsCompared(withPathAt: subject)
      return findings
        + unhandled(free.filter { !elsewhere.contains($0.key) }, of: subject)
    }
  }

  /// How often each value was there to be matched; nil where that is not known.
  private func counts(of branching: RuleWalk.Branching) -> [String: Int]? {
    let subject = branching.match.subject.span
    guard branching.isInFragment else { return seen.subjects[subject] ?? [:] }
    // It may run several times an event: the values of all paths it looks at.
    guard case .path = branching.match.subject else { return nil }
    let shapes = (readsBySpan[subject] ?? []).compactMap(shape)
    if seen.cut != nil || shapes.contains(where: \.hasMoreTexts) { return nil }
    return shapes.reduce(into: [:]) { $0.merge($1.texts, uniquingKeysWith: +) }
  }

  /// Values of a case that no sample has.
  private func unmet(
    _ one: Match.Case, of branching: RuleWalk.Branching, _ counts: [String: Int],
    _ free: [String: Int]
  ) -> [Diagnostic] {
    let isReached = seen.reached.contains(one.valueSpan)
    let subject = rules.sources.text(of: branching.match.subject.span)
    let unmet = one.values.filter { value in
      value.value.scalarText.map { counts[$0] == nil } ?? false
    }
    if unmet.isEmpty && !isReached, let when = one.when {
      return [
        Diagnostic(
          .conditionNeverTrue, .warning,
          "this case is taken by no sample\(lookedAt)", at: when.span)
      ]
    }
    return unmet.compactMap { value in
      guard let text = value.value.scalarText else { return nil }
      let nearest = Suggestion.nearest(to: text, in: SampleChecks.byCount(free))
      return Diagnostic(
        .conditionNeverTrue, .warning,
        "no sample has the value `\(text)` in `\(subject)`\(lookedAt)",
        at: value.span,
        help: nearest.map { "did you mean `\($0)`?" } ?? SampleChecks.values(counts),
        fix: nearest.flatMap { fix(value.span, text, $0) })
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

  private func finding(_ failure: CastTrials.Failure) -> Diagnostic {
    let assignment = failure.assignment
    let span = sourceSpan(of: assignment)
    var type = assignment.cast?.name.value ?? "another type"
    if assignment.cast == nil, case .field(let field)? = rules.schema?.resolve(failure.field) {
      type = field.type.rawValue
    }
    let example = SampleChecks.short(failure.example.compact)
    return Diagnostic(
      .typeNeverMet, .warning,
      "no value can be cast to \(type) for `\(failure.field)` (\(Wording.grouped(failure.count)) tried)",
      at: span, label: "for example \(example)",
      labels: [.init(assignment.cast?.span ?? failure.target, "\(type) is wanted here")],
      help: "read another path, or change the value on its way with a function")
  }

  private func finding(_ unfit: Observations.Unfit, at place: Span) -> Diagnostic {
    Diagnostic(
      .typeNeverMet, .warning,
      "no value can be cast to \(unfit.type) for `\(unfit.field)` (\(Wording.grouped(unfit.count)) tried)",
      at: place, label: "for example \(SampleChecks.short(unfit.example))",
      help: "read another path, or change the value on its way with a filter")
  }

  private func sourceSpan(of assignment: Assignment) -> Span {
    switch assignment.source {
    case .expression(let expression): return expression.span
    case .firstPresent(let expressions):
      guard let first = expressions.first, let last = expressions.last else { break }
      return first.span.union(last.span)
    case .constant: break
    }
    return assignment.span
  }

  private func finding(_ forbidden: CastTrials.Forbidden) -> Diagnostic {
    let field = forbidden.field
    let span = sourceSpan(of: forbidden.assignment)
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
    if forbidden.fitsLowered, forbidden.assignment.lookup == nil {
      let written = rules.sources.text(of: span)
      switch forbidden.assignment.source {
      case .expression(.path), .expression(.call):
        diagnostic.help = "`\(written) | lower` gives what it allows"
        diagnostic.fix = Diagnostic.Fix(span, written + " | lower")
      default: diagnostic.help = "`| lower` makes of them what it allows"
      }
    }
    return diagnostic
  }

  // MARK: Words

  var lookedAt: String { " (\(Wording.grouped(seen.mapped)) looked at)" }

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
