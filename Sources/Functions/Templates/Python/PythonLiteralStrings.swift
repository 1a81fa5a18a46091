import Events

/// Texts in quotes, with their prefixes and escapes.
extension PythonLiteralReader {
  /// Whether a text begins here: a quote, perhaps after `r` or `u`.
  func startsString() -> Bool {
    if isQuote(next) { return true }
    guard index + 1 < text.count, isQuote(text[index + 1]) else { return false }
    return next | 32 == UInt8(ascii: "r") || next | 32 == UInt8(ascii: "u")
  }

  private func isQuote(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"")
  }

  /// Writes one text out of all the literals that stand side by side.
  mutating func string() -> Value.Kind? {
    builder.append(UInt8(ascii: "\""))
    repeat {
      let isRaw = next | 32 == UInt8(ascii: "r")
      if !isQuote(next) { index += 1 }
      guard body(isRaw: isRaw) else { return nil }
      skipBlanks()
    } while startsString()
    builder.append(UInt8(ascii: "\""))
    return .string
  }

  private mutating func body(isRaw: Bool) -> Bool {
    let quote = next
    let isTriple =
      index + 2 < text.count && text[index + 1] == quote && text[index + 2] == quote
    index += isTriple ? 3 : 1
    while index < text.count {
      let byte = text.base[index]
      switch byte {
      case quote:
        if !isTriple {
          index += 1
          return true
        }
        if index + 2 < text.count, text[index + 1] == quote, text[index + 2] == quote {
          index += 3
          return true
        }
        write(byte)
        index += 1
      case UInt8(ascii: "\\"):
        guard isRaw ? rawEscape() : escape() else { return false }
      case 10, 13:
        guard isTriple else { return false }
        lineEnd()
        write(10)
      case 0: return false
      default: plain(quote)
      }
    }
    return false
  }

  /// Goes over a line end of one or two bytes.
  private mutating func lineEnd() {
    let isCarriageReturn = next == 13
    index += 1
    if isCarriageReturn, next == 10 { index += 1 }
  }

  /// Writes a run of bytes that mean themselves.
  private mutating func plain(_ quote: UInt8) {
    let start = index
    while index < text.count, case let byte = text.base[index], byte >= 0x20, byte != quote,
      byte != UInt8(ascii: "\\"), byte != UInt8(ascii: "\"")
    { index += 1 }
    if index > start {
      builder.append(text.slice(start, index))
    } else {
      write(next)
      index += 1
    }
  }

  /// Writes one byte of a text, escaped as JSON wants it.
  private mutating func write(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"):
      builder.append(UInt8(ascii: "\\"))
      builder.append(byte)
    case 10: builder.append("\\n")
    case 13: builder.append("\\r")
    case 9: builder.append("\\t")
    case 0..<0x20: PythonValue.appendEscape("\\u", UInt32(byte), digits: 4, to: &builder)
    default: builder.append(byte)
    }
  }

  private mutating func write(scalar: UInt32) {
    if scalar < 0x80 {
      write(UInt8(truncatingIfNeeded: scalar))
    } else {
      ScalarText.append(scalar, to: &builder)
    }
  }

  /// A backslash in a raw text stays, and so does what follows it.
  private mutating func rawEscape() -> Bool {
    write(next)
    index += 1
    guard index < text.count, next != 0 else { return false }
    if next == 10 || next == 13 {
      lineEnd()
      write(10)
    } else {
      write(next)
      index += 1
    }
    return true
  }

  private mutating func escape() -> Bool {
    index += 1
    guard index < text.count else { return false }
    let byte = next
    switch byte {
    case 10, 13:
      lineEnd()
      return true
    case UInt8(ascii: "x"): return hexadecimal(digits: 2)
    case UInt8(ascii: "u"): return hexadecimal(digits: 4)
    case UInt8(ascii: "U"): return hexadecimal(digits: 8)
    case UInt8(ascii: "N"), 0: return false
    case UInt8(ascii: "0")...UInt8(ascii: "7"):
      var number: UInt32 = 0
      let end = min(index + 3, text.count)
      while index < end, next &- 48 <= 7 {
        number = number << 3 | UInt32(next &- 48)
        index += 1
      }
      write(scalar: number)
      return true
    default: break
    }
    index += 1
    switch byte {
    case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""): write(byte)
    case UInt8(ascii: "a"): write(7)
    case UInt8(ascii: "b"): write(8)
    case UInt8(ascii: "f"): write(12)
    case UInt8(ascii: "n"): write(10)
    case UInt8(ascii: "r"): write(13)
    case UInt8(ascii: "t"): write(9)
    case UInt8(ascii: "v"): write(11)
    default:
      // No escape: the backslash means itself, and the byte is read again.
      write(UInt8(ascii: "\\"))
      index -= 1
    }
    return true
  }

  private mutating func hexadecimal(digits: Int) -> Bool {
    index += 1
    guard index + digits <= text.count else { return false }
    var number: UInt32 = 0
    for _ in 0..<digits {
      guard let digit = IPAddress.hexValue(next) else { return false }
      number = number << 4 | UInt32(digit)
      index += 1
    }
    guard number <= 0x10FFFF else { return false }
    write(scalar: number)
    return true
  }
}
