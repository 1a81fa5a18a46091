import CLibPSL
import Events

/// The public suffix list that libpsl was built with.
enum PublicSuffixes {
  /// Where the registered domain and the public suffix of a host name begin.
  struct Parts {
    /// Nil when the name is itself a public suffix.
    var registered: Int?
    var suffix: Int?
  }

  private nonisolated(unsafe) static let list = psl_builtin()

  /// Looks up a host name in lower case; nil when it is no name.
  ///
  /// A name under no listed suffix has its last label as its suffix.
  static func parts(of host: Bytes) -> Parts? {
    guard let list, isName(host) else { return nil }
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: host.count + 1) { copy in
      guard let base = copy.baseAddress else { return nil }
      for index in 0..<host.count { base[index] = CChar(bitPattern: host.base[index]) }
      base[host.count] = 0
      func offset(_ found: UnsafePointer<CChar>?) -> Int? {
        guard let found else { return nil }
        let offset = found - UnsafePointer(base)
        return offset >= 0 && offset < host.count ? offset : nil
      }
      return Parts(
        registered: offset(psl_registrable_domain(list, base)),
        suffix: offset(psl_unregistrable_domain(list, base)))
    }
  }

  /// At most 253 bytes, no empty label, no blanks or marks of URLs, no address.
  private static func isName(_ host: Bytes) -> Bool {
    guard host.count > 0, host.count <= 253, IPAddress.v4(host) == nil else { return false }
    var previous = UInt8(ascii: ".")
    for byte in host {
      if byte == UInt8(ascii: "."), previous == byte { return false }
      let isLetter =
        byte >= 0x80 || byte | 32 &- UInt8(ascii: "a") < 26 || byte &- 48 <= 9
        || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
      guard isLetter else { return false }
      previous = byte
    }
    return previous != UInt8(ascii: ".")
  }
}
