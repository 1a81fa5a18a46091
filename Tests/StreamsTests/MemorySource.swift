@testable import Streams

/// A source whose bytes are at hand, and what it is told of them.
final class MemorySource: Source {
  let name = "memory"
  private let bytes: [UInt8]
  private let piece: Int
  private var given = 0
  private(set) var isOpen = false
  /// In the order in which they came.
  private(set) var acknowledged: [Int] = []

  /// Gives at most `piece` bytes at once.
  init(_ text: String, piece: Int = .max) {
    bytes = Array(text.utf8)
    self.piece = piece
  }

  func open() throws(InputFailure) { isOpen = true }

  func read(into room: UnsafeMutableRawBufferPointer, until cancellation: Cancellation) -> Reading {
    let count = min(room.count, piece, bytes.count - given)
    if count == 0 { return .end }
    room.copyBytes(from: bytes[given..<given + count])
    given += count
    return .bytes(count)
  }

  /// Where it gives less than there is it seems slow, so that each piece goes out by itself.
  var isReady: Bool { piece == .max }

  func acknowledge(upTo offset: Int) { acknowledged.append(offset) }

  func close() { isOpen = false }
}
