import Testing

@testable import Running
@testable import Streams

/// Inputs cut into blocks of whole events.
@Suite struct BlockReaderTests {
  struct Found: Equatable {
    var text: String
    var line: Int
    var offset: Int
    var refusal: RejectReason?
  }

  /// What the reader gives for a text, with small blocks.
  static func read(
    _ text: String, format: InputFormat = .auto, blockSize: Int = 64, limit: Int = 1 << 20
  ) throws -> [Found] {
    let reader = BlockReader(
      sources: [MemorySource(text)], format: format, limit: limit, cancellation: Cancellation())
    let block = Block(capacity: blockSize)
    var found: [Found] = []
    var lines = 0
    while reader.next(into: block) {
      #expect(block.capacity <= max(blockSize, limit + 4))
      var events = block.events
      var lower = block.lines.lowerBound
      var line = events.count
      while lower < block.lines.upperBound {
        var upper = lower
        while upper < block.lines.upperBound, block.base[upper] != 10 { upper += 1 }
        line += 1
        if upper > lower { events.append(Block.Event(lower: lower, upper: upper, line: line)) }
        lower = upper + 1
      }
      for event in events {
        let bytes = UnsafeBufferPointer(
          start: block.base + event.lower, count: event.upper - event.lower)
        found.append(
          Found(
            text: String(decoding: bytes, as: UTF8.self), line: event.line + lines,
            offset: block.position.offset + event.lower, refusal: event.refusal))
      }
      if !block.framing.eventsSpanLines { lines += line }
    }
    #expect(reader.failure == nil)
    return found
  }

  @Test func linesOverManyBlocks() throws {
    let lines = (0..<500).map {
      "{\"n\":\($0),\"p\":\"\(String(repeating: "x", count: $0 % 90))\"}"
    }
    for ending in ["\n", ""] {
      let found = try Self.read(lines.joined(separator: "\n") + ending)
      #expect(found.map(\.text) == lines)
      #expect(found.map(\.line) == Array(1...500))
      var offset = 0
      for (index, line) in lines.enumerated() {
        #expect(found[index].offset == offset)
        offset += line.utf8.count + 1
      }
    }
  }

  @Test func byteOrderMark() throws {
    for format in InputFormat.allCases {
      let found = try Self.read("\u{FEFF}{\"a\":1}\n{\"b\":2}", format: format)
      #expect(found.map(\.text) == ["{\"a\":1}", "{\"b\":2}"])
      #expect(found.map(\.offset) == [3, 11])
    }
  }

  @Test(arguments: [
    ("{\"a\":1}\n{\"b\":2}\n", InputFormat.ndjson),
    ("\n\n  {\"a\":1}  \n{", .ndjson),
    ("{\"a\":1}", .ndjson),
    ("{\"a\":\"x\n", .ndjson),
    ("hello\n", .ndjson),
    ("", .ndjson),
    ("{\"a\":1} garbage", .ndjson),
    (" \n [", .json),
    ("{\n", .json),
    ("{\"a\":{\n", .json),
    ("{\"a\":\"}\"}{\"b\"", .json),
    ("{\"a\":1} {\"b\"", .json),
  ])
  func detection(text: String, format: InputFormat) {
    let bytes = Array(text.utf8) + [0]
    #expect(InputFormat.detect(bytes, count: bytes.count - 1, isWhole: true) == format)
  }

  @Test func documentsOverManyBlocks() throws {
    let documents = (0..<200).map {
      "{\n  \"n\": \($0),\n  \"p\": \"\(String(repeating: "]", count: $0))\"\n}"
    }
    let text = "[\n" + documents.joined(separator: ",\n") + "\n]\n"
    let found = try Self.read(text)
    #expect(found.map(\.text) == documents)
    #expect(found.map(\.line) == (0..<200).map { 2 + 4 * $0 })
    for item in found {
      let start = text.utf8.index(text.startIndex, offsetBy: item.offset)
      #expect(text[start...].hasPrefix(item.text))
    }
  }

  @Test(arguments: InputFormat.allCases) func tooLong(format: InputFormat) throws {
    let long = "{\"a\":\"\(String(repeating: "x", count: 5000))\"}"
    for place in 0..<4 {
      var events = ["{\"b\":1}", "{\"c\":2}", "{\"d\":3}"]
      events.insert(long, at: place)
      let found = try Self.read(
        events.joined(separator: "\n") + "\n", format: format, limit: 300)
      #expect(found.count == 4)
      #expect(found.map(\.line) == [1, 2, 3, 4])
      for (index, item) in found.enumerated() {
        if index == place {
          #expect(item.refusal == .tooLong)
          #expect(item.text == String(long.prefix(300)))
        } else {
          #expect(item.text == events[index])
        }
      }
    }
  }
}
