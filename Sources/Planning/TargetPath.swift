/// The parts of a target's dotted name.
package enum TargetPath {
  /// The parts between the dots, at least one; may be empty texts.
  package static func parts(_ name: String) -> [String] {
    var name = name
    return name.withUTF8 { bytes in
      var parts: [String] = []
      var start = 0
      func add(_ end: Int) {
        let part = UnsafeBufferPointer(rebasing: bytes[start..<end])
        parts.append(String(decoding: part, as: UTF8.self))
        start = end + 1
      }
      parts.reserveCapacity(4)
      for index in bytes.indices where bytes[index] == UInt8(ascii: ".") { add(index) }
      add(bytes.count)
      return parts
    }
  }
}
