import Text

/// Findings one a line: `file:line:column: error[HL1101]: message (help)`.
public struct CompactReport: Sendable {
  public let sources: SourceMap

  public init(sources: SourceMap) { self.sources = sources }

  /// All findings by file and place; every line ends with a line feed.
  public func render(_ diagnostics: some Sequence<Diagnostic>) -> String {
    diagnostics.sortedByPlace().map { render($0) }.joined()
  }

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
