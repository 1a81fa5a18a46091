import Machine
import Streams

/// Why the events of a file cannot be had, for people.
package struct UnreadableEvents: Error {
  /// One sentence, for people.
  package var message: String
}

/// Files of events that are small enough to be read whole.
package enum EventFile {
  /// The bytes of the file, which must be a text; at most the first `limit`.
  package static func read(
    _ path: String, limit: Int = 256 << 20
  ) throws(UnreadableEvents) -> [UInt8] {
    let bytes: [UInt8]
    do { bytes = try TextFile.read(path, limit: limit) } catch {
      throw UnreadableEvents(message: error.message)
    }
    let detection = bytes.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { InputEncoding.detect($0, count: buffer.count, isWhole: true) }
    }
    if case .encoded(let encoding) = detection {
      throw UnreadableEvents(message: encoding.message)
    }
    return bytes
  }
}
