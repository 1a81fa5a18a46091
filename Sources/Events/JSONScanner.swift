/// Checks one JSON text of unknown origin (RFC 8259).
public enum JSONScanner {
  /// Containers within containers that are followed.
  public static var depthLimit: Int { 256 }

  /// The value that the bytes spell, borrowed from a copy in the scratch.
  ///
  /// Strict: valid UTF-8, one value, nothing but blanks around it, `depthLimit` deep at most. Nil
  /// otherwise, or when the scratch is exhausted.
  public static func value(in text: Bytes, scratch: Scratch) -> Value? {
    guard text.count > 0, UTF8Text.firstError(in: text) == nil,
      isValid(text), let copy = scratch.copy(text)
    else { return nil }
    return JSONCursor.value(in: copy, at: 0).value
  }

  private static func isValid(_ text: Bytes) -> Bool {
    let p = text.base
    let count = text.count
    var index = 0
    // One entry per open container: whether it is an object.
    var open: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    var depth = 0
    var inObject = false
    func skipBlanks() {
      while index < count {
        let byte = p[index]
        guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
        index += 1
      }
    }
    func push(_ isObject: Bool) {
      open.3 = open.3 << 1 | open.2 >> 63
      open.2 = open.2 << 1 | open.1 >> 63
      open.1 = open.1 << 1 | open.0 >> 63
      open.0 = open.0 << 1 | (isObject ? 1 : 0)
      depth += 1
      inObject = isObject
    }
    func pop() {
      open.0 = open.0 >> 1 | open.1 << 63
      open.1 = open.1 >> 1 | open.2 << 63
      open.2 = open.2 >> 1 | open.3 << 63
      open.3 = open.3 >> 1
      depth -= 1
      inObject = open.0 & 1 == 1
    }
    func key() -> Bool {
      guard index < count, p[index] == UInt8(ascii: "\""), let end = string(text, index) else {
        return false
      }
      index = end
      skipBlanks()
      guard index < count, p[index] == UInt8(ascii: ":") else { return false }
      index += 1
      return true
    }
    while true {
      skipBlanks()
      guard index < count else { return false }
      switch p[index] {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        guard depth < depthLimit else { return false }
        push(p[index] == UInt8(ascii: "{"))
        index += 1
        skipBlanks()
        guard index < count else { return false }
        if p[index] == (inObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
          index += 1
          pop()
          break
        }
        if inObject, !key() { return false }
        continue
      case UInt8(ascii: "\""):
        guard let end = string(text, index) else { return false }
        index = end
      case UInt8(ascii: "t"):
        guard text.dropping(index).hasPrefix(Bytes("true")) else { return false }
        index += 4
      case UInt8(ascii: "f"):
        guard text.dropping(index).hasPrefix(Bytes("false")) else { return false }
        index += 5
      case UInt8(ascii: "n"):
        guard text.dropping(index).hasPrefix(Bytes("null")) else { return false }
        index += 4
      default:
        let start = index
        while index < count, isNumberByte(p[index]) { index += 1 }
        guard Number.shape(text.slice(start, index)) != nil else { return false }
      }
      // Behind a value: close containers, then a comma or the end.
      while true {
        skipBlanks()
        if depth == 0 { return index == count }
        guard index < count else { return false }
        let byte = p[index]
        index += 1
        if byte == UInt8(ascii: ",") {
          skipBlanks()
          if inObject, !key() { return false }
          break
        }
        guard byte == (inObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else { return false }
        pop()
      }
    }
  }

  private static func isNumberByte(_ byte: UInt8) -> Bool {
    byte &- 48 <= 9 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
      || byte == UInt8(ascii: ".") || byte | 32 == UInt8(ascii: "e")
  }

  /// The offset behind a string that opens at `start`, or nil.
  private static func string(_ text: Bytes, _ start: Int) -> Int? {
    var index = start + 1
    while index < text.count {
      let byte = text.base[index]
      index += 1
      if byte == UInt8(ascii: "\"") { return index }
      if byte < 0x20 { return nil }
      guard byte == UInt8(ascii: "\\") else { continue }
      guard index < text.count else { return nil }
      switch text.base[index] {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
        UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
        index += 1
      case UInt8(ascii: "u"):
        guard text.count - index > 4 else { return nil }
        for offset in 1...4 where IPAddress.hexValue(text.base[index + offset]) == nil {
          return nil
        }
        index += 5
      default: return nil
      }
    }
    return nil
  }
}
