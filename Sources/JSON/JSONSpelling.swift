import Text

extension JSONTree {
  /// On one line, without blanks.
  public var json: String { line(comma: ",", colon: ":") }

  /// On one line, with a blank behind each comma and colon.
  public var spaced: String { line(comma: ", ", colon: ": ") }

  private func line(comma: String, colon: String) -> String {
    switch self {
    case .null: return "null"
    case .boolean(let value): return value ? "true" : "false"
    case .integer(let lexeme), .float(let lexeme): return lexeme
    case .text(let text): return JSONString.quoted(text)
    case .list(let items):
      let parts = items.map { $0.line(comma: comma, colon: colon) }
      return "[" + parts.joined(separator: comma) + "]"
    case .object(let members):
      let parts = members.map {
        JSONString.quoted($0.name) + colon + $0.value.line(comma: comma, colon: colon)
      }
      return "{" + parts.joined(separator: comma) + "}"
    }
  }

  /// Over several lines; those after the first begin with `indent`.
  public func pretty(indent: String = "") -> String {
    let inner = indent + "  "
    let parts: [String]
    switch self {
    case .list(let items): parts = items.map { $0.pretty(indent: inner) }
    case .object(let members):
      parts = members.map {
        "\(JSONString.quoted($0.name)): \($0.value.pretty(indent: inner))"
      }
    default: return spaced
    }
    let (open, close) = if case .list = self { ("[", "]") } else { ("{", "}") }
    if parts.isEmpty { return open + close }
    return "\(open)\n\(inner)" + parts.joined(separator: ",\n\(inner)") + "\n\(indent)\(close)"
  }
}
