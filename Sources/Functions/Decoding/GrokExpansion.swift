/// A grok pattern written out: every reference replaced by what it stands for, in a group.
///
/// ```
///  %{IP}              the pattern IP, captured as `IP`
///  %{IP:client}       captured as `client`
///  %{INT:port:int}    captured as a number
///  (?P<name>…)        captured as `name`
/// ```
///
/// Groups are called g0, g1, … in the order they open, since names may repeat and hold dots; what is
/// not wanted is grouped and not captured. Long patterns without references may be written once, as
/// p0, p1, …, and called.
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

  private let limit: Int
  private let custom: [String: String]
  /// Whether no custom pattern takes the name of one of the library.
  private let keepsLibrary: Bool
  private let wanted: Set<String>?
  private let sharing: Sharing
  /// The patterns written once.
  private var shared: [(name: String, body: [UInt8])] = []
  /// Where the meaning of a name without captures stands in the text.
  private var written: [String: Range<Int>] = [:]
  /// The names being written out, the outermost first.
  private var open: [String] = []

  init(
    _ pattern: String, custom: [(name: String, pattern: String)], wanted: [String]?,
    sharing: Sharing, limit: Int
  ) throws(GrokPattern.Failure) {
    self.limit = limit
    self.custom = Dictionary(custom.map { ($0.name, $0.pattern) }, uniquingKeysWith: { $1 })
    keepsLibrary = custom.allSatisfy { GrokLibrary.pattern($0.name) == nil }
    self.wanted = wanted.map { Set($0) }
    self.sharing = sharing
    try expand(Array(pattern.utf8))
    guard !shared.isEmpty else { return }
    var whole = Array("(?(DEFINE)".utf8)
    for (number, pattern) in shared.enumerated() {
      whole.append(contentsOf: Array("(?<p\(number)>".utf8) + pattern.body + Array(")".utf8))
    }
    text = whole + Array(")(?:".utf8) + text + Array(")".utf8)
    if text.count > limit { isCut = true }
  }

  private mutating func expand(_ source: [UInt8]) throws(GrokPattern.Failure) {
    // Looked for once: a search behind each `%{` would cost the length squared.
    let lastClose = source.lastIndex(of: UInt8(ascii: "}")) ?? -1
    var index = 0
    while index < source.count, !isCut {
      switch source[index] {
      case UInt8(ascii: "\\"):
        text.append(contentsOf: source[index..<min(index + 2, source.count)])
        index += 2
      case UInt8(ascii: "%")
      where index + 2 < lastClose && source[index + 1] == UInt8(ascii: "{")
        // `%{` may be meant as it stands, in `[^%{]`.
        && GrokExpansion.isWord(source[index + 2]):
        index = try reference(source, index)
      case UInt8(ascii: "("):
        index = group(source, index)
      default:
        let end = source[(index + 1)...].firstIndex(where: GrokExpansion.isSpecial) ?? source.count
        text.append(contentsOf: source[index..<end])
        index = end
      }
      if text.count > limit { isCut = true }
    }
  }

  /// Whether a byte may begin something else than itself.
  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "%") || byte == UInt8(ascii: "(")
  }

  private mutating func openGroup(_ capture: String) {
    guard wanted.map({ $0.contains(capture) }) ?? true else {
      text.append(contentsOf: "(?:".utf8)
      return
    }
    text.append(contentsOf: "(?<g\(captures.count)>".utf8)
    captures.append(capture)
  }

  /// Writes out `%{NAME:capture:type}`, which is closed, and gives the offset behind it.
  private mutating func reference(
    _ source: [UInt8], _ start: Int
  ) throws(GrokPattern.Failure) -> Int {
    let body = source[(start + 2)...].prefix { $0 != UInt8(ascii: "}") }
    let parts = body.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.count <= 3, parts[0].allSatisfy(GrokExpansion.isWord),
      parts.dropFirst().allSatisfy({ !$0.isEmpty })
    else {
      throw GrokPattern.Failure(
        message: "`%{\(String(decoding: body, as: UTF8.self))}` is not of the form "
          + "`%{NAME}`, `%{NAME:field}` or `%{NAME:field:int}`",
        place: place(start..<body.endIndex + 1))
    }
    let name = String(decoding: parts[0], as: UTF8.self)
    let nameRange = parts[0].startIndex..<parts[0].endIndex
    guard let pattern = custom[name] ?? GrokLibrary.pattern(name) else {
      throw GrokPattern.Failure(
        message: "there is no pattern `\(name)`", place: place(nameRange), unknownName: name)
    }
    guard !open.contains(name), open.count < 60 else {
      throw GrokPattern.Failure(
        message: "the pattern `\(name)` refers to itself", place: place(nameRange))
    }
    let capture = parts.count > 1 ? String(decoding: parts[1], as: UTF8.self) : name
    if parts.count > 2 {
      types[capture] = GrokPattern.Number(rawValue: String(decoding: parts[2], as: UTF8.self))
    }
    openGroup(capture)
    if let meaning = knownMeaning(of: name) {
      text.append(contentsOf: meaning)
    } else if let known = shared.firstIndex(where: { $0.name == name }) {
      call(known)
    } else if isShared(name, pattern) {
      shared.append((name, Array(pattern.utf8)))
      call(shared.count - 1)
    } else if let place = written[name] {
      text.append(contentsOf: text[place])
    } else {
      let (start, before) = (text.count, captures.count)
      open.append(name)
      try expand(Array(pattern.utf8))
      open.removeLast()
      if captures.count == before { written[name] = start..<text.count }
    }
    text.append(UInt8(ascii: ")"))
    return body.endIndex + 1
  }

  /// What a name of the library stands for, where nothing within is captured or shared.
  private func knownMeaning(of name: String) -> [UInt8]? {
    guard let wanted, keepsLibrary, let written = GrokLibrary.written(name),
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
    guard let name = open.last else { return .init(pattern: nil, range: range) }
    return custom[name] == nil ? nil : .init(pattern: name, range: range)
  }

  /// Opens a group, numbered where it has a name, and gives the offset behind.
  private mutating func group(_ source: [UInt8], _ start: Int) -> Int {
    let rest = source[(start + 1)...]
    let mark =
      rest.first == UInt8(ascii: "?") ? ["?P<", "?<"].first { rest.starts(with: $0.utf8) } : nil
    if let mark {
      let name = rest.dropFirst(mark.utf8.count).prefix(while: GrokExpansion.isWord)
      if let first = name.first, first &- 48 > 9, name.endIndex < source.count,
        source[name.endIndex] == UInt8(ascii: ">")
      {
        openGroup(String(decoding: name, as: UTF8.self))
        return name.endIndex + 1
      }
    }
    text.append(source[start])
    return start + 1
  }

  private static let longestUnshared = 80

  private func isShared(_ name: String, _ pattern: String) -> Bool {
    switch sharing {
    case .nothing: return false
    case .longPatterns:
      // Captures of a pattern that is called are lost.
      return pattern.utf8.count > GrokExpansion.longestUnshared
        && !GrokExpansion.hasCaptures(pattern.utf8)
    case .addresses: return name == "IPV6" && custom[name] == nil
    }
  }

  private static func hasCaptures(_ pattern: some Collection<UInt8>) -> Bool {
    var last: (UInt8, UInt8, UInt8) = (0, 0, 0)
    for byte in pattern {
      switch (last.0, last.1, last.2, byte) {
      case (_, _, UInt8(ascii: "%"), UInt8(ascii: "{")): return true
      case (_, UInt8(ascii: "("), UInt8(ascii: "?"), UInt8(ascii: "<")): return true
      case (UInt8(ascii: "("), UInt8(ascii: "?"), UInt8(ascii: "P"), UInt8(ascii: "<")):
        return true
      default: last = (last.1, last.2, byte)
      }
    }
    return false
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    byte &- 48 <= 9 || (byte | 32) &- 97 < 26 || byte == UInt8(ascii: "_") || byte >= 0x80
  }
}
