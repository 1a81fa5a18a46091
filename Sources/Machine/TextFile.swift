import Glibc

/// Files, pipes and devices, read and written whole.
package enum TextFile {
  /// The bytes that are read there, at most the first `limit`.
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

  /// What a descriptor gives until its end, at most the first `limit` bytes.
  static func read(_ descriptor: Int32, limit: Int) throws(SystemError) -> [UInt8] {
    var status = stat()
    // Some files do not report their size, and some return less than was asked for.
    let size = fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
    let pieceSize = min(limit, max(4 << 10, min(size + 1, 1 << 20)))
    var bytes: [UInt8] = []
    while bytes.count < limit {
      var failure: SystemError?
      let piece = [UInt8](unsafeUninitializedCapacity: pieceSize) { room, count in
        let got = Glibc.read(descriptor, room.baseAddress, min(pieceSize, limit - bytes.count))
        if got < 0 { failure = SystemError() }
        count = max(0, got)
      }
      if failure?.code == EINTR { continue }
      if let failure { throw failure }
      if piece.isEmpty { break }
      if bytes.isEmpty { bytes = piece } else { bytes += piece }
      if size > 0, bytes.count == size { break }
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
