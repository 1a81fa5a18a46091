import Events

extension TemplateMethods {
  /// `text.split(sep, maxsplit)`.
  static let split = text(
    "split", [.python("sep", otherwise: .null), .python("maxsplit", otherwise: .integer(-1))],
    returns: .list,
    about: "The parts between separators, or between runs of white space; at most so many cuts.",
    examples: [
      .of(#""a,b,,c""#, #"",""#, gives: #"["a","b","","c"]"#),
      .of(#"" a  b ""#, gives: #"["a","b"]"#),
      .of(#""a,b,c""#, #"",""#, "1", gives: #"["a","b,c"]"#),
      .of(#""a""#, #""""#, gives: "failed"), .of("null", #"",""#, gives: "failed"),
    ]
  ) { text, arguments in
    guard let (separator, most) = arguments.separation else { return .failed }
    return separator.map { Splitting.split(text, at: $0, most: most, in: arguments.scratch) }
      ?? Splitting.words(text, most: most, in: arguments.scratch)
  }

  /// `text.rsplit(sep, maxsplit)`.
  static let splitRight = text(
    "rsplit", [.python("sep", otherwise: .null), .python("maxsplit", otherwise: .integer(-1))],
    returns: .list,
    about: "As split, with the cuts counted from the end.",
    examples: [
      .of(#""a.b.c""#, #"".""#, "1", gives: #"["a.b","c"]"#),
      .of(#"" a b  c ""#, "null", "1", gives: #"[" a b","c"]"#),
    ]
  ) { text, arguments in
    guard let (separator, most) = arguments.separation else { return .failed }
    let length = separator?.count ?? 2
    let capacity = min(most, text.bytes.count / length + 1) + 1
    return withUnsafeTemporaryAllocation(of: Range<Int>.self, capacity: capacity) { parts in
      var count = 0
      func add(_ part: Range<Int>) {
        parts.initializeElement(at: count, to: part)
        count += 1
      }
      if let separator {
        Splitting.splitRight(text.bytes, at: separator, most: most, add)
      } else {
        Splitting.wordsRight(text.bytes, most: most, add)
      }
      var list = ListBuilder(in: arguments.scratch, capacity: 2 * text.bytes.count + 16)
      while count > 0 {
        count -= 1
        list.append(text.slice(parts[count].lowerBound, parts[count].upperBound))
      }
      return list.finish()
    }
  }

  /// `text.splitlines(keepends)`.
  static let splitLines = text(
    "splitlines", [.python("keepends", otherwise: .boolean(false))], returns: .list,
    about: "The lines of a text, without their ends unless they are wanted.",
    examples: [
      .of(#""a\r\nb\n""#, gives: #"["a","b"]"#), .of(#""""#, gives: "[]"),
      .of(#""a\nb""#, "true", gives: #"["a\n","b"]"#),
    ]
  ) { text, arguments in
    Splitting.lines(text, keepsEnds: arguments.isTrue(1), in: arguments.scratch)
  }

  /// `text.partition(sep)`.
  static let partition = text(
    "partition", [.python("sep")], returns: .list,
    about: "What stands before the first separator, the separator, and what stands behind it.",
    examples: [
      .of(#""a=b=c""#, #""=""#, gives: #"["a","=","b=c"]"#),
      .of(#""a""#, #""=""#, gives: #"["a","",""]"#), .of(#""a""#, #""""#, gives: "failed"),
    ]
  ) { text, arguments in
    guard let separator = arguments.string(1)?.bytes, separator.count > 0 else { return .failed }
    let count = text.bytes.count
    let found = text.bytes.firstRange(of: separator)
    return Splitting.three(
      text, 0..<(found ?? count), found.map { $0..<($0 + separator.count) } ?? count..<count,
      in: arguments.scratch)
  }

  /// `text.rpartition(sep)`.
  static let partitionRight = text(
    "rpartition", [.python("sep")], returns: .list,
    about: "What stands before the last separator, the separator, and what stands behind it.",
    examples: [
      .of(#""a=b=c""#, #""=""#, gives: #"["a=b","=","c"]"#),
      .of(#""a""#, #""=""#, gives: #"["","","a"]"#),
    ]
  ) { text, arguments in
    guard let separator = arguments.string(1)?.bytes, separator.count > 0 else { return .failed }
    let found = text.bytes.lastRange(of: separator)
    return Splitting.three(
      text, 0..<(found ?? 0), found.map { $0..<($0 + separator.count) } ?? 0..<0,
      in: arguments.scratch)
  }
}

extension Arguments {
  /// The separator of a split, nil for white space, and the most cuts; nil where they do not fit.
  fileprivate var separation: (separator: Bytes?, most: Int)? {
    guard let limit = count > 2 ? wholeNumber(2) : -1 else { return nil }
    let most = limit < 0 ? Int.max - 1 : limit
    if count < 2 || value(1).kind == .null { return (nil, most) }
    guard let separator = string(1)?.bytes, separator.count > 0 else { return nil }
    return (separator, most)
  }
}
