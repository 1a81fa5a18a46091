import Events

/// A number of a date text, with the digits after its point.
struct DateNumeral {
  let whole: Int
  private let fraction: Bytes

  /// Nil when the token is not a number.
  init?(_ token: Bytes) {
    let point = token.firstIndex(of: UInt8(ascii: "."))
    guard let whole = DateText.integer(token.slice(0, point ?? token.count)) else { return nil }
    self.whole = whole
    fraction = point.map { token.dropping($0 + 1) } ?? .empty
    guard fraction.allSatisfy({ DateText.isDigit($0) }) else { return nil }
  }

  var isWhole: Bool { fraction.allSatisfy { $0 == UInt8(ascii: "0") } }

  func isAtMost(_ limit: Int) -> Bool { whole < limit || whole == limit && isWhole }

  /// The fraction in sixtieths, rounded down; nil when it is zero.
  var sixtieths: Int? {
    guard !isWhole else { return nil }
    var carry = 0
    for digit in fraction.reversed() { carry = (Int(digit &- 48) * 60 + carry) / 10 }
    return carry
  }
}
