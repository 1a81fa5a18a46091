import Events
import Functions
import Testing

/// Texts that are almost something: readers of them may refuse, and never crash.
@Suite struct NoiseTests {
  private struct Generator: RandomNumberGenerator {
    var state: UInt64 = 42

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
      return z ^ z >> 31
    }
  }

  private static let seeds = [
    "2022-03-15T07:24:54.438105+01:00", "15/Mar/2022:07:24:54 +0100", "10.255.0.1",
    "2001:db8::ffff:1.2.3.4", "00:00:5e:00:53:23", "aGVsbG8gd29ybGQ=", "%C3%A9+%zz",
    "https://u:p@[::1]:8443/a/b.tar.gz?q=1#top", "{\"a\":[1,-2.5e+3,\"\\u00e9\\n\"]}",
    "&eacute;&#233;&#xE9;&amp;", "636166C3A9", "1647329094438.105", "www.example.co.uk",
    "[[\"a\",{\"b\":null}],true]", "C:\\Windows\\cmd.exe",
  ]

  @Test func mutatedTexts() throws {
    var random = Generator()
    let names = [
      "parse_date", "is_ip", "ip_version", "is_private_ip", "mac_normalize", "base64_decode",
      "url_parts", "registered_domain", "parse_json", "lower", "upper", "hex_to_int", "basename",
      "dirname", "trim", "to_long", "to_float", "to_boolean", "length", "url_decode", "hex_decode",
      "html_unescape", "extension", "sort",
    ]
    let calls = try names.map { name in
      let function = try #require(FunctionTable.named(name))
      return try #require(FunctionCall(function, argumentCount: 1, prepared: nil))
    }
    let format = try TimestampFormat("%d/%b/%Y:%T %z")
    let scratch = Scratch()
    for _ in 0..<4_000 {
      scratch.reset()
      var bytes = Array(Self.seeds.randomElement(using: &random)?.utf8 ?? "".utf8)
      for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
        let index = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes[index] = UInt8.random(in: 0...127, using: &random)
        case 1: bytes.remove(at: index)
        case 2: bytes.insert(bytes[index], at: index)
        default: bytes.removeSubrange(index...)
        }
      }
      let text = try #require(
        bytes.withUnsafeBufferPointer { buffer in
          buffer.baseAddress.map { scratch.copy(Bytes($0, count: buffer.count)) } ?? .empty
        })
      _ = format.parse(text, near: 0)
      _ = Network(text)
      withUnsafePointer(to: Value.text(text)) { value in
        let values = UnsafeBufferPointer(start: value, count: 1)
        for call in calls {
          let result = call.invoke(values, scratch: scratch, now: 0)
          guard result.isPresent else { continue }
          // Whatever comes out is JSON when written.
          var builder = ByteBuilder(in: scratch)
          builder.appendJSON(result)
          let written = builder.finish() ?? .empty
          #expect(JSONScanner.value(in: written, scratch: scratch) != nil)
        }
      }
    }
  }

  /// Quadratic patterns on long texts end too.
  @Test(
    .timeLimit(.minutes(10)),
    arguments: ["a.*[xy]", "a.*?x|y$", ".{0,5000}.{0,5000}[xy]", "(?:a|b)*[xy]"])
  func quadraticPatterns(pattern: String) throws {
    let regex = try Regex(pattern)
    for length in [5_000, 20_000, 60_000, 1_000_000] {
      let scratch = Scratch()
      let room = try #require(scratch.allocate(length))
      room.initialize(repeating: UInt8(ascii: "a"), count: length)
      #expect(!regex.isMatch(Bytes(room, count: length), in: Scratch()))
      withExtendedLifetime(scratch) {}
    }
  }
}
