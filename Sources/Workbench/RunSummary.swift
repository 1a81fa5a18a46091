import Running
import Streams
import Text

/// What is said of a run when it is over, besides its figures.
package struct RunSummary {
  private let report: RunReport

  /// Of a run that has ended.
  package init(_ report: RunReport) { self.report = report }

  /// How far the events are safe: written, or kept as letters.
  package var safety: String {
    func name(_ place: EventPlace) -> String {
      "\(place.input) line \(place.line)" + (place.offset.map { " (byte \($0))" } ?? "")
    }
    let safe =
      report.lastSafe.map { "all events up to that of \(name($0)) are safe" }
      ?? "no event was written"
    guard let first = report.firstUnsafe else { return safe }
    return "\(safe), the first that is not is that of \(name(first))"
  }

  /// That events were refused, and the lines that say more of it; nil where none was. `letters` is
  /// the file that keeps them.
  package func refusals(
    readAs format: InputFormat, letters: String?
  ) -> (headline: String, details: String)? {
    guard report.rejected > 0 else { return nil }
    let total = "\(Wording.count(report.rejected, "event")) of \(Wording.grouped(report.events))"
    if report.rejected == report.events, report.texts == report.events, format != .lines {
      return (
        "\(total) refused: none is a JSON object; where each line is the text of an event, "
          + "read it with --input-format lines", ""
      )
    }
    if let letters { return ("\(total) refused; see \(letters)", "") }
    var lines = report.firstRejects.map { reason, place in
      "  \(SafeText.line(place.input)):\(place.line): \(SafeText.line(reason.message))\n"
    }
    let more = report.rejected - report.firstRejects.count
    if more > 0 { lines.append("  … and \(Wording.grouped(more)) more\n") }
    lines.append("  keep them, with their reasons, by --dead-letter FILE\n")
    return ("\(total) refused", lines.joined())
  }
}
