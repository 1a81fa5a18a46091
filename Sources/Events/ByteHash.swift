/// The hash by which tables of bytes are kept, within one process.
public enum ByteHash {
  /// Differs from run to run, so that neither rules nor events can be written to be slow.
  private static let seed = UInt64.random(in: .min ... .max)

  /// The hash of some bytes; the salt tells equal bytes of different owners apart.
  public static func of(_ bytes: UnsafeBufferPointer<UInt8>, salt: UInt32 = 0) -> UInt32 {
    let bytes = UnsafeRawBufferPointer(bytes)
    let count = bytes.count
    var hash = seed
    func mix(_ word: UInt64) {
      let product = (hash ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
      hash = product.high ^ product.low
    }
    // By itself: what a text could undo would make it one text for all salts.
    mix(UInt64(salt) << 32 | UInt64(truncatingIfNeeded: count))
    if count >= 8 {
      var offset = 0
      while offset < count - 8 {
        unsafe mix(bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        offset += 8
      }
      unsafe mix(bytes.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self))
    } else {
      var word: UInt64 = 0
      for index in 0..<count { word = unsafe word << 8 | UInt64(bytes[index]) }
      mix(word)
    }
    mix(0x2545_F491_4F6C_DD1D)
    return UInt32(truncatingIfNeeded: hash >> 32)
  }
}
