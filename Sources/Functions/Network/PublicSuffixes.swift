import CLibPSL
import Events

/// The public suffix list that libpsl was built with.
enum PublicSuffixes {
  /// Where the registered domain and the public suffix of a host name begin.
  struct Parts {
    /// Nil when the name is itself a public suffix.
    var registered: Int?
    var suffix: Int
  }

  private nonisolated(unsafe) static let list = psl_builtin()

  /// Looks up a host name in lower case; nil when it is not a name.
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
      return offset(psl_unregistrable_domain(list, base)).map { suffix in
        Parts(registered: offset(psl_registrable_domain(list, base)), suffix: suffix)
      }
    }
  }

  /// Where the suffix of a host name begins, under which a registry takes names: `co.uk`, not
  /// `github.io`. Letter case does not matter. Nil under no listed suffix.
  static func registrySuffix(of host: Bytes, in scratch: Scratch) -> Int? {
    // No listed suffix has more labels or bytes.
    var start = host.count
    var labels = 0
    while start > 0, labels < 8, host.count - start < 200 {
      start -= 1
      if host[start] == UInt8(ascii: ".") { labels += 1 }
    }
    if start > 0 { start += 1 }
    let lower = CaseFolding.fold(
      TextSpan(bytes: host.dropping(start), form: .decoded), toUpper: false, in: scratch
    ).spelling
    guard let list, lower.count == host.count - start, lower.firstIndex(of: 0) == nil else {
      return nil
    }
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: lower.count + 3) { copy in
      guard let base = copy.baseAddress else { return nil }
      // A label in front of the name, one that no list has.
      base[0] = CChar(UInt8(ascii: "_"))
      base[1] = CChar(UInt8(ascii: "."))
      for index in 0..<lower.count { base[index + 2] = CChar(bitPattern: lower[index]) }
      base[lower.count + 2] = 0
      func isSuffix(_ place: Int) -> Bool {
        psl_is_public_suffix2(list, base + place, PSL_TYPE_ICANN | PSL_TYPE_NO_STAR_RULE) == 1
      }
      for index in 0..<lower.count where index == 0 || lower[index - 1] == UInt8(ascii: ".") {
        guard lower[index] != UInt8(ascii: "."), isSuffix(index + 2) else { continue }
        // All names under `*.ck` are suffixes; that makes none of `ck` alone.
        if index == 0, start == 0, isSuffix(0) { continue }
        return start + index
      }
      return nil
    }
  }

  /// At least two labels of at most 253 bytes, none empty, without blanks and marks of URLs; the
  /// last one is not a number, since that would be an address.
  private static func isName(_ host: Bytes) -> Bool {
    guard host.count > 0, host.count <= 253 else { return false }
    var previous = UInt8(ascii: ".")
    var labels = 1
    var isNumber = true
    for byte in host {
      if byte == UInt8(ascii: "."), previous == byte { return false }
      let isLetter =
        byte >= 0x80 || byte | 32 &- UInt8(ascii: "a") < 26 || byte &- 48 <= 9
        || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
      guard isLetter else { return false }
      if byte == UInt8(ascii: ".") {
        labels += 1
        isNumber = true
      } else if byte &- 48 > 9 {
        isNumber = false
      }
      previous = byte
    }
    return labels > 1 && !isNumber
  }
}
