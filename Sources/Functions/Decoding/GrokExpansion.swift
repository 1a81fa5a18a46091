import Events

/// A grok pattern written out: every reference replaced by what it stands for, in a group.
///
/// ```
///  %{IP}              the pattern IP, captured as `IP`
///  %{IP:client}       captured as `client`
///  %{INT:port:int}    captured as a number
///  (?P<name>…)        captured as `name`
/// ```
///
/// Groups are called g0, g1, … in the order they open, since names may repeat and hold dots, and
/// references to names become references to those; what is not wanted is grouped and not captured.
/// Long patterns without references may be written once, as p0, p1, …, and called.
struct GrokExpansion {
  /// What is written once and called.
  enum Sharing {
    case nothing
    case longPatterns
    /// Addresses of the library, which are the same in upper and lower case.
    case addresses
  }

  /// The regular expression, in Python's spelling.
  private(set) var text: [UInt8] = []
  /// What group n captures.
  private(set) var captures: [String] = []
  /// The captures that are to be numbers.
  private(set) var types: [String: GrokPattern.Number] = [:]

  /// Whether the pattern is longer than the limit, and mostly not written out to its end.
  private(set) var isCut = false

  /// Whether something refers to a capture by its name, so that all of them count.
  private(set) var hasReferences = false

  private let limit: Int
  private let names: GrokNames
  private let wanted: Set<String>?
  private let sharing: Sharing
  /// The numbers of the patterns written once.
  private var shared: [Int] = []
  /// Where in `shared` a pattern stands.
  private var sharedPlaces: [Int: Int] = [:]
  /// Where the meaning of a name without captures stands in the text.
  private var written: [Int: Range<Int>] = [:]
  /// The captures of each name, once they are known and something refers to them.
  private var groups: [String: [Int]] = [:]
  /// The names being written out, the outermost first.
  private var open: [(name: String, number: Int)] = []

  init(
    _ pattern: ArraySlice<UInt8>, names: GrokNames, wanted: [String]?, sharing: Sharing,
    limit: Int
  ) throws(GrokPattern.Failure) {
    self.limit = limit
    self.names = names
    self.wanted = wanted.map { Set($0) }
    self.sharing = sharing
    try expand(pattern)
    if hasReferences, wanted == nil, sharing == .nothing, !isCut {
      // A group may open after what refers to it, so that all must be known to write references.
      groups = Dictionary(grouping: captures.indices) { captures[$0] }
      (text, captures, written) = ([], [], [:])
      try expand(pattern)
    }
    guard !shared.isEmpty else { return }
    var whole = Array("(?(DEFINE)".utf8)
    for (number, pattern) in shared.enumerated() {
      whole.append(contentsOf: "(?<p\(number)>".utf8)
      whole.append(contentsOf: names[pattern])
      whole.append(UInt8(ascii: ")"))
    }
    text = whole + Array(")(?:".utf8) + text + Array(")".utf8)
    if text.count > limit { isCut = true }
  }

  private mutating func expand(_ source: ArraySlice<UInt8>) throws(GrokPattern.Failure) {
    try source.withUnsafeBufferPointer { source throws(GrokPattern.Failure) in
      guard let base = source.baseAddress else { return }
      try expand(Bytes(base, count: source.count))
    }
  }

  private mutating func expand(_ source: Bytes) throws(GrokPattern.Failure) {
    // Looked for once: a search after each `%{` would cost the length squared.
    let lastClose = source.lastIndex(of: UInt8(ascii: "}")) ?? -1
    var index = 0
    while index < source.count, !isCut {
      switch source[index] {
      case UInt8(ascii: "\\"), UInt8(ascii: "("):
        if let reference = GrokReference(source.dropping(index)) {
          hasReferences = true
          if let groups = groups[reference.name.string] {
            reference.append(groups, to: &text)
            index += reference.count
            continue
          }
        }
        if source[index] == UInt8(ascii: "(") {
          index = group(source, index)
          continue
        }
        let end = min(index + 2, source.count)
        text.append(contentsOf: source.slice(index, end))
        index = end
      case UInt8(ascii: "%")
      where index + 2 < lastClose && source[index + 1] == UInt8(ascii: "{")
        // `%{` may be meant as it stands, in `[^%{]`.
        && GrokExpansion.isWord(source[index + 2]):
        index = try reference(source, index)
      default:
        var end = index + 1
        while end < source.count, !GrokExpansion.isSpecial(source[end]) { end += 1 }
        text.append(contentsOf: source.slice(index, end))
        index = end
      }
      if text.count > limit { isCut = true }
    }
  }

