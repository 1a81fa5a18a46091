extension ScalarDerivation {
  /// How a block scalar treats the breaks at its end.
  enum Chomping { case strip, clip, keep }

  /// Passes `|2-  # comment` and its line break.
  mutating func readBlockHeader() -> (chomping: Chomping, isExplicit: Bool)? {
    guard current == UInt8(ascii: "|") || current == UInt8(ascii: ">") else { return nil }
    place += 1
    var chomping = Chomping.clip
    var isExplicit = false
    while let byte = current, !isAtBreak {
      switch byte {
      case UInt8(ascii: "-"): chomping = .strip
      case UInt8(ascii: "+"): chomping = .keep
      case 0x31...0x39: isExplicit = true
      case UInt8(ascii: "#"):
        while place < limit, !isAtBreak { place += 1 }
        continue
      default: break
      }
      place += 1
    }
    if isAtBreak { _ = takeBreak() }
    return (chomping, isExplicit)
  }

  /// The spaces before the first line that has anything else, or the most of any empty line.
  func firstIndent() -> Int {
    var copy = self
    var column = 0
    var most = 0
    while let byte = copy.current {
      if byte == 0x20 {
        column += 1
        most = max(most, column)
        copy.place += 1
      } else if copy.isAtBreak {
        _ = copy.takeBreak()
        column = 0
      } else {
        return column
      }
    }
    return max(most, 1)
  }

  /// Literal lines stay; folded ones join with a space unless one of them starts with a blank.
  mutating func readBlock(isFolded: Bool, chomping: Chomping, indent: Int) {
    var leading: Range<Int>?
    var startsBlank = false
    var (trailing, column) = takeBlockBreaks(indent)
    while column == indent, current != nil {
      let isBlank = isAtBlank
      if isFolded, let first = leading, !startsBlank, !isBlank {
        if trailing.isEmpty { emit(0x20, first.lowerBound, place) }
      } else if let first = leading {
        emit(0x0A, first.lowerBound, first.upperBound)
      }
      for line in trailing { emit(0x0A, line.lowerBound, line.upperBound) }
      leading = nil
      startsBlank = isBlank
      copyLine()
      guard isAtBreak else {
        trailing = []
        break
      }
      leading = takeBreak()
      (trailing, column) = takeBlockBreaks(indent)
    }
    if chomping != .strip, let last = leading { emit(0x0A, last.lowerBound, last.upperBound) }
    if chomping == .keep {
      for line in trailing { emit(0x0A, line.lowerBound, line.upperBound) }
    }
  }

  /// Passes indents and empty lines; the column is where the next line's text starts.
  private mutating func takeBlockBreaks(_ indent: Int) -> (breaks: [Range<Int>], column: Int) {
    var breaks: [Range<Int>] = []
    while true {
      var column = 0
      while column < indent, current == 0x20 {
        place += 1
        column += 1
      }
      guard isAtBreak else { return (breaks, column) }
      breaks.append(takeBreak())
    }
  }
}
