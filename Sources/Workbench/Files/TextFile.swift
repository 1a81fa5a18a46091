import Glibc
import Running
import Streams

/// Why the events of a file cannot be had, for people.
package struct UnreadableEvents: Error {
  /// One sentence, for people.
  package var message: String
}

/// Small files, read and written whole.
package enum TextFile {
  /// The file's bytes, at most the first `limit`.
  package static func read(_ path: String, limit: Int = 256 << 20) throws(SystemError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { throw SystemError() }
    defer { close(descriptor) }
    return try read(descriptor, limit: limit)
  }

  /// All of standard input, at most the first `limit` bytes.
  package static func standardInput(limit: Int = 256 << 20) throws(SystemError) -> [UInt8] {
    try read(STDIN_FILENO, limit: limit)
  }

  private static func read(_ descriptor: Int32, limit: Int) throws(SystemError) -> [UInt8] {
    var status = stat()
    // Some files do not report their size, and some return less than was asked for.
    let size = fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
    let pieceSize = min(limit, max(4 << 10, min(size + 1, 1 << 20)))
    var bytes: [UInt8] = []
    while bytes.count < limit {
      var result = 0
      let piece = [UInt8](unsafeUninitializedCapacity: pieceSize) { room, count in
        result = Glibc.read(descriptor, room.baseAddress, min(pieceSize, limit - bytes.count))
        count = max(0, result)
      }
      if result == 0 { break }
      if result < 0 && errno != EINTR { throw SystemError() }
      if bytes.isEmpty { bytes = piece } else { bytes += piece }
      if size > 0, bytes.count == size { break }
    }
    return bytes
  }

  /// The bytes of a file of events, which must be a text.
  package static func events(
    _ path: String, limit: Int = 256 << 20
  ) throws(UnreadableEvents) -> [UInt8] {
    let bytes: [UInt8]
    do { bytes = try read(path, limit: limit) } catch {
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

  /// Replaces the file's content; it is never there in part.
  package static func write(_ text: String, to path: String) throws(SystemError) {
    try write(Array(text.utf8), to: path)
  }

  /// The same for bytes, which need not be UTF-8.
  package static func write(_ bytes: [UInt8], to path: String) throws(SystemError) {
    let file = try OutputFile(path: path)
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(file.descriptor, $0.baseAddress.map { $0 + done }, bytes.count - done)
      }
      if count >= 0 {
        done += count
      } else if errno != EINTR {
        let error = SystemError()
        file.discard()
        throw error
      }
    }
    do { try file.complete() } catch {
      file.removePartial()
      throw error
    }
  }
}
