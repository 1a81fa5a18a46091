/// What the note of a step needs to know from before it ran.
struct PriorState {
  /// What stood in the register that the step writes to.
  var target: Trace.Reading?
  /// Of a write: how often its rule had failed.
  var failed = 0
  /// Of a decode: its counters.
  var counts = DecodeCounts()
  /// Searches of the event that reached their limit.
  var limits: Int
  /// Calls of the event that failed.
  var failures: Int
  var emitted = 0
  var item: Int?
}
