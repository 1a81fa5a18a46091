import Diagnostics
import Text

/// How diagnostics are written.
package enum ReportFormat: String, CaseIterable, Sendable {
  case pretty, compact, json, sarif, github, junit

  /// The report of all files as one text, fit to be printed as it is.
  package func text(
    of files: [CheckedFile], usesColor: Bool, failLevel: Diagnostic.Severity, version: String
  ) -> String {
    let text = rendered(
      files, usesColor: usesColor, failLevel: failLevel, version: version)
    return switch self {
    case .pretty, .compact: SafeText.report(text)
    case .json, .sarif: SafeText.json(text)
    // Every text in them is escaped as it is put in, and GitHub is to find commands.
    case .github, .junit: text
    }
  }

  private func rendered(
    _ files: [CheckedFile], usesColor: Bool, failLevel: Diagnostic.Severity, version: String
  ) -> String {
    switch self {
    case .pretty:
      files.map { file in
        let report = TextReport(sources: file.sources, usesColor: usesColor)
        return file.diagnostics.map { report.render($0) + "\n" }.joined()
      }.joined()
    case .compact:
      files.map { CompactReport(sources: $0.sources).render($0.diagnostics) }.joined()
    case .github:
      files.map { GitHubReport(sources: $0.sources).render($0.diagnostics) }.joined()
    case .json: ReportFormat.json(files)
    case .sarif: SARIFReport(version: version).render(files)
    case .junit: JUnitReport(failLevel: failLevel).render(files)
    }
  }

  private static func json(_ files: [CheckedFile]) -> String {
    let objects = files.flatMap { file in
      let report = JSONReport(sources: file.sources)
      return file.diagnostics.map { String(report.render($0).dropLast()) }
    }
    return objects.isEmpty ? "[]\n" : "[\n" + objects.joined(separator: ",\n") + "\n]\n"
  }
}

/// From which severity on `check` fails.
package enum FailLevel: String, CaseIterable, Sendable {
  case error, warning, info

  /// The severity of the same name.
  package var severity: Diagnostic.Severity {
    switch self {
    case .error: .error
    case .warning: .warning
    case .info: .info
    }
  }
}
