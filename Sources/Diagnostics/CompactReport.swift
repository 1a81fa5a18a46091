import Text

/// Findings one a line: `file:line:column: error[HL1101]: message (help)`.
public struct CompactReport: Sendable {
  /// The texts that the spans of the findings point into.
  public let sources: SourceMap

  /// A report of findings in these texts.
  public init(sources: SourceMap) { self.sources = sources }

  /// All findings by file and place; every line ends with a line feed.
  public func render(_ diagnostics: some Sequence<Diagnostic>) -> String {
    diagnostics.sortedByPlace().map { render($0) }.joined()
  }

  /// One finding as one line with its line feed; without a place the line begins with the severity.
  public func render(_ diagnostic: Diagnostic) -> String {
    var result = ""
    if let span = diagnostic.span, Int(span.source) < sources.texts.count {
      result = sources.location(of: span) + ": "
    }
    result += "\(diagnostic.severity.rawValue)[\(diagnostic.code.rawValue)]: "
    result += SafeText.line(diagnostic.message)
    if let label = diagnostic.label { result += ": " + SafeText.line(label) }
    if let help = diagnostic.help { result += " (\(SafeText.line(help)))" }
    return result + "\n"
  }
}
