import HLMap
import Planning
import Text

/// A coverage for people.
package struct CoverText {
  /// The coverage to write.
  package let report: CoverReport
  /// The colours to use.
  package let style: TraceStyle
  /// Whether paths that no rule reads are all listed.
  package var listsUnread = false
  /// Whether parts that no sample exercised are all listed.
  package var listsIdle = false

  /// Writes this coverage; long lists are cut unless asked for.
  package init(
    report: CoverReport, style: TraceStyle, listsUnread: Bool = false, listsIdle: Bool = false
  ) {
    self.report = report
    self.style = style
    self.listsUnread = listsUnread
    self.listsIdle = listsIdle
  }

  /// Lines of one list; `--format json` has them all.
  private static let longestList = 200

  private var coverage: Coverage { report.coverage }

  /// The coverage in several lines, the last with its line feed.
  package var text: String {
    var text = style.bold(SafeText.line(coverage.file)) + "\n" + figures
    for remark in report.remarks { text += style.dim("  note    \(SafeText.line(remark))") + "\n" }
    text += section("never exercised", unexercised)
    let missed = report.entries.filter { $0.counts.missed > 0 }
    text += section("not read", missed.map { line($0, $0.counts.missed) })
    if coverage.source.hasMorePaths {
      text += style.dim("  … the samples have more paths than are kept\n")
    }
    if listsIdle {
      let idle = report.entries.filter { $0.counts.idle > 0 }
        .sorted { ($1.counts.idle, $0.path) < ($0.counts.idle, $1.path) }
      text += section(
        "read by a rule, but by none that ran on the event", idle.map { line($0, $0.counts.idle) })
    }
    if listsUnread { text += section("left out on purpose", unread) }
    return text
  }

  // MARK: Figures

  private var figures: String {
    let (exercised, all) = report.counts()
    let kinds = RuleCoverage.Kind.allCases.compactMap { kind -> String? in
      let (exercised, all) = report.counts(kind)
      return all == 0 ? nil : "\(CoverText.plural(kind)) \(exercised) of \(all)"
    }
    guard all > 0 else { return "  rules   none\n" + sourceFigures + fieldFigures }
    var text = "  rules   exercised \(Wording.grouped(exercised)) of \(Wording.grouped(all)) "
    text += "(\(percent(exercised, all))): \(kinds.joined(separator: ", "))\n"
    return text + sourceFigures + fieldFigures
  }

  private var fieldFigures: String {
    let fields = coverage.fields
    var text = "  fields  written \(fields.written.intersection(fields.targets).count) "
    text += "of \(fields.targets.count); \(Wording.count(fields.events, "mapped event"))"
    // Without events there are no percentages.
    guard fields.events > 0 else { return text + "\n" }
    let shares = zip(FieldCoverage.common, fields.counts).map {
      "\($0) \(percent($1, fields.events))"
    }
    return text + ", with " + shares.joined(separator: ", ") + "\n"
  }

  private var sourceFigures: String {
    let totals = coverage.source.totals
    let events = Wording.count(coverage.events, "event")
    guard totals.all > 0 else { return "  source  no values in \(events)\n" }
    var text = "  source  read \(percent(totals.read, totals.all)), "
    text += "left out on purpose \(percent(totals.unread, totals.all)), "
    text += "not read \(percent(totals.missed, totals.all)) "
    text += "of \(Wording.count(totals.all, "value")) in \(events)\n"
    text += "          by a rule that ran on the event: "
    return text + "\(percent(totals.read - totals.idle, totals.all))\n"
  }

  private func percent(_ part: Int, _ all: Int) -> String {
    Coverage.percent(part, of: all).map { Wording.decimal($0, 1) + " %" } ?? "none"
  }

  private static func plural(_ kind: RuleCoverage.Kind) -> String {
    switch kind {
    case .rule: "rules"
    case .matchCase: "cases"
    case .entry: "lookup entries"
    case .fallback: "fallbacks"
    }
  }

  // MARK: Lists

  private func section(_ title: String, _ lines: [String]) -> String {
    if lines.isEmpty { return "" }
    var text = "\n" + style.bold(title) + "\n"
    for line in lines.prefix(CoverText.longestList) { text += "  \(line)\n" }
    if lines.count > CoverText.longestList {
      let rest = Wording.grouped(lines.count - CoverText.longestList)
      text += style.dim("  … \(rest) more; --format json lists them all\n")
    }
    return text
  }

  /// What a guard kept from all its parts is one line.
  private var unexercised: [String] {
    let missed = report.items.filter { !$0.isExercised }
    var blocked: [Int: Int] = [:]
    for item in missed { if let number = item.blocking { blocked[number, default: 0] += 1 } }
    var told: Set<Int> = []
    return missed.compactMap { item in
      guard let number = item.blocking else {
        return "\(report.place(item))  \(item.kind.rawValue)  \(report.text(item))"
          + style.dim("  \(SafeText.line(report.reason(item)))")
      }
      guard told.insert(number).inserted else { return nil }
      let parts = Wording.count(blocked[number] ?? 0, "part")
      return "\(report.place(ofGuard: number))  \(report.text(ofGuard: number))"
        + style.dim("  no sample meets it: \(parts)")
    }
  }

  private func line(_ entry: SourceCoverage.Entry, _ count: Int) -> String {
    line(count, entry.path, TracedEvent.shown(entry.example))
  }

  /// How many values a path has, the path, and a word on it.
  private func line(_ count: Int, _ path: String, _ remark: String) -> String {
    let number = Wording.grouped(count)
    let indent = String(repeating: " ", count: max(0, 7 - number.count))
    return "\(indent)\(number)  \(SafeText.line(path))"
      + style.dim("  \(remark)")
  }

  /// Each entry of `unread:` with its values, also where the samples have none.
  private var unread: [String] {
    let byReason = report.entries.filter { $0.counts.unread > 0 }
    return coverage.reads.unread.map { one in
      let path = one.path.text()
      let count = byReason.filter { CoverText.is($0.path, below: path) }
        .reduce(0) { $0 + $1.counts.unread }
      return line(count, path, TracedEvent.short(one.reason))
    }
  }

  private static func `is`(_ path: String, below other: String) -> Bool {
    path == other || path.hasPrefix("\(other).") || path.hasPrefix("\(other)[")
  }
}
