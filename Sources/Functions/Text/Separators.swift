import Events

/// Which end of a text a search begins at.
enum SearchEnd {
  case first, last
}

/// The place of a separator: the text before it and the text after it.
struct Cut {
  var whole: Value
  var before: Value
  var after: Value
}

extension Arguments {
  /// The first argument cut at a separator, the first or the last there is; nil without one.
  func cut(at separator: Bytes, _ end: SearchEnd) -> Cut? {
    guard separator.count > 0 else { return nil }
    if value(0).kind == .string, value(0).form == .escaped, separator.count == 1 {
      let byte = separator[0]
      switch EscapedText.find(value(0).spelling, byte, byte, end) {
      case .found(let lower, let upper): return escapedCut(lower, upper)
      case .missing: return nil
      case .unsupported: break
      }
    }
    let span = span(0)
    let found =
      switch end {
      case .first: span.bytes.firstRange(of: separator)
      case .last: span.bytes.lastRange(of: separator)
      }
    return found.map { spanCut(span, $0, $0 + separator.count) }
  }

  /// The first argument cut at its last `/` or `\`; nil without one.
  func cutAtLastSlash() -> Cut? {
    let slash = UInt8(ascii: "/")
    let backslash = UInt8(ascii: "\\")
    if value(0).kind == .string, value(0).form == .escaped {
      switch EscapedText.findLastSlash(value(0).spelling) {
      case .found(let lower, let upper): return escapedCut(lower, upper)
      case .missing: return nil
      case .unsupported: break
      }
    }
    let span = span(0)
    var index = span.bytes.count
    while index > 0 {
      index -= 1
      let byte = span.bytes.base[index]
      if byte == slash || byte == backslash { return spanCut(span, index, index + 1) }
    }
    return nil
  }

  private func spanCut(_ span: TextSpan, _ lower: Int, _ upper: Int) -> Cut {
    Cut(
      whole: span.whole, before: span.slice(0, lower), after: span.slice(upper, span.bytes.count))
  }

  private func escapedCut(_ lower: Int, _ upper: Int) -> Cut {
    let text = value(0).spelling
    return Cut(
      whole: value(0), before: EscapedText.value(text.slice(0, lower)),
      after: EscapedText.value(text.dropping(upper)))
  }
}

extension Bytes {
  /// The offset of the last occurrence of a text, or nil; linear in the length of this text.
  func lastRange(of needle: Bytes) -> Int? {
    if needle.count == 1 { return lastIndex(of: needle[0]) }
    guard needle.count > 0, count >= needle.count else { return nil }
    // Karp–Rabin from the end, so that no event can make the search quadratic.
    let factor: UInt64 = 0x9E37_79B9_7F4A_7C15
    var wanted: UInt64 = 0
    var hash: UInt64 = 0
    var outgoing: UInt64 = 1
    var index = count - needle.count
    for offset in stride(from: needle.count - 1, through: 0, by: -1) {
      wanted = wanted &* factor &+ UInt64(needle.base[offset])
      hash = hash &* factor &+ UInt64(base[index + offset])
      if offset > 0 { outgoing = outgoing &* factor }
    }
    while true {
      if hash == wanted, slice(index, index + needle.count) == needle { return index }
      guard index > 0 else { return nil }
      hash =
        (hash &- outgoing &* UInt64(base[index + needle.count - 1])) &* factor
        &+ UInt64(base[index - 1])
      index -= 1
    }
  }
}

/// Works on the JSON spelling of a text without undoing its escapes.
///
/// A spelling with `\u` escapes is left to decoding; every other escape is a unit of two bytes
/// that stands for one.
enum EscapedText {
  enum Search {
    /// The unit at `lower..<upper`.
    case found(Int, Int)
    case missing
    case unsupported
  }

  /// Looks for a byte of the text, or for either of two.
  static func find(_ text: Bytes, _ first: UInt8, _ second: UInt8, _ end: SearchEnd) -> Search {
    var result = Search.missing
    var index = 0
    let isBackslash = first == UInt8(ascii: "\\") && second == first
    while index < text.count {
      if isBackslash {
        // Only escapes can stand for it: hop from one to the next.
        guard let found = text.firstIndex(of: first, from: index) else { break }
        index = found
      }
      var byte = text.base[index]
      var next = index + 1
      if byte == UInt8(ascii: "\\") {
        guard next < text.count else { return .unsupported }
        switch text.base[next] {
        case UInt8(ascii: "u"): return .unsupported
        case UInt8(ascii: "n"): byte = 10
        case UInt8(ascii: "t"): byte = 9
        case UInt8(ascii: "r"): byte = 13
        case UInt8(ascii: "b"): byte = 8
        case UInt8(ascii: "f"): byte = 12
        default: byte = text.base[next]
        }
        next += 1
      }
      if byte == first || byte == second {
        result = .found(index, next)
        if end == .first { return result }
      }
      index = next
    }
    return result
  }

  /// Looks for the last `/` or `\`, from the end: paths are long, and their names short.
  static func findLastSlash(_ text: Bytes) -> Search {
    let backslash = UInt8(ascii: "\\")
    var index = text.count
    while index > 0 {
      index -= 1
      let byte = text.base[index]
      guard byte == UInt8(ascii: "/") || byte == backslash else { continue }
      var start = index
      while start > 0, text.base[start - 1] == backslash { start -= 1 }
      // Backslashes in a row are pairs; one that is left over makes a unit with the byte after.
      let isPaired = (index - start) & 1 == (byte == backslash ? 1 : 0)
      if byte == backslash, !isPaired {
        if index + 1 < text.count, text.base[index + 1] == UInt8(ascii: "u") {
          return .unsupported
        }
        continue
      }
      let lower = byte == backslash || !isPaired ? index - 1 : index
      return hasCode(text.slice(0, lower)) ? .unsupported : .found(lower, index + 1)
    }
    return .missing
  }

  /// Whether a spelling has a `\u` escape.
  private static func hasCode(_ text: Bytes) -> Bool {
    var index = 0
    while let found = text.firstIndex(of: UInt8(ascii: "\\"), from: index) {
      guard found + 1 < text.count else { return true }
      if text.base[found + 1] == UInt8(ascii: "u") { return true }
      index = found + 2
    }
    return false
  }

  /// A part of a spelling, cut between units.
  static func value(_ text: Bytes) -> Value {
    let isClean = text.firstIndex(of: UInt8(ascii: "\\")) == nil
    return Value(.string, text, form: isClean ? .clean : .escaped)
  }
}
