import TestSupport

/// Random JSON texts, and ways to break them.
struct GeneratedJSON {
  var random: Seeded
  /// Whether objects may have members of one name.
  var repeatsNames = true

  init(seed: UInt64) { random = Seeded(seed) }

  mutating func object(_ depth: Int = 4) -> String {
    var members: [String] = []
    for number in 0..<random.below(6) {
      var key = random.chance(3) ? text() : "\"\(random.pick(["a", "b", "c", "x", "key"]))\""
      if !repeatsNames { key = "\(key.dropLast())\(number)\"" }
      members.append("\(blanks())\(key)\(blanks()):\(blanks())\(value(depth - 1))\(blanks())")
    }
    return "{\(members.isEmpty ? blanks() : members.joined(separator: ","))}"
  }

  mutating func value(_ depth: Int) -> String {
    switch random.below(depth > 0 ? 9 : 6) {
    case 0: return random.pick(["true", "false", "null"])
    case 1, 2: return number()
    case 3, 4, 5: return text()
    case 6:
      var items: [String] = []
      for _ in 0..<random.below(5) { items.append("\(blanks())\(value(depth - 1))\(blanks())") }
      return "[\(items.isEmpty ? blanks() : items.joined(separator: ","))]"
    default: return object(depth)
    }
  }

  mutating func blanks() -> String {
    random.chance(5) ? random.pick([" ", "\t", "  ", "\r"]) : ""
  }

  mutating func number() -> String {
    var result = random.chance(3) ? "-" : ""
    result += random.chance(4) ? "0" : "\(1 + random.below(9))"
    if !result.hasSuffix("0") { result += digits(random.pick([0, 0, 1, 3, 18, 30])) }
    if random.chance(3) { result += "." + digits(1 + random.below(12)) }
    if random.chance(4) {
      result +=
        random.pick(["e", "E"]) + random.pick(["", "+", "-"]) + digits(1 + random.below(3))
    }
    return result
  }

  private mutating func digits(_ count: Int) -> String {
    (0..<count).map { _ in "\(random.below(10))" }.joined()
  }

  mutating func text() -> String {
    var result = "\""
    for _ in 0..<random.pick([0, 1, 2, 7, 8, 9, 15, 16, 17, 40]) {
      switch random.below(8) {
      case 0: result += random.pick(["\\n", "\\\"", "\\\\", "\\/", "\\t", "\\b", "\\f", "\\r"])
      case 1:
        result +=
          "\\u"
          + random.pick(["0000", "0041", "00e9", "d800", "dc00", "D83D\\uDE00", "ffff", "001f"])
      case 2: result += random.pick(["é", "œ", "漢", "😀", "\u{7F}", "\u{80}", "\u{2028}"])
      default: result += random.pick(["a", "b", " ", "{", "]", ":", ",", "'", "/", "0"])
      }
    }
    return result + "\""
  }

  /// The bytes with a few of them changed, removed, doubled or put in.
  mutating func mutated(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    let parts = [
      "\"", "\\", "{", "}", "[", "]", ",", ":", "\\u", "\\ud800", "null", "-", "1e", "\n",
    ]
    for _ in 0...random.below(3) {
      let place = random.below(bytes.count + 1)
      switch random.below(6) {
      case 0 where place < bytes.count: bytes[place] = UInt8(random.below(256))
      case 1 where place < bytes.count: bytes.remove(at: place)
      case 2 where place < bytes.count: bytes[place] ^= 1 << UInt8(random.below(8))
      case 3: bytes.insert(contentsOf: Array(random.pick(parts).utf8), at: place)
      case 4:
        let end = min(bytes.count, place + random.below(20))
        bytes.insert(contentsOf: bytes[place..<end], at: random.below(bytes.count + 1))
      default: bytes = Array(bytes[..<place])
      }
    }
    return bytes
  }
}
