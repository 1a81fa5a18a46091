/// An error of libyaml, explained to people who do not know YAML by heart.
///
/// libyaml names the token it missed; the lines around it show what the author did.
struct YAMLProblem {
  /// Instead of libyaml's words, where the cause is known.
  private(set) var message: String
  /// What to do about it; nil where libyaml's message is all there is.
  private(set) var help: String?
  /// An edit that may mend it.
  private(set) var fix: (range: Range<Int>, replacement: String)?

  private let text: YAMLLines
  private let offset: Int
  private let line: YAMLLines.Line

  /// Looks for the cause of an error that libyaml reports at `offset`.
  init(
    _ problem: String, context: String?, at offset: Int, context place: Int?, in bytes: [UInt8]
  ) {
    message = problem
    text = YAMLLines(bytes)
    self.offset = min(offset, bytes.count)
    line = text.line(at: self.offset)
    if bytes.indices.contains(offset), bytes[offset] == UInt8(ascii: "\t") {
      help = "YAML is indented with spaces, never with tabs"
      return
    }
    if let place, isIndentation(problem), explainIndentation(from: text.line(at: place), place) {
      return
    }
    if problem.hasPrefix("mapping values are not allowed"), explainColon() { return }
    if problem.hasPrefix("did not find expected key") || context == "while scanning a block scalar",
      explainTail()
    {
      return
    }
    help = Self.help(problem, context, at: text.byte(self.offset), start: place.map(text.byte))
  }

  private func isIndentation(_ problem: String) -> Bool {
    (problem.hasPrefix("did not find expected key")
      || problem.hasPrefix("did not find expected '-'")
      || problem.hasPrefix("did not find expected <document start>"))
      && offset == line.content
  }

  // MARK: Indentation

  /// A line in a column where nothing above it begins.
  private mutating func explainIndentation(from above: YAMLLines.Line, _ place: Int) -> Bool {
    let (column, wanted) = (offset - line.start, place - above.start)
    guard column != wanted, line.start > above.start else { return false }
    message = "this line begins in a column where nothing above it does"
    help = "indent it by \(wanted), like line \(text.number(of: above))"
    if let last = text.filledLine(before: line), last.content - last.start > column {
      help =
        "indent it by \(last.content - last.start), like line \(text.number(of: last)), "
        + "or by \(wanted), like line \(text.number(of: above))"
    }
    return true
  }

  /// `: ` in a value, or a key that stands deeper than the value above it.
  private mutating func explainColon() -> Bool {
    let key = text.afterDashes(line)
    let before = text.bytes[key..<max(key, offset)]
    if let colon = YAMLLines.colon(in: before) {
      help = "a plain text cannot hold `: `; put quotes around the whole value"
      if YAMLLines.holds(" ? ", text.bytes[colon..<line.end]) {
        help = "there is no `a ? b : c`; write two stages with `when:`, or `a else b`"
      }
      return true
    }
    guard let above = text.filledLine(before: line) else { return false }
    let (column, wanted) = (line.content - line.start, above.content - above.start)
    guard column > wanted else { return false }
    message = "this line is indented more than the one above, which has its value already"
    help = "indent it by \(wanted), like line \(text.number(of: above))"
    if let colon = YAMLLines.colon(in: text.bytes[text.afterDashes(above)..<above.end]) {
      let name = String(decoding: text.bytes[text.afterDashes(above)..<colon], as: UTF8.self)
      help? += ", or leave the value of `\(name)` out if it is part of it"
    }
    return true
  }

  // MARK: More than one value

  /// A quoted text, or brackets, and something after it on the same line.
  private mutating func explainTail() -> Bool {
    guard let last = text.bytes[line.content..<offset].lastIndex(where: { $0 > 0x20 && $0 != 0x7C })
    else { return false }
    let what: String
    switch text.bytes[last] {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): what = "the quoted text"
    case UInt8(ascii: "]"), UInt8(ascii: "}"): what = "the bracket"
    default: return false
    }
    message = "\(what) ends the value for YAML, and more follows it"
    help = "put quotes around the whole value"
    let key = text.afterDashes(line)
    guard let colon = YAMLLines.colon(in: text.bytes[key..<line.end]) else { return true }
    let value = text.value(of: line, from: colon + 1)
    let quoted = String(decoding: text.bytes[value], as: UTF8.self)
    guard !quoted.isEmpty, !quoted.contains(where: { $0 == "'" || $0 == "\\" }) else {
      help? += ", or write it on a line of its own below `>-`"
      return true
    }
    help = "put quotes around the whole value: `'\(quoted)'`"
    if text.bytes[value.lowerBound] == UInt8(ascii: "\"") { fix = (value, "'\(quoted)'") }
    return true
  }
}
