/// An IPv4 or IPv6 address, parsed strictly: no leading zeros in octets, no port, mask or zone.
///
/// An IPv4 address is held in its mapped form (`::ffff:a.b.c.d`), so that one comparison serves
/// both families; `isV4` remembers how it was spelled.
@frozen
public struct IPAddress: Hashable, Sendable {
  /// The first 64 of the 128 bits, in host byte order.
  public var high: UInt64
  /// The last 64 of the 128 bits, in host byte order.
  public var low: UInt64
  /// Whether the address was written as IPv4.
  public var isV4: Bool

  /// An address from its 128 bits; with `isV4` they are the mapped form.
  @inlinable
  public init(high: UInt64, low: UInt64, isV4: Bool) {
    self.high = high
    self.low = low
    self.isV4 = isV4
  }

  /// The IPv4 address with these 32 bits, `10.0.0.1` being `0x0A00_0001`.
  @inlinable
  public init(v4: UInt32) { self.init(high: 0, low: 0xFFFF_0000_0000 | UInt64(v4), isV4: true) }

  /// The address the bytes spell, or nil.
  @inlinable
  public init?(_ text: Bytes) {
    if let number = IPAddress.v4(text) {
      self.init(v4: number)
    } else if let address = IPAddress.v6(text) {
      self = address
    } else {
      return nil
    }
  }

  /// Whether the address is an IPv4 one, spelled plainly or mapped into IPv6.
  @inlinable public var isV4OrMapped: Bool { high == 0 && low >> 32 == 0xFFFF }

  /// The 32 bits of an IPv4 address.
  @inlinable public var v4Bits: UInt32 { UInt32(truncatingIfNeeded: low) }

  /// The number a dotted quad spells, or nil; such a spelling is always the canonical one.
  @inlinable
  public static func v4(_ text: Bytes) -> UInt32? {
    guard text.count >= 7, text.count <= 15 else { return nil }
    var result: UInt32 = 0
    var octet: UInt32 = 0
    var digits = 0
    var dots = 0
    var index = 0
    while index < text.count {
      let byte = text[index]
      index &+= 1
      if byte == UInt8(ascii: ".") {
        guard digits > 0, dots < 3 else { return nil }
        result = result << 8 | octet
        octet = 0
        digits = 0
        dots &+= 1
        continue
      }
      let digit = byte &- 48
      guard digit <= 9, digits < 3, !(digits > 0 && octet == 0) else { return nil }
      octet = octet &* 10 &+ UInt32(digit)
      guard octet <= 255 else { return nil }
      digits &+= 1
    }
    guard dots == 3, digits > 0 else { return nil }
    return result << 8 | octet
  }

  /// The IPv6 address the bytes spell, or nil.
  public static func v6(_ text: Bytes) -> IPAddress? {
    guard text.count >= 2, text.count <= 45 else { return nil }
    var groups = IPv6Groups()
    var index = 0
    if text[0] == UInt8(ascii: ":") {
      guard text[1] == UInt8(ascii: ":") else { return nil }
      groups.isCompressed = true
      index = 2
    }
    while index < text.count {
      guard groups.total < 8 else { return nil }
      let start = index
      var group: UInt64 = 0
      while index < text.count, let digit = hexValue(text[index]) {
        guard index - start < 4 else { return nil }
        group = group << 4 | UInt64(digit)
        index += 1
      }
      if index < text.count, text[index] == UInt8(ascii: ".") {
        guard groups.total <= 6, let number = v4(text.slice(start, text.count)) else {
          return nil
        }
        groups.push(UInt64(number >> 16))
        groups.push(UInt64(number & 0xFFFF))
        break
      }
      guard index > start else { return nil }
      groups.push(group)
      if index == text.count { break }
      guard text[index] == UInt8(ascii: ":") else { return nil }
      index += 1
      if index < text.count, text[index] == UInt8(ascii: ":") {
        guard !groups.isCompressed else { return nil }
        groups.isCompressed = true
        index += 1
      } else if index == text.count {
        return nil
      }
    }
    return groups.address
  }

  /// The value of a hexadecimal digit, or nil.
  @inlinable
  public static func hexValue(_ byte: UInt8) -> UInt8? {
    let digit = byte &- 48
    if digit <= 9 { return digit }
    let letter = (byte | 32) &- UInt8(ascii: "a")
    return letter <= 5 ? letter &+ 10 : nil
  }

  // MARK: Writing

  /// Whether the bytes are an address in the very spelling that `write` gives.
  @inlinable
  public static func isCanonical(_ text: Bytes) -> Bool {
    v4(text) != nil || isCanonicalV6(text)
  }

