/// What a run needs besides its plan, its sources and its sinks.
public struct RunOptions: Sendable {
  /// Threads that map, at least 1.
  public var threads = 1
  /// How events stand in all sources.
  public var format = InputFormat.auto
  /// Bytes of an event; a longer one is refused.
  public var eventLimit = 16 << 20
  /// Bytes that are read at once, as far as they are there.
  public var blockSize = 256 << 10
  /// Bytes that all threads may take together, about; see `MemoryShares`.
  public var memory = MemoryShares.usual
  /// Milliseconds since 1970-01-01T00:00:00Z that the rules see as the time.
  public var now = 0

  /// One thread, and what suits most inputs.
  public init() {}
}
