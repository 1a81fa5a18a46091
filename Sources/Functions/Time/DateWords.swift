import Events

/// The English words of dates, in any letter case.
enum DateWords {
  private static let months: [StaticString] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]
  private static let weekdays: [StaticString] = [
    "mon", "tue", "wed", "thu", "fri", "sat", "sun", "monday", "tuesday", "wednesday", "thursday",
    "friday", "saturday", "sunday",
  ]
  private static let units: [StaticString] = [
    "h", "m", "s", "hour", "minute", "second", "hours", "minutes", "seconds",
  ]
  private static let halves: [StaticString] = ["am", "pm", "a", "p"]
  private static let fillers: [StaticString] = [
    " ", ".", ",", ";", "-", "/", "'", "at", "on", "and", "ad", "m", "t", "of", "st", "nd", "rd",
    "th",
  ]
  private static let infinities: [StaticString] = ["nan", "inf", "infinity"]

  private static func index(of word: Bytes, in names: [StaticString]) -> Int? {
    guard word.count > 0, word.count <= 9 else { return nil }
    for (index, name) in names.enumerated() where isSame(word, name) { return index }
    return nil
  }

  /// Whether the word is a name in lower case, letter case aside.
  private static func isSame(_ word: Bytes, _ name: StaticString) -> Bool {
    guard name.utf8CodeUnitCount == word.count else { return false }
    for place in 0..<word.count {
      let byte = word[place]
      if (DateText.isLetter(byte) ? byte | 32 : byte) != name.utf8Start[place] { return false }
    }
    return true
  }

  /// `1...12`.
  static func month(_ word: Bytes) -> Int? {
    if let index = index(of: word, in: months) { return index % 12 + 1 }
    return isSame(word, "sept") ? 9 : nil
  }

  /// Monday is 0.
  static func weekday(_ word: Bytes) -> Int? { index(of: word, in: weekdays).map { $0 % 7 } }

  /// Hours 0, minutes 1, seconds 2.
  static func unit(_ word: Bytes) -> Int? { index(of: word, in: units).map { $0 % 3 } }

  /// Before noon 0, after noon 1.
  static func half(_ word: Bytes) -> Int? { index(of: word, in: halves).map { $0 % 2 } }

  /// Whether the word may stand anywhere and means nothing.
  static func isFiller(_ word: Bytes) -> Bool { index(of: word, in: fillers) != nil }

  /// `of`, as in `Jan of 2022`.
  static func isOf(_ word: Bytes) -> Bool { isSame(word, "of") }

  /// A word that other readers take for a number.
  static func isInfinity(_ word: Bytes) -> Bool { index(of: word, in: infinities) != nil }

  /// `UTC`, `GMT`, `Z`, in any letter case.
  static func isGreenwich(_ word: Bytes) -> Bool {
    isSame(word, "utc") || isSame(word, "gmt") || isSame(word, "z")
  }

  /// Whether the word may name a zone: up to five capitals, or `z`.
  static func mayBeZone(_ word: Bytes) -> Bool {
    guard word.count <= 5 else { return false }
    return word.allSatisfy { $0 &- UInt8(ascii: "A") < 26 } || word == Bytes("z")
  }
}
