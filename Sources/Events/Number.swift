import Glibc

/// Between a number's lexeme and its value.
public enum Number {
  /// The 64-bit integer a lexeme spells (`-?[0-9]+`), or nil when it is another text or too large.
  public static func int64(_ lexeme: Bytes) -> Int64? {
    var index = 0
    let negative = lexeme.count > 0 && lexeme[0] == UInt8(ascii: "-")
    if negative { index = 1 }
    guard index < lexeme.count, lexeme.count - index <= 19 else { return nil }
    var magnitude: UInt64 = 0
    while index < lexeme.count {
      let digit = lexeme[index] &- 48
      guard digit <= 9 else { return nil }
      // 19 digits cannot overflow 64 unsigned bits.
      magnitude = magnitude &* 10 &+ UInt64(digit)
      index += 1
    }
    if negative {
      return magnitude <= UInt64(Int64.max) + 1 ? Int64(truncatingIfNeeded: 0 &- magnitude) : nil
    }
    return Int64(exactly: magnitude)
  }

  /// The unsigned 64-bit integer a lexeme spells without leading zeros, or nil.
  public static func uint64(_ lexeme: Bytes) -> UInt64? {
    guard lexeme.count > 0, lexeme.count <= 20, lexeme[0] != 0x30 || lexeme.count == 1 else {
      return nil
    }
    var number: UInt64 = 0
    for index in 0..<lexeme.count {
      let digit = lexeme[index] &- 48
      guard digit <= 9 else { return nil }
      let (tens, isTooLarge) = number.multipliedReportingOverflow(by: 10)
      let (sum, isOverflow) = tens.addingReportingOverflow(UInt64(digit))
      guard !isTooLarge, !isOverflow else { return nil }
      number = sum
    }
    return number
  }

  /// The double a JSON number lexeme spells, correctly rounded; nil when it is not a number or
  /// overflows.
  public static func double(_ lexeme: Bytes) -> Double? {
    guard isNumber(lexeme), lexeme.count < 1024 else { return nil }
    return unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: lexeme.count + 1) {
      buffer in
      for index in 0..<lexeme.count { unsafe buffer[index] = CChar(bitPattern: lexeme[index]) }
      unsafe buffer[lexeme.count] = 0
      let value = unsafe strtod(buffer.baseAddress!, nil)
      return value.isFinite ? value : nil
    }
  }

  /// Whether the bytes are one JSON number (RFC 8259, section 6).
  public static func isNumber(_ text: Bytes) -> Bool { shape(text) != nil }

  /// `.integer` or `.float` when the bytes are one JSON number, else nil.
  public static func shape(_ text: Bytes) -> Value.Kind? {
    var index = 0
    func peek() -> UInt8 { index < text.count ? text[index] : 0 }
    func digits() -> Int {
      let start = index
      while peek() &- 48 <= 9 { index += 1 }
      return index - start
    }
    if peek() == UInt8(ascii: "-") { index += 1 }
    let leadingZero = peek() == UInt8(ascii: "0")
    let whole = digits()
    guard whole > 0, !(leadingZero && whole > 1) else { return nil }
    var kind = Value.Kind.integer
    if peek() == UInt8(ascii: ".") {
      index += 1
      kind = .float
      guard digits() > 0 else { return nil }
    }
    if peek() | 32 == UInt8(ascii: "e") {
      index += 1
      kind = .float
      if peek() == UInt8(ascii: "+") || peek() == UInt8(ascii: "-") { index += 1 }
      guard digits() > 0 else { return nil }
    }
    return index == text.count ? kind : nil
  }

  /// A key that all spellings of one number share (`1.0`, `1e0`, `1`) and no usual text has: NUL,
  /// then the shortest spelling. Nil for what is not a number, or overflows.
  public static func key(_ number: Value, in scratch: Scratch) -> Bytes? {
    guard number.isNumber else { return nil }
    var spelling = number.spelling
    if number.kind == .float || spelling == Bytes("-0") {
      guard let double = double(spelling) else { return nil }
      let isWhole =
        double.magnitude < 9_007_199_254_740_992 && double.rounded(.towardZero) == double
      let shortest = isWhole ? value(Int(double), in: scratch) : value(double, in: scratch)
      spelling = shortest.spelling
    }
    guard let room = unsafe scratch.allocate(spelling.count + 1) else { return nil }
    unsafe room[0] = 0
    unsafe (room + 1).update(from: spelling.base, count: spelling.count)
    return unsafe Bytes(room, count: spelling.count + 1)
  }

  private static let roundedMark = UInt8(ascii: "~")

  /// The key that a float beyond 2⁵³ shares with the integers that equal it as doubles, which need
  /// not equal one another; nil for smaller numbers.
  public static func roundedKey(_ number: Value, in scratch: Scratch) -> Bytes? {
    guard number.isNumber, number.kind == .float || number.count > 15,
      let double = double(number.spelling), double.magnitude >= 9_007_199_254_740_992
    else { return nil }
    let spelling = value(double, in: scratch).spelling
    guard let room = unsafe scratch.allocate(spelling.count + 2) else { return nil }
    unsafe room[0] = 0
    unsafe room[1] = roundedMark
    unsafe (room + 2).update(from: spelling.base, count: spelling.count)
    return unsafe Bytes(room, count: spelling.count + 2)
  }

  /// Whether a text looks like what `key` and `roundedKey` give.
  public static func isKey(_ text: Bytes) -> Bool {
    guard text.count > 1, text[0] == 0 else { return false }
    return text[1] &- 48 <= 9 || text[1] == UInt8(ascii: "-") || text[1] == roundedMark
  }

  /// Writes an integer's digits at the end of a 20-byte buffer and returns them.
  public static func write(_ number: Int, to buffer: UnsafeMutableBufferPointer<UInt8>) -> Bytes {
    var magnitude = number.magnitude
    var index = buffer.count
    repeat {
      index -= 1
      unsafe buffer[index] = UInt8(truncatingIfNeeded: 48 + magnitude % 10)
      magnitude /= 10
    } while magnitude != 0
    if number < 0 {
      index -= 1
      unsafe buffer[index] = UInt8(ascii: "-")
    }
    return unsafe Bytes(UnsafePointer(buffer.baseAddress! + index), count: buffer.count - index)
  }

  /// An integer value in the scratch; absent when the scratch is exhausted.
  public static func value(_ number: Int, in scratch: Scratch) -> Value {
    guard let room = unsafe scratch.allocate(20) else { return .absent }
    return unsafe Value(
      .integer, write(number, to: UnsafeMutableBufferPointer(start: room, count: 20)))
  }

  /// A float value in the scratch, in its shortest spelling that reads back the same.
  ///
  /// Whole numbers keep `.0`; infinities and NaN have no JSON spelling and give absent.
  public static func value(_ number: Double, in scratch: Scratch) -> Value {
    guard number.isFinite else { return .absent }
    var text = number.description
    return text.withUTF8 { utf8 in
      guard let copy = unsafe scratch.copy(Bytes(utf8.baseAddress!, count: utf8.count)) else {
        return .absent
      }
      return Value(.float, copy)
    }
  }
}
