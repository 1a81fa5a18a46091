/// A block of addresses: `10.0.0.0/8`, `fe80::/10`, or one address.
public struct Network: Hashable, Sendable {
  /// The lowest address of the block.
  public let first: IPAddress
  /// Leading bits that count, of the 128 of the mapped form.
  public let prefix: Int

  private let highMask: UInt64
  private let lowMask: UInt64

  /// The network of an address and a length within its family; nil when the length is too large.
  ///
  /// Bits of the address after the prefix are ignored.
  public init?(_ address: IPAddress, length: Int) {
    guard length >= 0, length <= (address.isV4 ? 32 : 128) else { return nil }
    prefix = address.isV4 ? length + 96 : length
    highMask = prefix >= 64 ? .max : ~(UInt64.max >> UInt64(prefix))
    lowMask = prefix <= 64 ? 0 : ~(UInt64.max >> UInt64(prefix - 64))
    first = IPAddress(
      high: address.high & highMask, low: address.low & lowMask, isV4: address.isV4)
  }

  /// The network that `address/length` or a plain address spells, or nil.
  public init?(_ text: Bytes) {
    guard let slash = text.firstIndex(of: UInt8(ascii: "/")) else {
      guard let address = IPAddress(text) else { return nil }
      self.init(address, length: address.isV4 ? 32 : 128)
      return
    }
    let digits = text.dropping(slash + 1)
    guard let address = IPAddress(text.slice(0, slash)), digits.count >= 1, digits.count <= 3,
      digits.allSatisfy({ $0 &- 48 <= 9 }), digits.count == 1 || digits[0] != 48,
      let length = Number.int64(digits)
    else { return nil }
    self.init(address, length: Int(length))
  }

  /// Whether the address lies within.
  ///
  /// A mapped address (`::ffff:10.0.0.1`) lies in IPv4 networks too; a plain IPv4 address lies in
  /// no IPv6 network.
  public func contains(_ address: IPAddress) -> Bool {
    if address.isV4 && !first.isV4 { return false }
    return address.high & highMask == first.high && address.low & lowMask == first.low
  }
}
