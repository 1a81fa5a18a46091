import Diagnostics
import Text

/// What checked files come to.
package struct CheckSummary {
  /// How many files were checked, and how much was found.
  package let line: String
  /// The findings that comments and the baseline hide, one line each.
  package let hidden: [String]

  /// The summary of a run over so many files.
  package init(_ run: CheckRun, files: Int) {
    let counts = run.counts
    let parts = [Diagnostic.Severity.error, .warning, .info].compactMap { severity in
      counts[severity].map {
        severity == .info ? "\($0) info" : Wording.count($0, severity.rawValue)
      }
    }
    hidden = run.files.flatMap { file in
      file.hidden.map { one in
        "hidden by \(one.reason == .baseline ? "the baseline" : "a comment"): "
          + CompactReport(sources: file.sources).render(one.diagnostic)
      }
    }
    line =
      "\(Wording.count(files, "file")) checked, "
      + (parts.isEmpty ? "no findings" : parts.joined(separator: ", "))
      + (hidden.isEmpty ? "" : ", \(hidden.count) hidden")
  }
}
