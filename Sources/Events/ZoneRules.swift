/// The offsets of a time zone through the years, read from a zone database.
public final class ZoneRules: Sendable {
  /// Seconds east of Greenwich, and what the zone calls them.
  struct Offset: Sendable {
    var seconds: Int
    var name: ZoneAbbreviation?
  }

  /// The name of the zone, such as `Europe/Paris`, or a fixed offset as it was written.
  public let name: String
  /// When each offset begins, ascending.
  private let starts: [Int]
  private let offsets: [Offset]
  private let initialOffset: Offset
  /// The rule for the time after the last start.
  private let rule: ZoneFooter?

  /// The zone of that name (`Europe/Paris`), or nil when the database has none.
  ///
  /// `contents` gives the bytes of a file of the database, a folder of compiled zones. A name is
  /// letters, digits and `+ - _` in parts split by single slashes: it cannot leave that folder.
  public convenience init?(named name: String, contents: (String) -> [UInt8]?) {
    if name == "UTC" || name == "Z" {
      self.init(
        name: "UTC", starts: [], offsets: [], initialOffset: Offset(seconds: 0), rule: nil)
      return
    }
    let parts = name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard name.utf8.count <= 64,
      parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(Self.isNameByte) }),
      let file = contents(name)
    else { return nil }
    self.init(name: name, file: file)
  }

  /// A zone that is the same all year, written as an offset such as `+02:00`, `-0330` and `EST`; nil
  /// for other texts.
  public convenience init?(fixed text: String) {
    let abbreviation = ZoneAbbreviation(Array(text.utf8))
    guard let seconds = abbreviation?.fixedOffset ?? ZoneRules.offset(text) else { return nil }
    self.init(
      name: text, starts: [], offsets: [],
      initialOffset: Offset(seconds: seconds, name: abbreviation), rule: nil)
  }

  private static func offset(_ text: String) -> Int? {
    unsafe text.withBytes { bytes in
      guard bytes.count == 5 || bytes.count == 6 else { return nil }
      var reader = unsafe DigitReader(Bytes(bytes.baseAddress!, count: bytes.count))
      guard let seconds = reader.offset(), reader.isAtEnd else { return nil }
      return seconds
    }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    byte | 32 &- UInt8(ascii: "a") < 26 || byte &- 48 <= 9 || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
  }

  private init(
    name: String, starts: [Int], offsets: [Offset], initialOffset: Offset, rule: ZoneFooter?
  ) {
    self.name = name
    self.starts = starts
    self.offsets = offsets
    self.initialOffset = initialOffset
    self.rule = rule
  }

  /// Reads a TZif file (RFC 8536), version 2 or later.
  convenience init?(name: String, file: [UInt8]) {
    func word(_ offset: Int) -> Int? {
      guard offset >= 0, offset + 4 <= file.count else { return nil }
      var result: UInt32 = 0
      for byte in file[offset..<offset + 4] { result = result << 8 | UInt32(byte) }
      return Int(Int32(bitPattern: result))
    }
    /// The counts of a header: isutc, isstd, leap, time, type, char.
    func counts(_ offset: Int) -> [Int]? {
      guard offset + 44 <= file.count, file[offset..<offset + 4].elementsEqual("TZif".utf8),
        file[offset + 4] >= UInt8(ascii: "2")
      else { return nil }
      let counts = (0..<6).compactMap { word(offset + 20 + 4 * $0) }
      return counts.count == 6 && counts.allSatisfy { $0 >= 0 && $0 < 1 << 20 } ? counts : nil
    }
    guard let old = counts(0) else { return nil }
    let second = 44 + old[3] * 5 + old[4] * 6 + old[5] + old[2] * 8 + old[1] + old[0]
    guard let new = counts(second) else { return nil }
    let times = second + 44
    let indices = times + new[3] * 8
    let types = indices + new[3]
    let names = types + new[4] * 6
    let footer = names + new[5] + new[2] * 12 + new[1] + new[0]
    guard footer <= file.count, new[4] > 0 else { return nil }
    /// The offset of a type: seconds, a flag, where its name begins among the names.
    func type(_ number: Int) -> Offset? {
      let place = types + 6 * number
      guard number < new[4], let seconds = word(place), seconds.magnitude < 2 * 86400 else {
        return nil
      }
      let letters = file[names..<names + new[5]].dropFirst(Int(file[place + 5]))
      return Offset(seconds: seconds, name: ZoneAbbreviation(letters.prefix { $0 != 0 }))
    }
    var starts: [Int] = []
    var offsets: [Offset] = []
    for index in 0..<new[3] {
      guard let high = word(times + 8 * index), let low = word(times + 8 * index + 4),
        let offset = type(Int(file[indices + index]))
      else { return nil }
      let start = high << 32 | (low & 0xFFFF_FFFF)
      guard starts.last.map({ $0 < start }) ?? true else { return nil }
      starts.append(start)
      offsets.append(offset)
    }
    guard let initial = type(0) else { return nil }
    let rule = file[footer...].split(separator: UInt8(ascii: "\n")).first
    self.init(
      name: name, starts: starts, offsets: offsets, initialOffset: initial,
      rule: rule.flatMap { ZoneFooter(Array($0)) })
  }

  /// Seconds east of Greenwich at an instant.
  public func offset(at seconds: Int) -> Int { namedOffset(at: seconds).seconds }

  /// What the clocks show at an instant, and what the zone calls it.
  func namedOffset(at seconds: Int) -> Offset {
    let count = startCount(at: seconds)
    if count == starts.count, let rule { return rule.offset(at: seconds) }
    return count == 0 ? initialOffset : offsets[count - 1]
  }

  /// How many of the offsets have begun at an instant.
  private func startCount(at seconds: Int) -> Int {
    var low = 0
    var high = starts.count
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] <= seconds { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Seconds east of Greenwich at a local time (counted as if it were UTC).
  ///
  /// A time that occurs twice is the first one; a time the clocks skip is read with the offset
  /// before the gap.
  public func offset(local seconds: Int) -> Int {
    let before = offset(at: seconds - 86400)
    if offset(at: seconds - before) == before { return before }
    let after = offset(at: seconds + 86400)
    return offset(at: seconds - after) == after ? after : before
  }

  /// Seconds east of Greenwich of what the zone calls `name`: as it last was at a local time, or as
  /// it first became. Nil for what the zone never called so.
  func offset(of name: ZoneAbbreviation, local seconds: Int) -> Int? {
    let count = startCount(at: seconds - offset(local: seconds))
    if count == starts.count, let offset = rule?.offset(of: name) { return offset }
    let earlier = offsets[..<count].last { $0.name == name }
    let known = earlier ?? offsets[count...].first { $0.name == name }
    if let known { return known.seconds }
    return initialOffset.name == name ? initialOffset.seconds : rule?.offset(of: name)
  }
}
