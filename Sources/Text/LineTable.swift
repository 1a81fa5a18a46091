import Synchronization

/// Where the lines of a text start, and how many characters stand before its blocks; only reports
/// ask for it, so it is made when one does.
final class LineTable: Sendable {
  struct Lines: Sendable {
    /// The byte offset of the first byte of each line.
    var starts = [0]
    /// Of each block of bytes, how many Unicode scalars begin before it, and how many of those take
    /// two units of UTF-16. A line may be as long as the text.
    var scalarsBefore: [Int] = []
    var wideBefore: [Int] = []

    static let blockSize = 1024

    init(_ bytes: [UInt8]) {
      var (scalars, wide) = (0, 0)
      for (offset, byte) in bytes.enumerated() {
        if offset % Lines.blockSize == 0 {
          scalarsBefore.append(scalars)
          wideBefore.append(wide)
        }
        if byte == UInt8(ascii: "\n") { starts.append(offset + 1) }
        if byte & 0xC0 != 0x80 { scalars += 1 }
        if byte >= 0xF0 { wide += 1 }
      }
    }

    /// The Unicode scalars that begin in a range of `bytes`.
    func scalars(_ range: Range<Int>, of bytes: [UInt8]) -> Int {
      count(range, scalarsBefore) { range in bytes[range].count { $0 & 0xC0 != 0x80 } }
    }

    /// Those of them that take two units of UTF-16.
    func wide(_ range: Range<Int>, of bytes: [UInt8]) -> Int {
      count(range, wideBefore) { range in bytes[range].count { $0 >= 0xF0 } }
    }

    private func count(
      _ range: Range<Int>, _ before: [Int], _ within: (Range<Int>) -> Int
    ) -> Int {
      let first = range.lowerBound / Lines.blockSize + 1
      let last = range.upperBound / Lines.blockSize
      // The end of the text may begin a block that has no bytes.
      guard first < last, last < before.count else { return within(range) }
      return within(range.lowerBound..<first * Lines.blockSize) + before[last] - before[first]
        + within(last * Lines.blockSize..<range.upperBound)
    }
  }

  private let lines = Mutex<Lines?>(nil)

  /// The lines of `bytes`, which must be the same each time.
  func lines(of bytes: [UInt8]) -> Lines {
    lines.withLock { known in
      if let known { return known }
      let lines = Lines(bytes)
      known = lines
      return lines
    }
  }
}
