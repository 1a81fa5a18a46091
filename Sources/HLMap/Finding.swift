import Diagnostics
import Planning
import Text

/// What is wrong with rules, or deserves a second look: what, where, and what to do.
public struct Finding: Sendable, CustomStringConvertible {
  /// How bad it is.
  public enum Severity: String, Sendable {
    /// Rules with an error do not load.
    case error
    case warning, info
  }

  /// A place in a text. Lines and columns count from 1, columns in Unicode scalars.
  public struct Place: Sendable {
    /// The file as it was named.
    public var file: String
    /// The line of the first scalar.
    public var line: Int
    /// The column of the first scalar.
    public var column: Int
    /// The line of the first scalar after the place.
    public var endLine: Int
    /// The column just past the last scalar, on `endLine`.
    public var endColumn: Int
    /// The same in bytes of the file.
    public var bytes: Range<Int>
  }

  /// Stable, such as `HL1103`; `hl-map explain CODE` has a page on each.
  public var code: String
  /// How serious the finding is.
  public var severity: Severity
  /// One sentence, lower case, no full stop; names in backquotes.
  public var message: String
  /// What to do, in words.
  public var help: String?
  /// Nil for what has no place, such as a missing file.
  public var place: Place?
  /// The finding as one JSON object, as `hl-map check --format json` has it.
  public let json: String
  /// On one line: `file:line:column: error[HL1103]: message (help)`.
  public let description: String

  init(_ diagnostic: Diagnostic, in sources: SourceMap) {
    code = diagnostic.code.rawValue
    severity = Severity(rawValue: diagnostic.severity.rawValue) ?? .error
    message = diagnostic.message
    help = diagnostic.help
    if let span = diagnostic.span, Int(span.source) < sources.texts.count {
      let text = sources[span]
      let start = text.position(at: Int(span.lower))
      let end = text.position(at: Int(span.upper))
      place = Place(
        file: text.name, line: start.line, column: start.column, endLine: end.line,
        endColumn: end.column, bytes: Int(span.lower)..<Int(span.upper))
    }
    json = String(JSONReport(sources: sources).render(diagnostic).dropLast())
    description = String(
      CompactReport(sources: sources).render([diagnostic]).prefix { $0 != "\n" })
  }
}

/// Why rules do not load: all that is wrong with them.
public struct RuleErrors: Error, CustomStringConvertible {
  /// Errors, and what else was found, in the order of files and places.
  public let findings: [Finding]
  /// The report that `hl-map check` prints, with the lines in question.
  public let description: String

  init(_ rules: LoadedRules) {
    findings = rules.findings
    description = TextReport(sources: rules.sources).render(rules.diagnostics)
  }

  /// The findings as a JSON array, as `hl-map check --format json` has it.
  public var json: String { findings.json }
}

extension [Finding] {
  /// A JSON array, as `hl-map check --format json` has it.
  package var json: String { "[" + map(\.json).joined(separator: ",\n") + "]\n" }
}

extension LoadedRules {
  /// All that was found, in the order of files and places.
  var findings: [Finding] { diagnostics.sortedByPlace().map { Finding($0, in: sources) } }
}
