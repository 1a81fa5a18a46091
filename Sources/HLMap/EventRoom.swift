import Events

/// Memory that takes one event after another, as workers read them, without a byte order mark.
package final class EventRoom {
  private let memory = PaddedMemory()

  /// A room without memory; it grows with the events.
  package init() {}

  /// Calls `body` with a copy of the event, which is gone with the next one.
  package func with<Result>(_ event: [UInt8], _ body: (PaddedBytes) -> Result) -> Result {
    event.withUnsafeBufferPointer { with($0, body) }
  }

  /// Calls `body` with a copy of the event, which is gone with the next one.
  package func with<Result>(
    _ event: UnsafeBufferPointer<UInt8>, _ body: (PaddedBytes) -> Result
  ) -> Result {
    memory.with(event) { body($0.withoutByteOrderMark) }
  }
}

extension [UInt8] {
  /// Calls `body` with the bytes of an event as workers read them.
  package func withPaddedEvent<Result>(_ body: (PaddedBytes) -> Result) -> Result {
    EventRoom().with(self, body)
  }
}
