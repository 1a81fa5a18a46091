/// Diagnostics as JSON objects, for tools.
///
/// Lines and columns count from 1, columns in Unicode scalars; `offset` and `length` are bytes.
public struct JSONReport {
  private let sources: SourceMap

  public init(sources: SourceMap) { self.sources = sources }

  /// One object, on one line, without a line break behind it.
  public func object(_ diagnostic: Diagnostic) -> String {
    var members = [
      ("code", Self.quoted(diagnostic.code.rawValue)),
      ("severity", Self.quoted(diagnostic.severity.rawValue)),
      ("message", Self.quoted(diagnostic.message)),
    ]
    if let span = diagnostic.span { members += place(span) }
    if let label = diagnostic.label { members.append(("label", Self.quoted(label))) }
    if !diagnostic.labels.isEmpty {
      let labels = diagnostic.labels.map {
        Self.object(place($0.span) + [("text", Self.quoted($0.text))])
      }
      members.append(("labels", "[" + labels.joined(separator: ",") + "]"))
    }
    if let help = diagnostic.help { members.append(("help", Self.quoted(help))) }
    if let fix = diagnostic.fix {
      members.append(
        ("fix", Self.object(place(fix.span) + [("replacement", Self.quoted(fix.replacement))])))
    }
    return Self.object(members)
  }

  private func place(_ span: Span) -> [(String, String)] {
    let source = sources[span]
    let start = source.position(at: Int(span.lower))
    let end = source.position(at: Int(span.upper))
    return [
      ("file", Self.quoted(source.name)), ("line", "\(start.line)"), ("column", "\(start.column)"),
      ("end_line", "\(end.line)"), ("end_column", "\(end.column)"), ("offset", "\(span.lower)"),
      ("length", "\(span.upper - span.lower)"),
    ]
  }

  private static func object(_ members: [(String, String)]) -> String {
    "{" + members.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",") + "}"
  }

  /// A text as a JSON string.
  public static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{0}"..<" ":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
