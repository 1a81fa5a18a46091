import Events
import Functions
import JSON

/// What a scalar of samples spells.
struct SampleValue {
  private(set) var isInteger = false
  private(set) var isNumeral = false
  private(set) var isBoolean = false
  private(set) var isAddress = false
  /// A date with a time of day, or a number that counts since 1970.
  private(set) var isInstant = false

  init(_ value: JSONTree) {
    switch value {
    case .boolean: isBoolean = true
    case .integer(let lexeme), .float(let lexeme), .text(let lexeme):
      let bytes = Array(lexeme.utf8)
      bytes.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return }
        look(at: Bytes(base, count: buffer.count))
      }
    case .null, .list, .object: break
    }
  }

  private mutating func look(at text: Bytes) {
    let kind = Number.shape(text)
    isInteger = kind == .integer
    isNumeral = kind != nil
    isBoolean = text == Bytes("true") || text == Bytes("false")
    isAddress = IPAddress(text) != nil
    // Dates alone, and small numbers, are dates too, but no time of an event.
    let mayBeInstant = isNumeral ? text.count >= 9 : text.firstIndex(of: UInt8(ascii: ":")) != nil
    guard mayBeInstant else { return }
    let scratch = Scratch(firstChunk: 256)
    let value = Value(isNumeral ? kind ?? .integer : .string, text)
    isInstant = CastKind.date.cast(value, in: scratch) != nil
  }
}
