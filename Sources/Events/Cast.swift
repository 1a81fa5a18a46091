/// The types a value can be cast to.
public enum CastKind: UInt8, Sendable, CaseIterable {
  case keyword, long, integer, short, byte, unsignedLong, float, boolean, ip, date, mac, geoPoint
  case object, json, any

  /// The value as that type, or nil when it cannot be; a scalar or object, no array.
  ///
  /// What is of the type already comes back as it is, without a copy. `dateFormat` matters to
  /// dates only. Nil also when the scratch is exhausted.
  @inlinable @inline(__always)
  public static func cast(
    _ value: Value, to kind: CastKind, dateFormat: TimestampFormat? = nil, in scratch: Scratch
  ) -> Value? {
    switch kind {
    case .keyword:
      if value.kind == .string { return value }
      return value.isNumber || value.isBoolean
        ? Value(.string, value.base, count: Int(value.count)) : nil
    case .long:
      // Up to 18 bytes cannot overflow.
      if value.kind == .integer, value.count <= 18 { return value }
    case .float: if value.isNumber { return value }
    case .boolean: if value.isBoolean { return value }
    case .ip:
      if value.kind == .string, value.form == .clean, IPAddress.v4(value.spelling) != nil {
        return value
      }
    case .date:
      if dateFormat == nil, value.kind == .string, value.form == .clean,
        Timestamp.isCanonical(value.spelling)
      {
        return value
      }
    case .object: return value.kind == .object ? value : nil
    case .any: return value.isPresent ? value : nil
    case .integer, .short, .byte, .unsignedLong, .mac, .geoPoint, .json: break
    }
    return castSlowly(value, to: kind, dateFormat: dateFormat, in: scratch)
  }

  @usableFromInline @inline(never)
  static func castSlowly(
    _ value: Value, to kind: CastKind, dateFormat: TimestampFormat?, in scratch: Scratch
  ) -> Value? {
    switch kind {
    case .long, .integer, .short, .byte, .unsignedLong: return integer(value, kind, in: scratch)
    case .float: return float(value, in: scratch)
    case .boolean: return boolean(value, in: scratch)
    case .date: return date(value, dateFormat, in: scratch)
    case .geoPoint: return geoPoint(value, in: scratch)
    case .ip:
      guard value.kind == .string, let text = JSONText.decoded(value, in: scratch) else {
        return nil
      }
      return IPAddress.canonical(text, in: scratch).map { Value(.string, $0) }
    case .mac:
      guard value.kind == .string, let text = JSONText.decoded(value, in: scratch) else {
        return nil
      }
      return MACAddress.normalized(trimmed(text), in: scratch).map { Value(.string, $0) }
    case .json:
      guard value.kind == .string else { return value.isPresent ? value : nil }
      guard let text = JSONText.decoded(value, in: scratch) else { return nil }
      return JSONScanner.value(in: text.withoutByteOrderMark, scratch: scratch)
    case .keyword, .object, .any:
      return cast(value, to: kind, dateFormat: dateFormat, in: scratch)
    }
  }

  /// What a text may spell a number with: no blanks around it, no zeros in front, which JSON does not
  /// know. Nil when the scratch is exhausted.
  private static func numeral(_ text: Bytes, in scratch: Scratch) -> Bytes? {
    let text = trimmed(text)
    let sign = text.first == UInt8(ascii: "-") ? 1 : 0
    var start = sign
    while start + 1 < text.count, text[start] == 0x30, text[start + 1] &- 48 <= 9 { start += 1 }
    if start == sign { return text }
    if sign == 0 { return text.dropping(start) }
    guard let copy = scratch.copy(text.dropping(start - 1)) else { return nil }
    UnsafeMutablePointer(mutating: copy.base).pointee = UInt8(ascii: "-")
    return copy
  }

  private static func trimmed(_ text: Bytes) -> Bytes {
    var start = 0
    var end = text.count
    while start < end, isBlank(text.base[start]) { start += 1 }
    while end > start, isBlank(text.base[end - 1]) { end -= 1 }
    return text.slice(start, end)
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 9 <= 4 }

