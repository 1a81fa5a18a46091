import Events

/// A rule file whose bytes were read.
package struct RuleText: Sendable {
  /// The path as given; paths in the file are relative to it.
  package var path: String
  /// The whole text in UTF-8.
  package var bytes: [UInt8]

  /// A text and the path it is known by.
  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  /// Whether a line begins with one of the keys.
  package func hasLine(beginningWith keys: [String]) -> Bool {
    let keys = keys.map { Array($0.utf8) }
    return bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return false }
      let text = Bytes(base, count: buffer.count)
      var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      while start < text.count {
        let first = text[start]
        if keys.contains(where: { $0[0] == first && bytes[start...].starts(with: $0) }) {
          return true
        }
        guard let end = text.firstIndex(of: UInt8(ascii: "\n"), from: start) else { break }
        start = end + 1
      }
      return false
    }
  }
}
