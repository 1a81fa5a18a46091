internal import CScan
import Glibc

/// Between a value's bytes and the JSON text they are written as (RFC 8259).
public enum JSONText {
  // MARK: Writing

  /// Bytes that writing `value` takes at most, without `PaddedBytes.padding`.
  @inlinable @inline(__always)
  public static func capacity(for value: Value) -> Int {
    value.kind == .string && value.form == .decoded
      ? 6 * Int(value.count) + 2 : Int(value.count) + 2
  }

  /// Writes a present value as JSON and returns the end.
  ///
  /// The room must hold `capacity(for:)` bytes and `PaddedBytes.padding`.
  @inlinable @inline(__always)
  public static func write(
    _ value: Value, to start: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    if value.kind == .string {
      unsafe start[0] = UInt8(ascii: "\"")
      let end: UnsafeMutablePointer<UInt8>
      if value.form == .decoded {
        unsafe end = escape(value.spelling, to: start + 1)
      } else {
        unsafe wideCopy(value.base, to: start + 1, count: Int(value.count))
        unsafe end = start + (1 + Int(value.count))
      }
      unsafe end[0] = UInt8(ascii: "\"")
      return unsafe end + 1
    }
    if value.form == .decoded { return unsafe compact(value.spelling, to: start) }
    unsafe wideCopy(value.base, to: start, count: Int(value.count))
    return unsafe start + Int(value.count)
  }

  /// Copies in 16-byte steps; both sides are padded by at least `PaddedBytes.padding` bytes.
  @inlinable @inline(__always)
  public static func wideCopy(
    _ source: UnsafePointer<UInt8>, to target: UnsafeMutablePointer<UInt8>, count: Int
  ) {
    if count > 128 {
      unsafe memcpy(target, source, count)
      return
    }
    let from = unsafe UnsafeRawPointer(source)
    let to = UnsafeMutableRawPointer(target)
    var offset = 0
    repeat {
      unsafe to.storeBytes(
        of: from.loadUnaligned(fromByteOffset: offset, as: SIMD16<UInt8>.self),
        toByteOffset: offset, as: SIMD16<UInt8>.self)
      offset &+= 16
    } while offset < count
  }

