import Events

extension TemplateMethods {
  private static let window: [Parameter] = [
    .python("start", otherwise: .null), .python("end", otherwise: .null),
  ]

  /// `text.startswith(prefix)`.
  static let startsWith = text(
    "startswith", [.python("prefix")] + window, returns: .boolean,
    about: "Whether a text, or one of a list of texts, stands in front.",
    examples: [
      .of(#""abc""#, #""ab""#, gives: "true"), .of(#""abc""#, #"["x", "a"]"#, gives: "true"),
      .of(#""abc""#, #""b""#, "1", gives: "true"), .of(#""a""#, "null", gives: "failed"),
    ]
  ) { text, arguments in
    arguments.isAtEdge(of: text) { $0.hasPrefix($1) }
  }

  /// `text.endswith(suffix)`.
  static let endsWith = text(
    "endswith", [.python("suffix")] + window, returns: .boolean,
    about: "Whether a text, or one of a list of texts, stands at the end.",
    examples: [
      .of(#""abc""#, #""bc""#, gives: "true"), .of(#""abc""#, #"["x"]"#, gives: "false"),
    ]
  ) { text, arguments in
    arguments.isAtEdge(of: text) { $0.hasSuffix($1) }
  }

  /// `text.find(sub)`.
  static let find = text(
    "find", [.python("sub")] + window, returns: .integer,
    about: "The index of the first occurrence, -1 for none.",
    examples: [
      .of(#""éab""#, #""b""#, gives: "2"), .of(#""a""#, #""x""#, gives: "-1"),
      .of(#""a""#, "1", gives: "failed"),
    ]
  ) { text, arguments in
    guard let place = arguments.find(in: text, .first) else { return .failed }
    return Number.value(place, in: arguments.scratch)
  }

  /// `text.rfind(sub)`.
  static let findRight = text(
    "rfind", [.python("sub")] + window, returns: .integer,
    about: "The index of the last occurrence, -1 for none.",
    examples: [.of(#""éaba""#, #""a""#, gives: "3"), .of(#""a""#, #""x""#, gives: "-1")]
  ) { text, arguments in
    guard let place = arguments.find(in: text, .last) else { return .failed }
    return Number.value(place, in: arguments.scratch)
  }

  /// `text.index(sub)`, `list.index(value)`.
  static let index = Function(
    template: "index", [.python("value"), .python("sub")] + window, returns: .integer,
    about: "The index of the first occurrence in a text or list; fails where there is none.",
    examples: [
      .of(#""abc""#, #""c""#, gives: "2"), .of("[1, 2.0]", "2", gives: "1"),
      .of(#""abc""#, #""x""#, gives: "failed"), .of("{}", "1", gives: "failed"),
    ]
  ) { arguments in
    if let text = arguments.string(0) {
      guard let place = arguments.find(in: text, .first), place >= 0 else { return .failed }
      return Number.value(place, in: arguments.scratch)
    }
    let list = arguments.value(0)
    guard list.kind == .array,
      let range = arguments.count > 2
        ? arguments.window(count: JSONCursor.count(of: list)) : .some(0..<Int.max)
    else { return .failed }
    var items = ArrayCursor(list)
    var number = 0
    while let item = items.next(), number < range.upperBound {
      if number >= range.lowerBound,
        PythonValue.equal(item, arguments.value(1), in: arguments.scratch)
      {
        return Number.value(number, in: arguments.scratch)
      }
      number += 1
    }
    return .failed
  }

  /// `text.count(sub)`, `list.count(value)`.
  static let count = Function(
    template: "count", [.python("value"), .python("sub")] + window, returns: .integer,
    about: "How often a text occurs in a text without overlaps, or a value in a list.",
    examples: [
      .of(#""aaa""#, #""aa""#, gives: "1"), .of("[1, true, 2]", "1", gives: "2"),
      .of(#""aé""#, #""""#, gives: "3"), .of("1", "1", gives: "failed"),
    ]
  ) { arguments in
    var count = 0
    if let text = arguments.string(0) {
      guard let part = arguments.string(1)?.bytes, let range = arguments.textWindow(text.bytes)
      else { return .failed }
      guard let range else { return Number.value(0, in: arguments.scratch) }
      let bytes = text.bytes.slice(range.lowerBound, range.upperBound)
      if part.count == 0 {
        return Number.value(Scalars.count(bytes) + 1, in: arguments.scratch)
      }
      var index = 0
      while let found = bytes.firstRange(of: part, from: index) {
        count += 1
        index = found + part.count
      }
      return Number.value(count, in: arguments.scratch)
    }
    guard arguments.value(0).kind == .array, arguments.count == 2 else { return .failed }
    var items = ArrayCursor(arguments.value(0))
    while let item = items.next() {
      if PythonValue.equal(item, arguments.value(1), in: arguments.scratch) { count += 1 }
    }
    return Number.value(count, in: arguments.scratch)
  }
}

extension Arguments {
  /// What `start` and `end` at places 2 and 3 leave of so many items; nil where they do not fit.
  fileprivate func window(count: Int) -> Range<Int>? {
    guard let start = bound(2, otherwise: 0), let end = bound(3, otherwise: count) else {
      return nil
    }
    let lower = start < 0 ? max(0, start &+ count) : start
    let upper = end < 0 ? max(0, end &+ count) : min(end, count)
    return lower > upper ? lower..<lower : lower..<upper
  }

  /// What they leave of a text, in bytes: nil inside where not even an empty text is found, nil
  /// where they do not fit.
  fileprivate func textWindow(_ text: Bytes) -> Range<Int>?? {
    if count <= 2 { return .some(0..<text.count) }
    let length = Scalars.count(text)
    guard let range = window(count: length) else { return nil }
    // An empty window past the end, or turned around, does not even hold an empty text.
    let end = bound(3, otherwise: length) ?? length
    let upper = end < 0 ? max(0, end &+ length) : min(end, length)
    guard range.lowerBound <= length, range.lowerBound <= upper else { return .some(nil) }
    let lower = Scalars.offset(text, of: range.lowerBound)
    return .some(
      lower..<lower + Scalars.offset(text.dropping(lower), of: range.upperBound - range.lowerBound))
  }

  /// Whether the text at place 1, or one of the texts in a list there, is at an edge.
  fileprivate func isAtEdge(of text: TextSpan, _ test: (Bytes, Bytes) -> Bool) -> Value {
    guard let range = textWindow(text.bytes) else { return .failed }
    let bytes = range.map { text.bytes.slice($0.lowerBound, $0.upperBound) }
    if let edge = string(1)?.bytes { return .boolean(bytes.map { test($0, edge) } ?? false) }
    guard value(1).kind == .array else { return .failed }
    var items = ArrayCursor(value(1))
    while let item = items.next() {
      guard item.kind == .string else { return .failed }
      if let bytes, test(bytes, PythonValue.text(item, in: scratch).bytes) { return .true }
    }
    return .false
  }

  /// The index of the text at place 1 in a text, -1 for none; nil where the arguments do not fit.
  fileprivate func find(in text: TextSpan, _ end: SearchEnd) -> Int? {
    guard let part = string(1)?.bytes, let range = textWindow(text.bytes) else { return nil }
    guard let range else { return -1 }
    let bytes = text.bytes.slice(range.lowerBound, range.upperBound)
    let found =
      end == .first
      ? bytes.firstRange(of: part) : part.count == 0 ? bytes.count : bytes.lastRange(of: part)
    guard let found else { return -1 }
    return Scalars.count(text.bytes.slice(0, range.lowerBound + found))
  }
}
