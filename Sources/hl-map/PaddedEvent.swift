import Events

extension [UInt8] {
  /// Calls `body` with the bytes of an event as workers read them: behind a byte order mark, in
  /// memory that is padded, with NUL behind the event.
  func withPaddedEvent<Result>(_ body: (Bytes) -> Result) -> Result {
    let start = starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let size = count + 1 + Scratch.slack
    let room = UnsafeMutablePointer<UInt8>.allocate(capacity: size)
    defer { room.deallocate() }
    room.initialize(from: self, count: count)
    (room + count).initialize(repeating: 0, count: size - count)
    return body(Bytes(room + start, count: count - start))
  }
}
