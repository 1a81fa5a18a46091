import Glibc
import Running
import Streams
import Text

/// What `--stats` prints.
enum StatisticsText {
  static func lines(of report: RunReport, sources: SourceMap) -> String {
    var rows: [(String, String)] = [
      ("events in", Console.grouped(report.events)),
      ("events out", Console.grouped(report.written)),
      ("dropped", Console.grouped(report.dropped)),
      ("refused", Console.grouped(report.rejected)),
    ]
    for reason in RejectReason.allCases {
      let count = report.rejectedByReason[Int(reason.rawValue)]
      if count > 0 { rows.append(("  \(reason.name)", Console.grouped(count))) }
    }
    for row in report.counters.droppedEvents(of: report.plan) {
      rows.append(("  dropped: \(row.label)", Console.grouped(row.count)))
    }
    rows += section("fields skipped", report.counters.skippedFields(of: report.plan))
    let undecoded = report.counters.failedDecodes(of: report.plan) { sources.location(of: $0) }
    if !undecoded.isEmpty { rows += section("decodes failed", undecoded, of: "decodes") }
    rows += section("sources absent", report.counters.absentFields(of: report.plan))
    let replaced = report.counters.replacedCharacters(of: report.plan) { sources.location(of: $0) }
    if !replaced.isEmpty { rows += section("characters replaced", replaced, of: "decodes") }
    let limited = report.counters.limitedSearches(of: report.plan) { sources.location(of: $0) }
    if !limited.isEmpty { rows += section("searches at their limit", limited, of: "rules") }
    let seconds = max(report.seconds, 1e-6)
    rows += [
      ("bytes in", Console.grouped(report.bytesRead)),
      ("bytes out", Console.grouped(report.bytesWritten)),
      ("seconds", Console.decimal(report.seconds, 3)),
      ("MB/s", Console.decimal(Double(report.bytesRead) / seconds / 1e6, 1)),
      ("events/s", Console.grouped(Int(Double(report.events) / seconds))),
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
    var lines = [(title, Console.grouped(rows.reduce(0) { $0 + $1.count }))]
    lines += rows.prefix(shown).map { ("  \($0.label)", Console.grouped($0.count)) }
    if rows.count > shown {
      let rest = rows.dropFirst(shown).reduce(0) { $0 + $1.count }
      lines.append(("  \(rows.count - shown) more \(what)", Console.grouped(rest)))
    }
    return lines
  }
}

/// The line that says how far a long run is, on a terminal only.
final class ProgressLine {
  /// Bytes of all inputs, where all are files.
  private let total: Int?
  private var isShown = false

  /// Nil when standard error is no terminal, or mapped events scroll by on it.
  init?(inputs: [InputSource]) {
    guard isatty(STDERR_FILENO) == 1, isatty(STDOUT_FILENO) != 1 else { return nil }
    var sum = 0
    for input in inputs {
      var status = stat()
      let found = input.path.map { stat($0, &status) } ?? fstat(STDIN_FILENO, &status)
      guard found == 0, status.st_mode & S_IFMT == S_IFREG else {
        total = nil
        return
      }
      sum += status.st_size
    }
    total = sum
  }

  func show(_ report: RunReport) {
    let speed = Double(report.bytesRead) / max(report.seconds, 1e-6) / 1e6
    var text = "\(Console.count(report.events, "event")), "
    text += "\(Console.decimal(Double(report.bytesRead) / 1e6, 1)) MB"
    if let total, total > 0 {
      text += " (\(min(100, report.bytesRead * 100 / total)) %)"
    }
    text += ", \(Console.decimal(speed, 1)) MB/s"
    if report.rejected > 0 { text += ", \(Console.grouped(report.rejected)) refused" }
    Console.overwrite(text)
    isShown = true
  }

  func clear() {
    if isShown { Console.overwrite("") }
  }
}
