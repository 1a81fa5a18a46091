import Events

/// What stands between pairs, or between a key and its value: a regular expression, mostly a plain
/// text or `\s`, which is then looked for without a search engine.
struct PairSeparator: Sendable {
  private enum Element: Sendable {
    case byte(UInt8)
    case blank
  }

  private enum Form: Sendable {
    case plain([Element])
    case regex(Regex)
  }

  /// What a separator between pairs implies for keys and values.
  enum Role {
    /// Any blank: values may hold it, keys may not.
    case anyBlank
    /// A single space, which counts as no separator: keys are recognised by their characters.
    case space
    /// A plain text: it ends values, and keys cannot hold it.
    case plain
    /// A regular expression: it ends values, and keys may hold it.
    case expression
  }

  private let form: Form
  let role: Role

  /// A pattern that is not a regular expression is taken as it stands.
  init(_ pattern: String) {
    role = PairSeparator.role(of: pattern)
    if let elements = PairSeparator.elements(pattern) {
      form = .plain(elements)
    } else if let regex = try? Regex(PythonRegex.translate(pattern)) {
      form = .regex(regex)
    } else {
      form = .plain(pattern.utf8.map { .byte($0) })
    }
  }

  private static func role(of pattern: String) -> Role {
    switch pattern {
    case #"\s"#, #"\s+"#, #"\s*"#: .anyBlank
    case " ": .space
    case _ where pattern.utf8.contains(where: { "\\^$.|?*+()[]{}".utf8.contains($0) }): .expression
    default: .plain
    }
  }

  /// The elements of a pattern without alternatives, repetitions and classes; else nil.
  private static func elements(_ pattern: String) -> [Element]? {
    var elements: [Element] = []
    var bytes = pattern.utf8.makeIterator()
    while let byte = bytes.next() {
      if byte != UInt8(ascii: "\\") {
        guard !"^$.|?*+()[]{}".utf8.contains(byte) else { return nil }
        elements.append(.byte(byte))
        continue
      }
      guard let escaped = bytes.next() else { return nil }
      switch escaped {
      case UInt8(ascii: "s"): elements.append(.blank)
      case UInt8(ascii: "t"): elements.append(.byte(9))
      case UInt8(ascii: "n"): elements.append(.byte(10))
      case UInt8(ascii: "r"): elements.append(.byte(13))
      case _ where PythonText.isPunctuation(escaped): elements.append(.byte(escaped))
      default: return nil
      }
    }
    return elements
  }

  /// The first occurrence at or after an offset; nil where there is none, or it is empty.
  func next(_ text: Bytes, from start: Int, in scratch: Scratch) -> Range<Int>? {
    switch form {
    case .plain(let elements):
      guard let first = elements.first else { return nil }
      var index = start
      while let found = find(first, text, index) {
        if let end = match(elements, text, found) { return found..<end }
        index = found + Scalars.length(text, at: found)
      }
      return nil
    case .regex(let regex):
      return regex.search(text, in: scratch) { search in
        search.next(from: start) ? search.range(0) : nil
      }
    }
  }

  private func find(_ element: Element, _ text: Bytes, _ start: Int) -> Int? {
    switch element {
    case .byte(let byte): return text.firstIndex(of: byte, from: start)
    case .blank:
      var index = start
      while index < text.count {
        if Whitespace.length(text, at: index) > 0 { return index }
        index += 1
      }
      return nil
    }
  }

  private func match(_ elements: [Element], _ text: Bytes, _ start: Int) -> Int? {
    var index = start
    for element in elements {
      guard index < text.count else { return nil }
      switch element {
      case .byte(let byte):
        guard text[index] == byte else { return nil }
        index += 1
      case .blank:
        let length = Whitespace.length(text, at: index)
        guard length > 0 else { return nil }
        index += length
      }
    }
    return index
  }
}