  private static func integer(_ value: Value, _ kind: CastKind, in scratch: Scratch) -> Value? {
    guard value.isNumber || value.kind == .string,
      let decoded = JSONText.decoded(value, in: scratch), let text = numeral(decoded, in: scratch)
    else { return nil }
    if let number = Number.int64(text) {
      return kind.holds(number) ? Value(.integer, text) : nil
    }
    if kind == .unsignedLong, Number.uint64(text) != nil { return Value(.integer, text) }
    // `3.0` and `1e3` are whole; doubles are exact up to 2⁵³.
    guard let number = Number.double(text), number.magnitude < 9_007_199_254_740_992,
      number.rounded(.towardZero) == number, kind.holds(Int64(number))
    else { return nil }
    return present(Number.value(Int(number), in: scratch))
  }

  /// Whether a type of integers has this one.
  private func holds(_ number: Int64) -> Bool {
    switch self {
    case .integer: Int32(exactly: number) != nil
    case .short: Int16(exactly: number) != nil
    case .byte: Int8(exactly: number) != nil
    case .unsignedLong: number >= 0
    default: true
    }
  }

  private static func float(_ value: Value, in scratch: Scratch) -> Value? {
    guard value.kind == .string, let decoded = JSONText.decoded(value, in: scratch),
      let text = numeral(decoded, in: scratch)
    else { return nil }
    return Number.shape(text).map { Value($0, text) }
  }

  private static func boolean(_ value: Value, in scratch: Scratch) -> Value? {
    guard value.kind == .string || value.kind == .integer,
      let decoded = JSONText.decoded(value, in: scratch)
    else { return nil }
    let text = trimmed(decoded)
    func says(_ word: Bytes) -> Bool {
      guard text.count == word.count else { return false }
      for index in 0..<word.count where text.base[index] | 32 != word.base[index] { return false }
      return true
    }
    if text == Bytes("1") || says(Bytes("true")) { return .true }
    return text == Bytes("0") || says(Bytes("false")) ? .false : nil
  }

  private static func date(
    _ value: Value, _ format: TimestampFormat?, in scratch: Scratch
  ) -> Value? {
    guard value.isNumber || value.kind == .string,
      let text = JSONText.decoded(value, in: scratch)
    else { return nil }
    guard let format else {
      if value.isNumber { return Timestamp.numeral(text, zone: nil)?.value(in: scratch) }
      if Timestamp.isCanonical(text) { return Value(.string, text) }
      if let value = Timestamp.canonical(text, in: scratch) { return value }
      return Timestamp(text)?.value(in: scratch)
    }
    return format.parse(text)?.value(in: scratch)
  }

  /// `"48.85,2.35"`, or an object with `lat` and `lon`, within the ranges of the globe.
  private static func geoPoint(_ value: Value, in scratch: Scratch) -> Value? {
    func isWithin(_ text: Bytes?, _ limit: Double) -> Bool {
      guard let text, let text = numeral(text, in: scratch), let number = Number.double(text) else {
        return false
      }
      return number.magnitude <= limit
    }
    if value.kind == .string, let text = JSONText.decoded(value, in: scratch) {
      guard let comma = text.firstIndex(of: UInt8(ascii: ",")),
        isWithin(text.slice(0, comma), 90), isWithin(text.dropping(comma + 1), 180)
      else { return nil }
      return value
    }
    guard value.kind == .object else { return nil }
    for (name, limit) in [(Bytes("lat"), 90.0), (Bytes("lon"), 180.0)] {
      let member = JSONCursor.member(name, of: value, in: scratch)
      guard member.isNumber || member.kind == .string,
        isWithin(JSONText.decoded(member, in: scratch), limit)
      else { return nil }
    }
    return value
  }

  private static func present(_ value: Value) -> Value? { value.isPresent ? value : nil }

  // MARK: Arrays

  /// An array with every item cast, and how many items could not be.
  ///
  /// Items that cannot be cast are left out; nulls are left out too but not counted. An array
  /// that needs no change comes back as it is. Absent when the scratch is exhausted.
  public static func castItems(
    _ array: Value, to kind: CastKind, dateFormat: TimestampFormat? = nil, in scratch: Scratch
  ) -> (value: Value, dropped: Int) {
    let (list, failed) = array.mapItems(in: scratch) { item in
      if item.kind == .null { return .leftOut }
      return cast(item, to: kind, dateFormat: dateFormat, in: scratch).map { .kept($0) } ?? .failed
    }
    return (list, failed)
  }
}
