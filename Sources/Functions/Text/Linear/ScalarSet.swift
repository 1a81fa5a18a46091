/// A set of characters, as a class such as `[a-z\d]` writes it.
struct ScalarSet: Sendable {
  private var ranges: [ClosedRange<UInt32>] = []
  /// The set that case-folded characters are looked up in.
  private var folded: [ClosedRange<UInt32>] = []
  private var categories: UnicodeCategories = []
  private var parts: [ScalarSet] = []
  private var isInverted = false
  /// Which of the first 128 are in it; made when the set is complete.
  private(set) var mask: (low: UInt64, high: UInt64) = (0, 0)

  static let everything = ScalarSet([0...0x10FFFF])
  static let allButLineFeeds = ScalarSet([0x0A...0x0A]).inverted

  /// The most characters that a range may have where upper and lower case are the same.
  static let mostFolded = 0x1000

  init(_ ranges: [ClosedRange<UInt32>] = [], _ categories: UnicodeCategories = []) {
    self.ranges = ranges
    self.categories = categories
    complete()
  }

  mutating func insert(_ range: ClosedRange<UInt32>, ignoringCase: Bool) {
    ranges.append(range)
    guard ignoringCase else { return }
    precondition(range.count <= ScalarSet.mostFolded, "a range is checked before")
    for scalar in range {
      let scalar = FoldedCase.of(scalar)
      if let last = folded.last, last.upperBound + 1 == scalar {
        folded[folded.count - 1] = last.lowerBound...scalar
      } else {
        folded.append(scalar...scalar)
      }
    }
  }

  mutating func insert(_ set: ScalarSet) { parts.append(set) }

  /// To be called when nothing more is put in.
  mutating func complete() {
    mask = (0, 0)
    for scalar in UInt32(0)..<64 where holds(scalar) { mask.low |= 1 << UInt64(scalar) }
    for scalar in UInt32(64)..<128 where holds(scalar) { mask.high |= 1 << UInt64(scalar & 63) }
  }

  /// All that this is not.
  var inverted: ScalarSet {
    var result = self
    result.isInverted.toggle()
    result.complete()
    return result
  }

  func contains(_ scalar: UInt32) -> Bool {
    scalar < 128
      ? (scalar < 64 ? mask.low : mask.high) >> UInt64(scalar & 63) & 1 != 0
      : holds(scalar)
  }

  private func holds(_ scalar: UInt32) -> Bool {
    isWithin(scalar) != isInverted
  }

  private func isWithin(_ scalar: UInt32) -> Bool {
    if ranges.contains(where: { $0.contains(scalar) }) { return true }
    if !categories.isEmpty, categories.contains(UnicodeCategories(of: scalar)) { return true }
    if !folded.isEmpty {
      let scalar = FoldedCase.of(scalar)
      if folded.contains(where: { $0.contains(scalar) }) { return true }
    }
    return parts.contains { $0.contains(scalar) }
  }
}
