import Events

/// A place in a pattern that refers to a group by its name: `\k<name>`, `(?P=name)`, `(?&name)`.
struct GrokReference {
  /// How a reference is written around the name.
  private struct Form {
    let prefix: StaticString
    let suffix: StaticString
    /// Whether it stands for the text that the group took, so that any group of the name will do.
    var isBack = false
  }

  private static let forms = [
    Form(prefix: "\\k<", suffix: ">", isBack: true),
    Form(prefix: "\\k'", suffix: "'", isBack: true),
    Form(prefix: "\\k{", suffix: "}", isBack: true),
    Form(prefix: "\\g{", suffix: "}", isBack: true),
    Form(prefix: "(?P=", suffix: ")", isBack: true), Form(prefix: "(?&", suffix: ")"),
    Form(prefix: "(?P>", suffix: ")"), Form(prefix: "\\g<", suffix: ">"),
    Form(prefix: "\\g'", suffix: "'"), Form(prefix: "(?(<", suffix: ">"),
    Form(prefix: "(?('", suffix: "'"), Form(prefix: "(?(", suffix: ")"),
  ]

  let name: Bytes
  /// Bytes of the whole reference.
  let count: Int
  private let form: Form

  /// Nil where no reference begins.
  init?(_ rest: Bytes) {
    guard rest.count > 4, "?kg".utf8.contains(rest[1]) else { return nil }
    for form in GrokReference.forms where rest.hasPrefix(Bytes(form.prefix)) {
      let start = form.prefix.utf8CodeUnitCount
      var end = start
      while end < rest.count, GrokExpansion.isWord(rest[end]) { end += 1 }
      guard end > start, rest[start] &- 48 > 9, rest.dropping(end).hasPrefix(Bytes(form.suffix))
      else { continue }
      name = rest.slice(start, end)
      count = end + form.suffix.utf8CodeUnitCount
      self.form = form
      return
    }
    return nil
  }

  /// The reference to groups by their numbers among all captures; of several the first that took
  /// part, as where groups of one name are referred to.
  func append(_ groups: [Int], to text: inout [UInt8]) {
    let groups = form.isBack ? groups[...] : groups.prefix(1)
    if groups.count > 1 { text.append(contentsOf: "(?:".utf8) }
    for (index, group) in groups.enumerated() {
      if index > 0 { text.append(UInt8(ascii: "|")) }
      text.append(contentsOf: Bytes(form.prefix))
      text.append(contentsOf: "g\(group)".utf8)
      text.append(contentsOf: Bytes(form.suffix))
    }
    if groups.count > 1 { text.append(UInt8(ascii: ")")) }
  }

  /// A part of a pattern that is written out, with the names of the captures as they were given.
  static func named(_ text: ArraySlice<UInt8>, _ captures: [String]) -> String {
    var result: [UInt8] = []
    var index = text.startIndex
    while index < text.endIndex {
      let byte = text[index]
      result.append(byte)
      index += 1
      guard "<'{=&>(".utf8.contains(byte), index < text.endIndex, text[index] == UInt8(ascii: "g")
      else { continue }
      let digits = text[(index + 1)...].prefix { $0 &- 48 <= 9 }
      guard digits.endIndex < text.endIndex, ">'})".utf8.contains(text[digits.endIndex]),
        let number = Int(String(decoding: digits, as: UTF8.self)), number < captures.count
      else { continue }
      result.append(contentsOf: captures[number].utf8)
      index = digits.endIndex
    }
    return String(decoding: result, as: UTF8.self)
  }
}
