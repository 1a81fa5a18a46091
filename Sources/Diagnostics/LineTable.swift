import Synchronization

/// Where the lines of a text start; only reports ask for it, so it is made when one does.
final class LineTable: Sendable {
  private let starts = Mutex<[Int]?>(nil)

  /// The byte offset of the first byte of each line of `bytes`, which must be the same each time.
  func starts(of bytes: [UInt8]) -> [Int] {
    starts.withLock { known in
      if let known { return known }
      var starts = [0]
      for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
        starts.append(offset + 1)
      }
      known = starts
      return starts
    }
  }
}
