/// JSON as RFC 8259 has it, read slowly and plainly: what the engine's reader is compared with.
indirect enum ReferenceJSON: Hashable {
  case null
  case boolean(Bool)
  case number(String)
  /// UTF-16 units, so that lone surrogates stay what they are.
  case text([UInt16])
  case list([ReferenceJSON])
  /// Of equal keys the last.
  case object([[UInt16]: ReferenceJSON])

  init?(_ bytes: [UInt8], depth: Int = 256) {
    guard String(validating: bytes, as: UTF8.self) != nil else { return nil }
    var reader = Reader(bytes: bytes, depth: depth)
    reader.blanks()
    guard let value = reader.value(0) else { return nil }
    reader.blanks()
    guard reader.at == bytes.count else { return nil }
    self = value
  }

  init?(_ text: String) { self.init(Array(text.utf8)) }

  subscript(key: String) -> ReferenceJSON? {
    if case .object(let members) = self { members[Array(key.utf16)] } else { nil }
  }

  /// The same without some members, and with lists below one member in a fixed order.
  func without(_ key: String) -> ReferenceJSON {
    guard case .object(var members) = self else { return self }
    members[Array(key.utf16)] = nil
    return .object(members)
  }

  var json: String {
    switch self {
    case .null: return "null"
    case .boolean(let value): return value ? "true" : "false"
    case .number(let lexeme): return lexeme
    case .text(let units): return quote(units)
    case .list(let items): return "[" + items.map(\.json).joined(separator: ",") + "]"
    case .object(let members):
      let sorted = members.map { quote($0.key) + ":" + $0.value.json }.sorted()
      return "{" + sorted.joined(separator: ",") + "}"
    }
  }

  private func quote(_ units: [UInt16]) -> String {
    var result = "\""
    for unit in units {
      if unit >= 0x20, unit < 0x7F, unit != 0x22, unit != 0x5C {
        result.unicodeScalars.append(Unicode.Scalar(UInt8(unit)))
      } else {
        let digits = String(unit, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }
    }
    return result + "\""
  }

  private struct Reader {
    let bytes: [UInt8]
    let depth: Int
    var at = 0

    var peek: UInt8? { at < bytes.count ? bytes[at] : nil }

    init(bytes: [UInt8], depth: Int) {
      self.bytes = bytes
      self.depth = depth
    }

    mutating func blanks() {
      while let byte = peek, [0x20, 9, 10, 13].contains(byte) { at += 1 }
    }

    mutating func take(_ text: String) -> Bool {
      let wanted = Array(text.utf8)
      guard bytes[at...].starts(with: wanted) else { return false }
      at += wanted.count
      return true
    }

    mutating func value(_ level: Int) -> ReferenceJSON? {
      switch peek {
      case UInt8(ascii: "n"): return take("null") ? .null : nil
      case UInt8(ascii: "t"): return take("true") ? .boolean(true) : nil
      case UInt8(ascii: "f"): return take("false") ? .boolean(false) : nil
      case UInt8(ascii: "\""): return text().map { .text($0) }
      case UInt8(ascii: "["): return level < depth ? list(level + 1) : nil
      case UInt8(ascii: "{"): return level < depth ? object(level + 1) : nil
      default: return number()
      }
    }

    mutating func list(_ level: Int) -> ReferenceJSON? {
      at += 1
      blanks()
      if take("]") { return .list([]) }
      var items: [ReferenceJSON] = []
      repeat {
        blanks()
        guard let item = value(level) else { return nil }
        items.append(item)
        blanks()
      } while take(",")
      return take("]") ? .list(items) : nil
    }

    mutating func object(_ level: Int) -> ReferenceJSON? {
      at += 1
      blanks()
      if take("}") { return .object([:]) }
      var members: [[UInt16]: ReferenceJSON] = [:]
      repeat {
        blanks()
        guard peek == UInt8(ascii: "\""), let key = text() else { return nil }
        blanks()
        guard take(":") else { return nil }
        blanks()
        guard let member = value(level) else { return nil }
        members[key] = member
        blanks()
      } while take(",")
      return take("}") ? .object(members) : nil
    }

    mutating func text() -> [UInt16]? {
      at += 1
      var run: [UInt8] = []
      var units: [UInt16] = []
      func flush() {
        units += Array(String(decoding: run, as: UTF8.self).utf16)
        run = []
      }
      while let byte = peek {
        at += 1
        if byte == UInt8(ascii: "\"") {
          flush()
          return units
        }
        if byte < 0x20 { return nil }
        guard byte == UInt8(ascii: "\\") else {
          run.append(byte)
          continue
        }
        guard let escape = peek else { return nil }
        at += 1
        let plain: [UInt8: UInt8] = [
          0x22: 0x22, 0x5C: 0x5C, 0x2F: 0x2F, 0x62: 8, 0x66: 12, 0x6E: 10, 0x72: 13, 0x74: 9,
        ]
        if let one = plain[escape] {
          run.append(one)
          continue
        }
        guard escape == UInt8(ascii: "u"), at + 4 <= bytes.count else { return nil }
        let digits = bytes[at..<at + 4]
        let hexes = Array("0123456789abcdefABCDEF".utf8)
        guard digits.allSatisfy({ hexes.contains($0) }),
          let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
        else { return nil }
        at += 4
        flush()
        units.append(unit)
      }
      return nil
    }

    mutating func digits() -> Bool {
      let start = at
      while let byte = peek, (48...57).contains(byte) { at += 1 }
      return at > start
    }

    mutating func number() -> ReferenceJSON? {
      let start = at
      _ = take("-")
      if !take("0"), !digits() { return nil }
      if take("."), !digits() { return nil }
      if take("e") || take("E") {
        if !take("+") { _ = take("-") }
        if !digits() { return nil }
      }
      return .number(String(decoding: bytes[start..<at], as: UTF8.self))
    }
  }
}
