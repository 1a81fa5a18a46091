import Events

/// Where bytes of a run go: its events, its dead letters or its explanations, in their order.
///
/// Called by one thread at a time.
public protocol Sink: AnyObject {
  /// How many bytes are known to be written, without those that were taken back.
  var bytesWritten: Int { get }

  /// Writes all bytes, or as many as it can; the run ends where that is not all.
  func write(_ bytes: Bytes) -> Writing

  /// Takes the last `bytes` bytes back, where that is possible: they are not a whole event.
  func takeBack(_ bytes: Int)
}

/// What became of bytes that were to be written.
public struct Writing: Sendable {
  /// How many of them, from the first on, are known to be written.
  public var count: Int
  /// Why the rest is not written; nil if all are.
  public var failure: OutputFailure?

  /// So many bytes are written; without a failure, all.
  public init(count: Int, failure: OutputFailure? = nil) {
    self.count = count
    self.failure = failure
  }
}

extension Sink {
  /// Writes whole lines; on failure gives the number of bytes of whole lines that are written, and
  /// takes back the partial line after them.
  func writeLines(_ lines: Bytes) -> Writing {
    var result = write(lines)
    guard result.failure != nil else { return result }
    let whole =
      lines.slice(0, result.count).lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    takeBack(result.count - whole)
    result.count = whole
    return result
  }
}
