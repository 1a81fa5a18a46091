import Text

/// Findings as workflow commands, which GitHub shows beside the changed lines.
public struct GitHubReport: Sendable {
  /// The texts that the spans of the findings point into.
  public let sources: SourceMap

  /// A report of findings in these texts.
  public init(sources: SourceMap) { self.sources = sources }

  /// All findings by file and place; every line ends with a line feed.
  public func render(_ diagnostics: some Sequence<Diagnostic>) -> String {
    diagnostics.sortedByPlace().map { render($0) }.joined()
  }

  /// One finding as one workflow command with its line feed, escaped as GitHub asks.
  public func render(_ diagnostic: Diagnostic) -> String {
    var properties: [(String, String)] = []
    if let span = diagnostic.span, Int(span.source) < sources.texts.count {
      let text = sources[span]
      let start = text.position(at: Int(span.lower))
      let end = text.position(at: Int(span.upper))
      properties = [("file", text.name), ("line", "\(start.line)"), ("endLine", "\(end.line)")]
      // Columns are understood within one line only.
      if start.line == end.line {
        properties += [("col", "\(start.column)"), ("endColumn", "\(end.column)")]
      }
    }
    properties.append(("title", diagnostic.code.rawValue))
    var message = diagnostic.message
    if let label = diagnostic.label { message += ": \(label)" }
    if let help = diagnostic.help { message += "\n\(help)" }
    let listed = properties.map { "\($0)=\(Self.property($1))" }.joined(separator: ",")
    return "::\(Self.command(diagnostic.severity)) \(listed)::\(Self.data(message))\n"
  }

  private static func command(_ severity: Diagnostic.Severity) -> String {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .info: "notice"
    }
  }

  /// A message may hold anything but line ends and the sign that starts an escape.
  private static func data(_ text: String) -> String {
    escaped(text, "%\r\n")
  }

  /// A property ends at a comma or a colon as well.
  private static func property(_ text: String) -> String {
    escaped(text, "%\r\n:,")
  }

  private static func escaped(_ text: String, _ special: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if special.unicodeScalars.contains(scalar) {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result += "%" + (digits.count < 2 ? "0" : "") + digits
      } else if SafeText.isUnsafe(scalar) {
        result += SafeText.escape(scalar)
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
