import Text

/// Whether two paths are so alike that one was most likely meant as the other.
package enum NearMiss {
  /// Whether one path ends with the other, or they differ in separators, case or a letter or two.
  package static func holds(_ one: [String], _ other: [String]) -> Bool {
    let (short, long) = one.count < other.count ? (one, other) : (other, one)
    if short.count < long.count, long.suffix(short.count).elementsEqual(short) { return true }
    let (left, right) = (letters(one), letters(other))
    if left == right { return true }
    guard min(left.count, right.count) >= 6, left.first == right.first else { return false }
    let bound = min(left.count, right.count) >= 12 ? 2 : 1
    return Suggestion.isWithin(bound, left, right)
  }

  /// Without separators and case.
  private static func letters(_ names: [String]) -> [UInt8] {
    names.joined().lowercased().utf8.filter { $0 != UInt8(ascii: "_") && $0 != UInt8(ascii: "-") }
  }
}
