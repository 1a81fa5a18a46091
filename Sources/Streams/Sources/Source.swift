/// Where the events of a run come from: one stream of bytes, read from its start to its end.
///
/// A run reads its sources one after the other. Positions are counts of the bytes that the source
/// has given, so a source of messages keeps for itself which message stands where in them.
public protocol Source: AnyObject {
  /// What messages and dead letters call it.
  var name: String { get }

  /// Makes ready for reading, when all sources before this one are at their end.
  func open() throws(InputFailure)

  /// Puts the next bytes into `room`, which is not empty; waits until there are some, or until the
  /// run is to stop. Called by one thread at a time.
  func read(into room: UnsafeMutableRawBufferPointer, until cancellation: Cancellation) -> Reading

  /// Whether `read` would return without waiting. Events that are there go on their way at once
  /// where it would wait.
  var isReady: Bool { get }

  /// Says that all events that end before `offset` are safe: written, or kept as dead letters.
  ///
  /// Called in the order of the offsets by one thread at a time, which may be another one than that
  /// which reads, and after `close` too.
  func acknowledge(upTo offset: Int)

  /// Gives back what `open` took; nothing more is read.
  func close()
}

/// What a source gave when it was read.
public enum Reading: Sendable {
  /// So many bytes, at least one.
  case bytes(Int)
  /// All has been read.
  case end
  /// The run is to stop.
  case cancelled
  /// The rest cannot be read.
  case failed(InputFailure)
}

/// A place in the inputs of a run.
struct SourcePosition: Equatable {
  /// The number of the source, from 0.
  var source: Int
  /// How many of its bytes stand before the place.
  var offset: Int
}
