/// How events stand in the bytes of an input: where they begin and end, and what is to be mapped.
///
/// Cutting has to follow the bytes in their order, so it is kept short; what can be done a block by
/// itself is left to the thread that maps the block.
protocol Framing: Sendable {
  /// Whether one event may go over several lines. A place in the input is then said with its offset.
  var eventsSpanLines: Bool { get }

  /// What cuts one input, from its start.
  func makeCutter() -> any Cutter

  /// Calls `body` with each event of a block, in order; those longer than `limit` are refused. The
  /// bytes of an event are good until `body` returns.
  func forEachEvent(of block: Block, limit: Int, _ body: (FramedEvent) -> Void)
}

/// Finds the whole events in the bytes of one input as they come in.
///
/// All positions are offsets into the block that is being filled.
protocol Cutter {
  /// Where the event begins that is not whole yet, or may begin; all before it is dealt with.
  var pendingStart: Int { get }

  /// Notes in the block the events that end behind `scanned`, up to which it was called before.
  mutating func scan(_ block: Block, from scanned: Int)

  /// Notes what the end of the input leaves: an event without an end, or longer than `limit`. What
  /// it leaves pending stands in a block to come, for which it is called again.
  mutating func finish(_ block: Block, limit: Int)

  /// Notes the first part of the pending event as too long; its rest is passed over.
  mutating func truncate(_ block: Block, limit: Int)

  /// Takes back `pendingStart` bytes from all positions, as what stands before it leaves the block.
  mutating func rebase()
}
