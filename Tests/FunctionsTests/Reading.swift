import Events
import Functions

/// What a reader of a text format gives: the JSON object of what it found, or nil where it failed.
func reading(
  _ text: String, limit: Int = 256 << 20,
  _ read: (Bytes, Scratch, (Bytes, Value) -> Void) -> Bool
) -> String? {
  reading(Array(text.utf8), limit: limit, read)
}

func reading(
  _ utf8: [UInt8], limit: Int = 256 << 20,
  _ read: (Bytes, Scratch, (Bytes, Value) -> Void) -> Bool
) -> String? {
  let scratch = Scratch(limit: limit, firstChunk: 2048)
  let output = Scratch(firstChunk: 2048)
  var builder = ByteBuilder(in: output)
  builder.append("{")
  var count = 0
  let isRead = utf8.withUnsafeBufferPointer { buffer in
    let text = buffer.baseAddress.map { Bytes($0, count: buffer.count) } ?? .empty
    return read(text, scratch) { key, value in
      if count > 0 { builder.append(",") }
      count += 1
      builder.appendJSON(.text(key))
      builder.append(":")
      builder.appendJSON(value)
    }
  }
  builder.append("}")
  let result = isRead ? builder.finish()?.string : nil
  withExtendedLifetime((scratch, output)) {}
  return result
}

/// A text as bytes, with a scratch of its own.
func withText<Result>(_ text: String, _ body: (Bytes, Scratch) -> Result) -> Result {
  Array(text.utf8).withUnsafeBufferPointer { buffer in
    body(buffer.baseAddress.map { Bytes($0, count: buffer.count) } ?? .empty, Scratch())
  }
}

extension GrokPattern {
  func object(_ text: String) -> String? { object(text) { _ in true } }

  /// The object of one name alone.
  func member(_ name: String, of text: String) -> String? { object(text) { $0 == name } }

  private func object(_ text: String, of isTaken: (String) -> Bool) -> String? {
    FunctionsTests.reading(text) { text, scratch, found in
      read(text, in: scratch) { name, value in
        var name = names[name]
        guard isTaken(name) else { return }
        name.withUTF8 { utf8 in
          found(utf8.baseAddress.map { Bytes($0, count: utf8.count) } ?? .empty, value)
        }
      }
    }
  }
}

extension PairPattern {
  func object(_ text: String, limit: Int = 256 << 20) -> String? {
    reading(text, limit: limit) { read($0, in: $1, found: $2) }
  }
}

extension SeparatedRow {
  /// The values of the columns, one after the other.
  func list(_ text: String) -> String? {
    var items: [String] = []
    let isRead = reading(text) { text, scratch, _ in
      read(text, in: scratch) { column, value in
        items.append("\(column)=\(value.kind == .null ? "null" : value.spelling.string)")
      }
    }
    return isRead == nil ? nil : items.joined(separator: "|")
  }
}

enum XMLReading {
  static func object(
    _ text: String, as dialect: DecodeDialect = .native, limit: Int = 256 << 20
  ) -> String? {
    value(text, limit: limit) { XMLText.object($0, as: dialect, in: $1) }
  }

  static func windowsEvent(_ text: String, as dialect: DecodeDialect = .native) -> String? {
    value(text, limit: 256 << 20) { XMLText.windowsEvent($0, as: dialect, in: $1) }
  }

  /// The text as a repair leaves it, and how many characters it replaced.
  static func repaired(_ text: String, as spelling: XMLRepair.Spelling) -> (String, Int)? {
    var (result, count) = ("", 0)
    let whole = reading(text) { text, scratch, _ in
      guard let repaired = XMLRepair.repaired(text, as: spelling, in: scratch) else { return false }
      count = repaired.count
      result = repaired.text.string
      return true
    }
    guard whole != nil else { return nil }
    return (result, count)
  }

  /// The JSON text of the object, or nil where reading failed.
  private static func value(
    _ text: String, limit: Int, _ read: (Bytes, Scratch) -> Value
  ) -> String? {
    let whole = reading(text, limit: limit) { text, scratch, found in
      let value = read(text, scratch)
      if value.isPresent { found(Bytes("x"), value) }
      return value.isPresent
    }
    return whole.map { String($0.dropFirst(5).dropLast()) }
  }
}
