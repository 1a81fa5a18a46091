/// A regular expression that is too large for one program, as several that are tried in order.
///
/// ```
///  a|b|c            a|b and c
///  (?<n>a|b) rest   (?<n>a) rest and (?<n>b) rest
/// ```
/// What stands before all, as `(*UCP)`, `(?i)` and `(?(DEFINE)…)`, stands before each of them.
struct PatternAlternatives {
  private var budget = mostBytes
  private let options: Regex.Options
  private var parts: [Regex] = []

  /// Bytes up to which parts may be compiled, one try with the other.
  private static let mostBytes = 16 << 20

  /// Compiles a pattern in as few parts as it takes; at last a part is left to linear searches.
  static func compile(
    _ pattern: [UInt8], options: Regex.Options, mayBeSplit: Bool
  ) throws(Regex.Failure) -> [Regex] {
    var alternatives = PatternAlternatives(options: options)
    try alternatives.add(
      Piece(before: [], choices: [pattern[...]], behind: []), mayBeSplit: mayBeSplit)
    return alternatives.parts
  }

  private init(options: Regex.Options) { self.options = options }

  /// Choices, and what stands around each of them.
  private struct Piece {
    var before: [UInt8]
    var choices: [ArraySlice<UInt8>]
    var behind: [UInt8]

    var text: [UInt8] {
      var text = before
      for (number, choice) in choices.enumerated() {
        if number > 0 { text.append(UInt8(ascii: "|")) }
        text.append(contentsOf: choice)
      }
      text.append(contentsOf: behind)
      return text
    }
  }

  private mutating func add(_ piece: Piece, mayBeSplit: Bool) throws(Regex.Failure) {
    let text = piece.text
    budget -= text.count
    do throws(Regex.Failure) {
      parts.append(try Regex(text, options: options))
      return
    } catch {
      guard error.isTooLarge else {
        // Offsets are those of the whole pattern.
        if piece.before.isEmpty { throw error }
        throw Regex.Failure(message: error.message, offset: 0, isTooLarge: false)
      }
    }
    if mayBeSplit, budget > 0 {
      if piece.choices.count > 1 {
        let middle = piece.choices.count / 2
        for half in [piece.choices[..<middle], piece.choices[middle...]] {
          var part = piece
          part.choices = Array(half)
          try add(part, mayBeSplit: true)
        }
        return
      }
      if let smaller = Self.split(piece) { return try add(smaller, mayBeSplit: true) }
    }
    guard let regex = Regex(linearly: text, options: options) else {
      throw Regex.Failure(
        message: "the pattern is too large for one program", offset: 0, isTooLarge: true)
    }
    parts.append(regex)
  }

  /// The choices that a single one consists of, or those of a group that it begins with.
  private static func split(_ piece: Piece) -> Piece? {
    guard let choice = piece.choices.first else { return nil }
    var scanner = PatternScanner(choice)
    guard let common = scanner.prefix(), let choices = scanner.choices() else { return nil }
    var result = piece
    result.before += choice[choice.startIndex..<common]
    if choices.count > 1 {
      result.choices = choices
      return result
    }
    guard let group = scanner.leadingGroup(at: common) else { return nil }
    result.before += choice[common..<group.content.lowerBound]
    result.choices = [choice[group.content]]
    result.behind = choice[group.content.upperBound...] + result.behind
    return result
  }
}