  @usableFromInline
  static func isCanonicalV6(_ text: Bytes) -> Bool {
    guard let address = v6(text) else { return false }
    return unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: longestSpelling) { room in
      guard let base = room.baseAddress else { return false }
      return unsafe Bytes(base, count: address.write(to: base) - base) == text
    }
  }

  /// Bytes that `write` needs at most.
  public static var longestSpelling: Int { 48 }

  /// Writes the address as RFC 5952 recommends and returns the end.
  public func write(to start: UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8> {
    if isV4 { return unsafe IPAddress.writeV4(v4Bits, to: start) }
    var out = unsafe start
    if isV4OrMapped {
      for byte in Bytes("::ffff:") {
        unsafe out[0] = byte
        unsafe out += 1
      }
      return unsafe IPAddress.writeV4(v4Bits, to: out)
    }
    func group(_ index: Int) -> UInt16 {
      let half = index < 4 ? high : low
      return UInt16(truncatingIfNeeded: half >> UInt64(48 - 16 * (index & 3)))
    }
    // The longest run of at least two zero groups, the first of equals.
    var best = (start: -1, length: 1)
    var index = 0
    while index < 8 {
      let runStart = index
      while index < 8, group(index) == 0 { index += 1 }
      if index - runStart > best.length { best = (runStart, index - runStart) }
      index += 1
    }
    index = 0
    while index < 8 {
      if index == best.start {
        unsafe out[0] = UInt8(ascii: ":")
        unsafe out[1] = UInt8(ascii: ":")
        unsafe out += 2
        index += best.length
        continue
      }
      if index > 0 && index != best.start + best.length || index > 0 && best.start < 0 {
        unsafe out[0] = UInt8(ascii: ":")
        unsafe out += 1
      }
      let value = group(index)
      var shift: UInt16 = value >= 0x1000 ? 12 : value >= 0x100 ? 8 : value >= 0x10 ? 4 : 0
      while true {
        unsafe out[0] = JSONText.hexDigit(UInt8(truncatingIfNeeded: value >> shift & 15))
        unsafe out += 1
        if shift == 0 { break }
        shift -= 4
      }
      index += 1
    }
    return unsafe out
  }

  private static func writeV4(
    _ bits: UInt32, to start: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    var out = unsafe start
    for shift in [24, 16, 8, 0] as [UInt32] {
      let octet = UInt8(truncatingIfNeeded: bits >> shift)
      if octet >= 100 {
        unsafe out[0] = 48 + octet / 100
        unsafe out += 1
      }
      if octet >= 10 {
        unsafe out[0] = 48 + octet / 10 % 10
        unsafe out += 1
      }
      unsafe out[0] = 48 + octet % 10
      unsafe out += 1
      if shift > 0 {
        unsafe out[0] = UInt8(ascii: ".")
        unsafe out += 1
      }
    }
    return unsafe out
  }

  /// The address in its canonical spelling: the same bytes if they are, else in the scratch.
  ///
  /// Nil when the bytes are not an address or the scratch is exhausted.
  @inlinable
  public static func canonical(_ text: Bytes, in scratch: Scratch) -> Bytes? {
    v4(text) != nil ? text : canonicalV6(text, in: scratch)
  }

  @usableFromInline
  static func canonicalV6(_ text: Bytes, in scratch: Scratch) -> Bytes? {
    guard let address = v6(text), let room = unsafe scratch.allocate(longestSpelling) else {
      return nil
    }
    let end = unsafe address.write(to: room)
    let written = unsafe Bytes(room, count: end - room)
    if written == text {
      unsafe scratch.shrink(to: room)
      return text
    }
    unsafe scratch.shrink(to: end)
    return written
  }
}

/// The groups of an IPv6 address while they are read, before and behind `::`; each is shifted in from
/// the right.
private struct IPv6Groups {
  /// Whether `::` was met, so that further groups stand at the end of the address.
  var isCompressed = false
  private var head: (high: UInt64, low: UInt64) = (0, 0)
  private var tail: (high: UInt64, low: UInt64) = (0, 0)
  private var count = 0
  private var tailCount = 0

  /// How many groups were read.
  var total: Int { count + tailCount }

  mutating func push(_ group: UInt64) {
    if isCompressed {
      tail = (tail.high << 16 | tail.low >> 48, tail.low << 16 | group)
      tailCount += 1
    } else {
      head = (head.high << 16 | head.low >> 48, head.low << 16 | group)
      count += 1
    }
  }

  /// The address; nil where groups are missing, or `::` stands for none.
  var address: IPAddress? {
    guard isCompressed ? total < 8 : count == 8 else { return nil }
    var head = head
    // The groups before `::` move up to the top.
    var free = 8 - count
    while isCompressed && free > 0 {
      head = (head.high << 16 | head.low >> 48, head.low << 16)
      free -= 1
    }
    return IPAddress(high: head.high | tail.high, low: head.low | tail.low, isV4: false)
  }
}
