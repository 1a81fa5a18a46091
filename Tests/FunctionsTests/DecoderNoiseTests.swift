import Events
import Testing

@testable import Functions

/// Readers of text formats on texts that are almost right: they may refuse, and never crash.
@Suite struct DecoderNoiseTests {
  private static let seeds = [
    "CEF:0|v|p|1|i|n|5|cs1=a cs1Label=Name msg=\"é b\" src=10.0.0.1",
    "LEEF:2.0|v|p|1|i|x5E|a=1^b=é",
    "LEEF:1.0|v|p|1|i|a=1\tb=2#011c=3", "a=1 b=\"x y\" c='é' d=\\\" e", "[a b=1 [c d=\"2\"] e=3]",
    "1,\"a,\"\"b\",,\r\n2", "<?xml version=\"1.0\"?><a b=\"&lt;\"><c>é</c>x<![CDATA[y]]></a>",
    "?a=1&b=%C3%A9+x&%61", "{'a': [True, None, 1.5e3,], \"b\": 'it\\'s \\x41', c: (1,)}",
    "<34>Oct 11 22:14:15.5 host su[1]: text", "<189>29: *Mar  1 2024 18:46:11 UTC: %A-6-B: text",
    "<165>1 2003-10-11T22:14:15.003Z h a 1 m [x@1 a=\"q\\\"b\"][y] \u{FEFF}text",
    "<Event><EventData><Data Name=\"a\">1</Data></EventData></Event>",
  ]

  /// Bytes that once crashed a reader.
  @Test func oddBytes() throws {
    let pairs = try PairPattern()
    for bytes: [UInt8] in [
      [0x61, 0x3D, 0x20, 0xA0], [0x20, 0x80, 0x3D, 0x20, 0x80],
      [0x61, 0x3D, 0xE3, 0x80, 0x80, 0x80],
    ] {
      #expect(reading(bytes) { pairs.read($0, in: $1, found: $2) } != nil)
      #expect(
        reading(Array("CEF:0|".utf8) + bytes) { CEFText.read($0, as: .intake, in: $1, found: $2) }
          != nil)
      #expect(
        reading(Array("LEEF:1.0|".utf8) + bytes) {
          LEEFText.read($0, as: .intake, in: $1, found: $2)
        } != nil)
    }
  }

  @Test func mutatedBytes() throws {
    var random = SystemRandomNumberGenerator()
    let dates = SyslogDate(zone: nil)
    let row = try SeparatedRow(columns: ["a", "b", "c"])
    let pairs = [
      try PairPattern(), try PairPattern(itemSeparator: #",\s"#), try PairPattern(groups: true),
    ]
    for _ in 0..<4_000 {
      var bytes = Array((Self.seeds.randomElement(using: &random) ?? "").utf8)
      for _ in 0..<Int.random(in: 0...6, using: &random) where !bytes.isEmpty {
        let index = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes[index] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: index)
        case 2: bytes.insert(bytes[index], at: Int.random(in: 0...bytes.count, using: &random))
        default: bytes.removeSubrange(index...)
        }
      }
      let isText = bytes.withUnsafeBufferPointer { buffer in
        buffer.baseAddress.map { UTF8Text.firstError(in: Bytes($0, count: buffer.count)) }
          == .some(nil)
      }
      var results = [
        reading(bytes) { text, scratch, found in
          row.read(text, in: scratch) { _, value in found(Bytes("x"), value) }
        }
      ]
      for pattern in pairs {
        results.append(reading(bytes) { pattern.read($0, in: $1, found: $2) })
      }
      results.append(reading(bytes) { QueryText.read($0, in: $1, found: $2) })
      for dialect in [DecodeDialect.native, .intake] {
        results += [
          reading(bytes) { CEFText.read($0, as: dialect, in: $1, found: $2) },
          reading(bytes) { LEEFText.read($0, as: dialect, in: $1, found: $2) },
        ]
      }
      for read: (Bytes, Scratch) -> Value in [
        { SyslogText.object($0, dates: dates, near: 0, in: $1) },
        { text, scratch in
          RelaxedJSON.json(of: text, in: scratch)
            .flatMap { JSONScanner.value(in: $0, scratch: scratch) } ?? .absent
        },
        { XMLText.object($0, as: .native, in: $1) }, { XMLText.object($0, as: .intake, in: $1) },
        { XMLText.windowsEvent($0, as: .native, in: $1) },
        { XMLText.windowsEvent($0, as: .intake, in: $1) },
        {
          XMLText.object(
            XMLRepair.repaired($0, as: .escape, in: $1)?.text ?? $0, as: .native, in: $1)
        },
      ] {
        results.append(
          reading(bytes) { text, scratch, found in
            let value = read(text, scratch)
            if value.isPresent { found(Bytes("x"), value) }
            return value.isPresent
          })
      }
      guard isText else { continue }
      // What is found is JSON, and its keys and values are cut between characters.
      let scratch = Scratch()
      for case var result? in results {
        let isJSON = result.withUTF8 { utf8 in
          utf8.baseAddress.flatMap {
            JSONScanner.value(in: Bytes($0, count: utf8.count), scratch: scratch)
          } != nil
        }
        #expect(isJSON, "\(result)")
        #expect(!result.unicodeScalars.contains("\u{FFFD}"))
      }
    }
  }
}
