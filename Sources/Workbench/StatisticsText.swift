import Running
import Streams
import Text

/// What `--stats` prints.
package enum StatisticsText {
  /// The counts of a run, one aligned line each.
  package static func lines(of report: RunReport, sources: SourceMap) -> String {
    var rows: [(String, String)] = [
      ("events in", Wording.grouped(report.events)),
      ("events out", Wording.grouped(report.written)),
      ("dropped", Wording.grouped(report.dropped)),
      ("refused", Wording.grouped(report.rejected)),
    ]
    for reason in RejectReason.allCases {
      let count = report.rejectedByReason[Int(reason.rawValue)]
      if count > 0 { rows.append(("  \(reason.name)", Wording.grouped(count))) }
    }
    for row in report.counters.droppedEvents(of: report.plan) {
      rows.append(("  dropped: \(row.label)", Wording.grouped(row.count)))
    }
    rows += section("fields skipped", report.counters.skippedFields(of: report.plan))
    let undecoded = report.counters.failedDecodes(of: report.plan) { sources.location(of: $0) }
    if !undecoded.isEmpty { rows += section("decodes failed", undecoded, of: "decodes") }
    let calls = report.counters.failedCalls(of: report.plan) { sources.location(of: $0) }
    if !calls.isEmpty { rows += section("calls failed", calls, of: "calls") }
    rows += section("sources absent", report.counters.absentFields(of: report.plan))
    let replaced = report.counters.replacedCharacters(of: report.plan) { sources.location(of: $0) }
    if !replaced.isEmpty { rows += section("characters replaced", replaced, of: "decodes") }
    let limited = report.counters.limitedSearches(of: report.plan) { sources.location(of: $0) }
    if !limited.isEmpty { rows += section("searches at their limit", limited, of: "rules") }
    let seconds = max(report.seconds, 1e-6)
    rows += [
      ("bytes in", Wording.grouped(report.bytesRead)),
      ("bytes out", Wording.grouped(report.bytesWritten)),
      ("seconds", Wording.decimal(report.seconds, 3)),
      ("MB/s", Wording.decimal(Double(report.bytesRead) / seconds / 1e6, 1)),
      ("events/s", Wording.grouped(Int(Double(report.events) / seconds))),
    ]
    // Labels are names that the rules give.
    rows = rows.map { (SafeText.line($0.0), $0.1) }
    let labels = rows.map { $0.0.unicodeScalars.count }.max() ?? 0
    let values = rows.map { $0.1.utf8.count }.max() ?? 0
    return rows.map { label, value in
      label + String(repeating: " ", count: labels - label.unicodeScalars.count + 2)
        + String(repeating: " ", count: values - value.utf8.count) + value + "\n"
    }.joined()
  }
}

extension StatisticsText {
  /// A total and the largest parts of it.
  private static func section(
    _ title: String, _ rows: [RunCounters.Row], of what: String = "fields"
  ) -> [(String, String)] {
    let shown = 12
    var lines = [(title, Wording.grouped(rows.reduce(0) { $0 + $1.count }))]
    lines += rows.prefix(shown).map { ("  \($0.label)", Wording.grouped($0.count)) }
    if rows.count > shown {
      let rest = rows.dropFirst(shown).reduce(0) { $0 + $1.count }
      lines.append(("  \(rows.count - shown) more \(what)", Wording.grouped(rest)))
    }
    return lines
  }
}
