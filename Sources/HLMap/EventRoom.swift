import Events

/// Memory that takes one event after another, as workers read them: after a byte order mark, with
/// NUL and readable bytes after the event.
package final class EventRoom {
  private var base = UnsafeMutablePointer<UInt8>.allocate(capacity: 0)
  private var capacity = 0

  /// A room without memory; it grows with the events.
  package init() {}

  deinit { base.deallocate() }

  /// Calls `body` with a copy of the event, which is gone with the next one.
  package func with<Result>(_ event: [UInt8], _ body: (Bytes) -> Result) -> Result {
    event.withUnsafeBufferPointer { with($0, body) }
  }

  /// Calls `body` with a copy of the event, which is gone with the next one.
  package func with<Result>(
    _ event: UnsafeBufferPointer<UInt8>, _ body: (Bytes) -> Result
  ) -> Result {
    let size = event.count + 1 + Scratch.slack
    if size > capacity {
      base.deallocate()
      capacity = size + size / 2
      base = .allocate(capacity: capacity)
    }
    if let bytes = event.baseAddress { base.initialize(from: bytes, count: event.count) }
    (base + event.count).initialize(repeating: 0, count: size - event.count)
    return body(Bytes(base, count: event.count).withoutByteOrderMark)
  }
}

extension [UInt8] {
  /// Calls `body` with the bytes of an event as workers read them.
  package func withPaddedEvent<Result>(_ body: (Bytes) -> Result) -> Result {
    EventRoom().with(self, body)
  }
}
