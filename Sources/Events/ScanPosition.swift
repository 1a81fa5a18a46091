internal import CScan

/// Where a `JSONScanner` stands in padded bytes.
///
/// It may be moved behind what it has looked at, and no further: the scanner stops at the NUL behind
/// the bytes, where the padding lets it look ahead. That is why its uses need not be marked unsafe.
@safe
struct ScanPosition {
  private let address: UnsafePointer<UInt8>

  @inline(__always)
  private init(_ address: UnsafePointer<UInt8>) { unsafe self.address = unsafe address }

  /// The first byte.
  @inline(__always)
  init(_ text: PaddedBytes) { unsafe self.init(text.base) }

  @inline(__always)
  var byte: UInt8 { unsafe address.pointee }

  /// The byte at an offset.
  @inline(__always)
  subscript(offset: Int) -> UInt8 { unsafe address[offset] }

  /// The next four bytes, the first the lowest.
  @inline(__always)
  var word: UInt32 {
    unsafe UInt32(littleEndian: UnsafeRawPointer(address).loadUnaligned(as: UInt32.self))
  }

  /// What the next 32 bytes are.
  @inline(__always)
  var masks: hl_masks { unsafe hl_scan32(address) }

  /// The bytes up to another one, which is not before this one.
  @inline(__always)
  func bytes(to end: ScanPosition) -> Bytes { unsafe Bytes(address, count: end - self) }

  @inline(__always)
  static func + (position: ScanPosition, offset: Int) -> ScanPosition {
    unsafe ScanPosition(position.address + offset)
  }

  @inline(__always)
  static func += (position: inout ScanPosition, offset: Int) { position = position + offset }

  @inline(__always)
  static func - (end: ScanPosition, start: ScanPosition) -> Int {
    unsafe end.address - start.address
  }

  @inline(__always)
  static func >= (left: ScanPosition, right: ScanPosition) -> Bool {
    unsafe left.address >= right.address
  }
}
