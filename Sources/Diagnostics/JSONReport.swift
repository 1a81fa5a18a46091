import Text

/// Findings for machines: one JSON object a line.
///
/// Lines and columns count from 1, columns in Unicode scalars; `start` and `end` are byte offsets.
public struct JSONReport: Sendable {
  /// The texts that the spans of the findings point into.
  public let sources: SourceMap

  /// A report of findings in these texts.
  public init(sources: SourceMap) { self.sources = sources }

  /// All findings by file and place; every line ends with a line feed.
  public func render(_ diagnostics: some Sequence<Diagnostic>) -> String {
    diagnostics.sortedByPlace().map { render($0) }.joined()
  }

  /// One finding as one JSON object with its line feed; members without a value are left out.
  public func render(_ diagnostic: Diagnostic) -> String {
    var members = [
      Self.member("code", diagnostic.code.rawValue),
      Self.member("severity", diagnostic.severity.rawValue),
      Self.member("message", diagnostic.message),
    ]
    if let span = diagnostic.span { members += place(span) }
    if let label = diagnostic.label { members.append(Self.member("label", label)) }
    if !diagnostic.labels.isEmpty {
      let labels = diagnostic.labels.map { label in
        "{" + ([Self.member("message", label.text)] + place(label.span)).joined(separator: ",")
          + "}"
      }
      members.append("\"labels\":[" + labels.joined(separator: ",") + "]")
    }
    if let help = diagnostic.help { members.append(Self.member("help", help)) }
    if let fix = diagnostic.fix {
      let edit = [Self.member("replacement", fix.replacement)] + place(fix.span)
      members.append("\"fix\":{" + edit.joined(separator: ",") + "}")
    }
    return "{" + members.joined(separator: ",") + "}\n"
  }

  private func place(_ span: Span) -> [String] {
    guard Int(span.source) < sources.texts.count else { return [] }
    let text = sources[span]
    let start = text.position(at: Int(span.lower))
    let end = text.position(at: Int(span.upper))
    return [
      Self.member("file", text.name), "\"line\":\(start.line)", "\"column\":\(start.column)",
      "\"endLine\":\(end.line)", "\"endColumn\":\(end.column)", "\"start\":\(span.lower)",
      "\"end\":\(span.upper)",
    ]
  }

  private static func member(_ name: String, _ text: String) -> String {
    "\"\(name)\":" + JSONString.quoted(text)
  }
}
