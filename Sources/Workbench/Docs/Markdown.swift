import Text

/// Texts of rules and fixtures as Markdown that shows them and does nothing else: no HTML, no links,
/// no structure but what the page itself has.
enum Markdown {
  /// One line of prose; code between backticks stays code.
  static func prose(_ text: String) -> String {
    let scalars = Array(oneLine(text).unicodeScalars)
    var result = ""
    var place = 0
    while place < scalars.count {
      let run = scalars[place...].prefix { $0 == "`" }
      if !run.isEmpty, let end = codeEnd(scalars, from: run.endIndex, ticks: run.count) {
        for scalar in scalars[place..<end] { result.unicodeScalars.append(scalar) }
        place = end
        continue
      }
      // A sign that stands for itself, as in R&D, is left as it is.
      let isPlain = scalars[place] == "&" && !isReference(scalars[(place + 1)...])
      result += isPlain ? "&" : escaped(scalars[place])
      place += 1
    }
    return result
  }

  /// A sentence that begins a paragraph.
  static func sentence(_ text: String) -> String {
    let text = oneLine(text)
    guard let first = text.first, let last = text.last else { return "" }
    let whole = first.uppercased() + text.dropFirst() + (".!?".contains(last) ? "" : ".")
    // Signs that would begin a heading, a list, a block of code, a rule, or a build server's command.
    return ("#+-*_~=:".contains(first) ? "\\" : "") + prose(whole)
  }

  /// A text as inline code, whatever characters it contains.
  static func code(_ text: String) -> String {
    let text = oneLine(text)
    if text.isEmpty { return "` `" }
    var ticks = "`"
    while text.contains(ticks) { ticks += "`" }
    let gap = text.hasPrefix("`") || text.hasSuffix("`") ? " " : ""
    return ticks + gap + text + gap + ticks
  }

  /// Lines of JSON, or of what was to be some, as they are.
  static func block(_ text: String) -> String {
    let text = SafeText.report(text)
    var fence = "```"
    while text.contains(fence) { fence += "`" }
    return "\(fence)json\n\(text)\n\(fence)"
  }

  /// A table of Markdown cells whose columns are as wide as their cells.
  static func table(_ head: [String], _ rows: [[String]]) -> String {
    let cells = ([head] + rows).map { $0.map { $0.replacing("|", with: "\\|") } }
    let widths = head.indices.map { column in
      max(3, cells.map { $0[column].unicodeScalars.count }.max() ?? 3)
    }
    func row(_ cells: [String]) -> String {
      let padded = cells.indices.map { column in
        cells[column]
          + String(repeating: " ", count: widths[column] - cells[column].unicodeScalars.count)
      }
      return "| " + padded.joined(separator: " | ") + " |\n"
    }
    let rule = widths.map { String(repeating: "-", count: $0) }
    return ([cells[0], rule] + cells.dropFirst()).map(row).joined()
  }

  /// A text inside HTML; a comment cannot end in it either.
  static func html(_ text: String) -> String {
    oneLine(text).unicodeScalars.reduce(into: "") { $0 += entity($1) ?? String($1) }
  }

  private static func oneLine(_ text: String) -> String {
    SafeText.line(text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\\", "`", "[", "]": "\\" + String(scalar)
    default: entity(scalar) ?? String(scalar)
    }
  }

  private static func entity(_ scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "&": "&amp;"
    case "<": "&lt;"
    case ">": "&gt;"
    default: nil
    }
  }

  /// Whether what follows `&` makes it a character reference, as in `&lt;`.
  private static func isReference(_ rest: ArraySlice<Unicode.Scalar>) -> Bool {
    let name = rest.prefix {
      $0 == "#" || $0.isASCII && $0.properties.isAlphabetic
        || ("0"..."9").contains($0)
    }
    return !name.isEmpty && rest.dropFirst(name.count).first == ";"
  }

  /// Where code ends that began with so many backticks; nil where no such run closes it.
  private static func codeEnd(
    _ text: [Unicode.Scalar], from start: Int, ticks: Int
  ) -> Int? {
    var place = start
    while place < text.count {
      let run = text[place...].prefix { $0 == "`" }.count
      if run == ticks { return place + run }
      place += max(1, run)
    }
    return nil
  }
}
