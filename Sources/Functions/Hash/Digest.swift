import Events

/// How hashes are written.
enum Digest {
  /// The bytes that `fill` puts in, as lower-case hexadecimal digits.
  static func hex(
    count: Int, in scratch: Scratch, fill: (UnsafeMutableBufferPointer<UInt8>) -> Void
  ) -> Value {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: count) { digest in
      digest.initialize(repeating: 0)
      fill(digest)
      guard let room = scratch.allocate(2 * count) else { return .absent }
      let digits = Bytes("0123456789abcdef")
      for index in 0..<count {
        room[2 * index] = digits.base[Int(digest[index] >> 4)]
        room[2 * index + 1] = digits.base[Int(digest[index] & 15)]
      }
      return Value(.string, room, count: 2 * count)
    }
  }
}
