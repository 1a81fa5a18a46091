import Glibc
import Running

/// Small files, read and written whole.
enum TextFile {
  /// The file's bytes, at most the first `limit`.
  static func read(_ path: String, limit: Int = 256 << 20) throws(SystemError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { throw SystemError() }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 64 << 10)
    while bytes.count < limit {
      let count = Glibc.read(descriptor, &piece, min(piece.count, limit - bytes.count))
      if count == 0 { break }
      if count > 0 {
        bytes += piece[..<count]
      } else if errno != EINTR {
        throw SystemError()
      }
    }
    return bytes
  }

  /// Replaces the file's content; it is never there in part.
  static func write(_ text: String, to path: String) throws(SystemError) {
    let file = try OutputFile(path: path)
    var done = 0
    let bytes = Array(text.utf8)
    while done < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(file.descriptor, $0.baseAddress.map { $0 + done }, bytes.count - done)
      }
      if count >= 0 {
        done += count
      } else if errno != EINTR {
        let error = SystemError()
        _ = file.abandon()
        throw error
      }
    }
    try file.complete()
  }
}