  /// Whether a byte may begin something else than itself.
  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "%") || byte == UInt8(ascii: "(")
  }

  private mutating func openGroup(_ capture: Bytes) {
    let capture = capture.string
    guard wanted.map({ $0.contains(capture) }) ?? true else {
      text.append(contentsOf: "(?:".utf8)
      return
    }
    text.append(contentsOf: "(?<g".utf8)
    text.append(contentsOf: String(captures.count).utf8)
    text.append(UInt8(ascii: ">"))
    captures.append(capture)
  }

  /// Writes out `%{NAME:capture:type}`, which is closed, and gives the offset after it.
  private mutating func reference(
    _ source: Bytes, _ start: Int
  ) throws(GrokPattern.Failure) -> Int {
    let colon = UInt8(ascii: ":")
    let end = source.firstIndex(of: UInt8(ascii: "}"), from: start) ?? source.count
    let body = source.slice(start + 2, end)
    let nameEnd = body.firstIndex(of: colon) ?? body.count
    let name = body.slice(0, nameEnd)
    var capture = name
    var type: Bytes?
    if nameEnd < body.count {
      let captureEnd = body.firstIndex(of: colon, from: nameEnd + 1) ?? body.count
      capture = body.slice(nameEnd + 1, captureEnd)
      if captureEnd < body.count { type = body.dropping(captureEnd + 1) }
    }
    guard name.allSatisfy(GrokExpansion.isWord), capture.count > 0,
      type.map({ $0.count > 0 && $0.firstIndex(of: colon) == nil }) ?? true
    else {
      throw GrokPattern.Failure(
        message: "`%{\(body.string)}` is not of the form "
          + "`%{NAME}`, `%{NAME:field}` or `%{NAME:field:int}`",
        place: place(start..<end + 1))
    }
    let nameRange = start + 2..<start + 2 + nameEnd
    guard let number = names.find(name) else {
      throw GrokPattern.Failure(
        message: "there is no pattern `\(name.string)`", place: place(nameRange),
        unknownName: name.string)
    }
    guard !open.contains(where: { $0.number == number }), open.count < 60 else {
      throw GrokPattern.Failure(
        message: "the pattern `\(name.string)` refers to itself", place: place(nameRange))
    }
    if let type { types[capture.string] = GrokPattern.Number(rawValue: type.string) }
    openGroup(capture)
    if let meaning = knownMeaning(of: number) {
      text.append(contentsOf: meaning)
    } else if let known = sharedPlaces[number] {
      call(known)
    } else if isShared(number) {
      sharedPlaces[number] = shared.count
      shared.append(number)
      call(shared.count - 1)
    } else if let place = written[number] {
      // A slice of the text would have all of it copied.
      let copy = Array(text[place])
      text.append(contentsOf: copy)
    } else {
      let (start, before) = (text.count, captures.count)
      open.append((name.string, number))
      try expand(names[number])
      open.removeLast()
      if captures.count == before { written[number] = start..<text.count }
    }
    text.append(UInt8(ascii: ")"))
    return end + 1
  }

  /// What a name of the library stands for, where nothing within is captured or shared.
  private func knownMeaning(of number: Int) -> [UInt8]? {
    guard let wanted, names.keepsLibrary, !names.isCustom(number),
      let written = GrokLibrary.written(number),
      sharing == .nothing || written.text.count <= GrokExpansion.longestUnshared,
      written.captures.isDisjoint(with: wanted)
    else { return nil }
    return written.text
  }

  private mutating func call(_ number: Int) {
    text.append(contentsOf: "(?&p\(number))".utf8)
  }

  /// A place in the pattern that is being written out; nil within the library.
  private func place(_ range: Range<Int>) -> GrokPattern.Failure.Place? {
    guard let (name, number) = open.last else { return .init(pattern: nil, range: range) }
    return names.isCustom(number) ? .init(pattern: name, range: range) : nil
  }

  /// Opens a group, numbered where it has a name, and gives the offset after.
  private mutating func group(_ source: Bytes, _ start: Int) -> Int {
    if let name = GrokExpansion.name(ofGroup: source.dropping(start)) {
      openGroup(name)
      return name.base - source.base + name.count + 1
    }
    text.append(source[start])
    return start + 1
  }

  /// The name of a group that opens here, `(?P<name>`, `(?<name>` or `(?'name'`; nil where none
  /// does: `(?<=` and `(?<!` look behind.
  private static func name(ofGroup rest: Bytes) -> Bytes? {
    let isQuoted = rest.hasPrefix(Bytes("(?'"))
    let mark =
      rest.hasPrefix(Bytes("(?P<")) ? 4 : rest.hasPrefix(Bytes("(?<")) || isQuoted ? 3 : 0
    guard mark > 0 else { return nil }
    var end = mark
    while end < rest.count, isWord(rest[end]) { end += 1 }
    guard mark < end, rest[mark] &- 48 > 9, end < rest.count,
      rest[end] == UInt8(ascii: isQuoted ? "'" : ">")
    else { return nil }
    return rest.slice(mark, end)
  }

  private static let longestUnshared = 80

  private func isShared(_ number: Int) -> Bool {
    switch sharing {
    case .nothing: return false
    case .longPatterns:
      // Captures of a pattern that is called are lost.
      let pattern = names[number]
      return pattern.count > GrokExpansion.longestUnshared && !GrokExpansion.hasCaptures(pattern)
    case .addresses: return number == GrokLibrary.addresses
    }
  }

  private static func hasCaptures(_ pattern: ArraySlice<UInt8>) -> Bool {
    pattern.withUnsafeBufferPointer { pattern in
      guard let base = pattern.baseAddress else { return false }
      let pattern = Bytes(base, count: pattern.count)
      if pattern.firstRange(of: Bytes("%{")) != nil { return true }
      var start = 0
      while let mark = pattern.firstIndex(of: UInt8(ascii: "("), from: start) {
        if name(ofGroup: pattern.dropping(mark)) != nil { return true }
        start = mark + 1
      }
      return false
    }
  }

  static func isWord(_ byte: UInt8) -> Bool {
    byte &- 48 <= 9 || (byte | 32) &- 97 < 26 || byte == UInt8(ascii: "_") || byte >= 0x80
  }
}
