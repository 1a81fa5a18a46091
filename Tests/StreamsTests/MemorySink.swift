import Events

@testable import Streams

/// A sink that keeps what it gets, as far as there is room.
final class MemorySink: Sink {
  private(set) var bytes: [UInt8] = []
  private let room: Int
  var bytesWritten: Int { bytes.count }
  var text: String { String(decoding: bytes, as: UTF8.self) }

  init(room: Int = .max) { self.room = room }

  func write(_ more: Bytes) -> Writing {
    let count = min(more.count, room - bytes.count)
    bytes += more.slice(0, count)
    return Writing(count: count, failure: count < more.count ? .closed : nil)
  }

  func takeBack(_ count: Int) { bytes.removeLast(count) }
}
