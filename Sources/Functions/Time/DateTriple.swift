import Events

/// Up to three numbers of a date whose order is not known yet.
struct DateTriple {
  enum Label { case year, month }

  private var numbers = (0, 0, 0)
  private(set) var count = 0
  private var yearIndex: Int?
  private var monthIndex: Int?
  /// The year was spelled with its century.
  private(set) var hasCentury = false

  private subscript(index: Int) -> Int {
    switch index {
    case 0: numbers.0
    case 1: numbers.1
    default: numbers.2
    }
  }

  mutating func append(_ number: Int, _ label: Label? = nil) throws(NotADate) {
    switch count {
    case 0: numbers.0 = number
    case 1: numbers.1 = number
    case 2: numbers.2 = number
    default: throw NotADate()
    }
    switch label {
    case .year where yearIndex == nil: yearIndex = count
    case .month where monthIndex == nil: monthIndex = count
    case nil: break
    default: throw NotADate()
    }
    count += 1
  }

  /// Appends a year that was spelled as such.
  mutating func appendYear(_ year: Int) throws(NotADate) {
    if year > 99 { hasCentury = true }
    try append(year, .year)
  }

  /// Appends digits as they are spelled: three and more are a year.
  mutating func append(digits: Bytes) throws(NotADate) {
    guard let number = DateText.integer(digits) else { throw NotADate() }
    if digits.count > 2 { hasCentury = true }
    try append(number, digits.count > 2 ? .year : nil)
  }

  /// Appends a number by its value: more than a hundred is a year.
  mutating func append(_ numeral: DateNumeral) throws(NotADate) {
    let isYear = !numeral.isAtMost(100)
    if isYear { hasCentury = true }
    try append(numeral.whole, isYear ? .year : nil)
  }

  func mayBeDay(_ numeral: DateNumeral) -> Bool {
    var limit = 31
    if let monthIndex {
      limit = CivilDate.daysInMonth(self[monthIndex], of: yearIndex.map { self[$0] } ?? 2000)
    }
    return numeral.whole >= 1 && numeral.isAtMost(limit)
  }

  typealias Resolved = (year: Int?, month: Int?, day: Int?)

  /// Decides which number is which: the month comes first unless the numbers speak against it.
  func resolved() -> Resolved {
    let (a, b, c) = numbers
    if let yearIndex, let monthIndex {
      let day = count == 3 ? self[3 - yearIndex - monthIndex] : nil
      return (self[yearIndex], self[monthIndex], day)
    }
    switch (count, monthIndex) {
    case (0, _): return (nil, nil, nil)
    case (1, 0?): return (nil, a, nil)
    case (1, _): return yearIndex != nil || a > 31 ? (a, nil, nil) : (nil, nil, a)
    case (2, let month?):
      let other = self[1 - month]
      return other > 31 ? (other, self[month], nil) : (nil, self[month], other)
    case (2, nil):
      if a > 31 { return (a, b, nil) }
      return b > 31 ? (b, a, nil) : (nil, a, b)
    case (_, 0?): return b > 31 ? (b, a, c) : (c, a, b)
    case (_, 1?): return a > 31 ? (a, b, c) : (c, b, a)
    case (_, _?): return b > 31 ? (b, c, a) : (a, c, b)
    case (_, nil):
      if a > 31 || yearIndex == 0 { return (a, b, c) }
      return a > 12 ? (c, b, a) : (c, a, b)
    }
  }
}
