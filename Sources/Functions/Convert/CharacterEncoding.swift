import Events

/// How bytes that a text was packed into stand for its characters.
enum CharacterEncoding: Int {
  case utf8, utf16, latin1

  /// What rules call them.
  static let names = ["utf-8", "utf-16le", "latin-1"]

  /// The text as UTF-8; nil where the bytes are none in this encoding, or the scratch is exhausted.
  func decoded(_ bytes: Bytes, in scratch: Scratch) -> Bytes? {
    switch self {
    case .utf8: UTF8Text.firstError(in: bytes) == nil ? bytes : nil
    case .latin1: CharacterEncoding.decodedLatin1(bytes, in: scratch)
    case .utf16: CharacterEncoding.decodedUTF16(bytes, in: scratch)
    }
  }

  private static func decodedLatin1(_ bytes: Bytes, in scratch: Scratch) -> Bytes? {
    guard let room = scratch.allocate(2 * bytes.count) else { return nil }
    var out = room
    for byte in bytes { out = UTF8Text.encode(UInt32(byte), to: out) }
    scratch.shrink(to: out)
    return Bytes(room, count: out - room)
  }

  /// A mark of the byte order in front is taken off.
  private static func decodedUTF16(_ bytes: Bytes, in scratch: Scratch) -> Bytes? {
    guard bytes.count & 1 == 0, let room = scratch.allocate(bytes.count / 2 * 3) else { return nil }
    func unit(_ index: Int) -> UInt32 { UInt32(bytes[index]) | UInt32(bytes[index + 1]) << 8 }
    var out = room
    var index = bytes.count > 0 && unit(0) == 0xFEFF ? 2 : 0
    while index < bytes.count {
      var scalar = unit(index)
      index += 2
      if scalar & 0xFC00 == 0xD800, index < bytes.count, unit(index) & 0xFC00 == 0xDC00 {
        scalar = 0x10000 + (scalar & 0x3FF) << 10 + unit(index) & 0x3FF
        index += 2
      }
      guard scalar & 0xFFFF_F800 != 0xD800 else { return nil }
      out = UTF8Text.encode(scalar, to: out)
    }
    scratch.shrink(to: out)
    return Bytes(room, count: out - room)
  }
}