  /// Writes text with the escapes JSON demands and returns the end; at most six bytes a byte.
  @usableFromInline @inline(never)
  static func escape(
    _ text: Bytes, to start: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    var out = unsafe start
    for index in 0..<text.count {
      let byte = text[index]
      if byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\") {
        unsafe out[0] = byte
        unsafe out += 1
        continue
      }
      unsafe out[0] = UInt8(ascii: "\\")
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): unsafe out[1] = byte
      case 8: unsafe out[1] = UInt8(ascii: "b")
      case 9: unsafe out[1] = UInt8(ascii: "t")
      case 10: unsafe out[1] = UInt8(ascii: "n")
      case 12: unsafe out[1] = UInt8(ascii: "f")
      case 13: unsafe out[1] = UInt8(ascii: "r")
      default:
        unsafe out[1] = UInt8(ascii: "u")
        unsafe out[2] = UInt8(ascii: "0")
        unsafe out[3] = UInt8(ascii: "0")
        unsafe out[4] = hexDigit(byte >> 4)
        unsafe out[5] = hexDigit(byte & 15)
        unsafe out += 4
      }
      unsafe out += 2
    }
    return unsafe out
  }

  /// The lower-case hexadecimal digit of a number `0...15`.
  @inline(__always)
  public static func hexDigit(_ nibble: UInt8) -> UInt8 {
    nibble < 10 ? UInt8(ascii: "0") &+ nibble : UInt8(ascii: "a") &+ (nibble &- 10)
  }

  /// Writes a container without the blanks between its tokens, so that it fits one line.
  @usableFromInline @inline(never)
  static func compact(
    _ text: Bytes, to start: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    var out = unsafe start
    var inString = false
    var index = 0
    while index < text.count {
      let byte = unsafe text.base[index]
      index += 1
      if inString {
        if byte == UInt8(ascii: "\\"), index < text.count {
          unsafe out[0] = byte
          unsafe out[1] = text.base[index]
          unsafe out += 2
          index += 1
          continue
        }
        if byte == UInt8(ascii: "\"") { inString = false }
      } else if byte == UInt8(ascii: "\"") {
        inString = true
      } else if byte <= 0x20 {
        continue
      }
      unsafe out[0] = byte
      unsafe out += 1
    }
    return unsafe out
  }

  // MARK: Reading

  /// The text of a string value, its escapes undone; nil only when the scratch is exhausted.
  ///
  /// Lone surrogates (`\ud800`) become U+FFFD, since they have no UTF-8 form.
  @inlinable @inline(__always)
  public static func decoded(_ value: Value, in scratch: Scratch) -> Bytes? {
    value.form == .escaped ? unescape(value.spelling, in: scratch) : value.spelling
  }

  /// The text of a value, with the escapes of a string undone, in memory of its own; nil only when
  /// the scratch is exhausted.
  public static func terminatedText(of value: Value, in scratch: Scratch) -> PaddedBytes? {
    guard value.form == .escaped else { return scratch.terminatedCopy(of: value.spelling) }
    guard let room = unsafe scratch.allocate(Int(value.count) + 1) else { return nil }
    let end = unsafe unescape(value.spelling, to: room)
    unsafe end[0] = 0
    return unsafe PaddedBytes(vouchingFor: Bytes(room, count: end - room))
  }

  /// Undoes the escapes of a validated JSON string body.
  @usableFromInline @inline(never)
  static func unescape(_ text: Bytes, in scratch: Scratch) -> Bytes? {
    guard let room = unsafe scratch.allocate(text.count) else { return nil }
    scratch.spend(4 &* text.count)
    let end = unsafe unescape(text, to: room)
    unsafe scratch.shrink(to: end)
    return unsafe Bytes(room, count: end - room)
  }

  /// Undoes the escapes of a validated JSON string body into a room of at least `text.count` bytes.
  public static func unescape(
    _ text: Bytes, to room: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    let (base, count) = unsafe (text.base, text.count)
    var out = unsafe room
    var index = 0
    // In JSON within JSON an escape follows every few bytes: many stand in one block.
    while index + 32 <= count {
      var stops = unsafe hl_scan32(base + index).stops
      // What is left of the block, from `index` on.
      var left = 32
      while stops != 0, index + 32 <= count {
        unsafe memcpy(out, base + index, 32)
        let start = index
        unsafe out += stops.trailingZeroBitCount
        index += stops.trailingZeroBitCount
        if unsafe base[index] == UInt8(ascii: "\\") {
          guard unsafe unescapeOne(text, &index, to: &out) else { return unsafe out }
        } else {
          unsafe out += 1
          index += 1
        }
        left -= index - start
        stops = left > 0 ? stops >> UInt32(index - start) : 0
      }
      if left > 0, index + 32 <= count {
        unsafe memcpy(out, base + index, 32)
        unsafe out += left
        index += left
      }
    }
    while index < count {
      let rest = count - index
      let run =
        unsafe memchr(base + index, 0x5C, rest).map {
          unsafe UnsafeRawPointer($0) - UnsafeRawPointer(base + index)
        } ?? rest
      unsafe memcpy(out, base + index, run)
      unsafe out += run
      index += run
      guard index < count, unsafe unescapeOne(text, &index, to: &out) else { break }
    }
    return unsafe out
  }

  /// Passes the escape at `index`; false where the text is cut within it.
  @inline(__always)
  private static func unescapeOne(
    _ text: Bytes, _ index: inout Int, to out: inout UnsafeMutablePointer<UInt8>
  ) -> Bool {
    guard index + 1 < text.count else { return false }
    let escape = unsafe text.base[index + 1]
    if escape == UInt8(ascii: "u") { return unsafe unescapeScalar(text, &index, to: &out) }
    unsafe out[0] = unescaped(escape)
    unsafe out += 1
    index += 2
    return true
  }

  /// What a backslash and another byte stand for.
  @inline(__always)
  private static func unescaped(_ escape: UInt8) -> UInt8 {
    // Nearly all are quotes and backslashes.
    if escape < UInt8(ascii: "b") { return escape }
    return switch escape {
    case UInt8(ascii: "b"): 8
    case UInt8(ascii: "f"): 12
    case UInt8(ascii: "n"): 10
    case UInt8(ascii: "r"): 13
    case UInt8(ascii: "t"): 9
    default: escape
    }
  }

  /// Passes the `\u` escape at `index`, or both of a surrogate pair; false where the text is cut.
  private static func unescapeScalar(
    _ text: Bytes, _ index: inout Int, to out: inout UnsafeMutablePointer<UInt8>
  ) -> Bool {
    let (base, count) = unsafe (text.base, text.count)
    guard index + 6 <= count else { return false }
    var scalar = unsafe hex4(base + index + 2)
    index += 6
    if scalar & 0xFC00 == 0xD800 {
      if index + 6 <= count, unsafe base[index] == 0x5C,
        unsafe base[index + 1] == UInt8(ascii: "u"),
        case let low = unsafe hex4(base + index + 2), low & 0xFC00 == 0xDC00
      {
        scalar = 0x10000 + (scalar & 0x3FF) << 10 + (low & 0x3FF)
        index += 6
      } else {
        scalar = 0xFFFD
      }
    } else if scalar & 0xFC00 == 0xDC00 {
      scalar = 0xFFFD
    }
    unsafe out = UTF8Text.encode(scalar, to: out)
    return true
  }

  private static func hex4(_ digits: UnsafePointer<UInt8>) -> UInt32 {
    var result: UInt32 = 0
    for index in 0..<4 {
      let byte = unsafe digits[index]
      let nibble = byte <= UInt8(ascii: "9") ? byte &- 48 : (byte | 32) &- 87
      result = result << 4 | UInt32(nibble & 15)
    }
    return result
  }

  /// Whether two string values have the same text, whatever their spelling.
  @inlinable @inline(__always)
  public static func sameText(_ left: Value, _ right: Value, in scratch: Scratch) -> Bool {
    if left.form != .escaped && right.form != .escaped || left.form == right.form {
      if left.spelling == right.spelling { return true }
      if left.form != .escaped { return false }
    }
    return sameTextSlowly(left, right, in: scratch)
  }

  @usableFromInline @inline(never)
  static func sameTextSlowly(_ left: Value, _ right: Value, in scratch: Scratch) -> Bool {
    guard let a = decoded(left, in: scratch), let b = decoded(right, in: scratch) else {
      return false
    }
    return a == b
  }
}
