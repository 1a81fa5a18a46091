import Events
import Functions
import Testing

@Suite struct BoundsTests {
  /// Large inputs take time in proportion to their size.
  @Test(.timeLimit(.minutes(10)))
  func largeLists() {
    let distinct = "[" + (0..<100_000).map(String.init).joined(separator: ",") + "]"
    #expect(call("unique", distinct) == .json(distinct))
    let same = "[" + Array(repeating: "\"a\"", count: 100_000).joined(separator: ",") + "]"
    #expect(call("unique", same) == .json("[\"a\"]"))
    let nested = String(repeating: "[", count: 250) + "1" + String(repeating: "]", count: 250)
    let lists = "[" + Array(repeating: "[1]", count: 100_000).joined(separator: ",") + "]"
    #expect(call("flatten", nested) == .json("[1]"))
    if case .json(let flat) = call("flatten", lists) { #expect(flat.utf8.count == 200_001) }
  }

  /// Objects of many members and long texts too.
  @Test(.timeLimit(.minutes(10)))
  func largeObjects() {
    let names = (0..<20_000).map { "\"n\($0)\"" }
    let object = "{" + names.map { "\($0):1" }.joined(separator: ",") + "}"
    let list = "[" + names.joined(separator: ",") + "]"
    let pairs = "[" + names.map { "{\"k\":\($0),\"v\":1}" }.joined(separator: ",") + "]"
    #expect(call("pick", object, list) == .json(object))
    #expect(call("omit", object, list) == .json("{}"))
    #expect(call("merge", object, object) == .json(object))
    #expect(call("to_object", pairs, "\"k\"", "\"v\"") == .json(object))
    #expect(call("rename_keys", object, "\"n\"", "\"n\"") == .json(object))
    #expect(call("sort", list) != .absent)
    for text in ["&", "&#", "\\\"", "' ", "\\\\", "1h", "%4"] {
      let long = "\"" + String(repeating: text, count: 200_000) + "\""
      for system in ["\"windows\"", "\"posix\""] { _ = call("command_line", long, system) }
      _ = call("html_unescape", long)
      _ = call("url_decode", long)
      _ = call("parse_duration", long, "\"s\"")
    }
  }

  @Test(
    .timeLimit(.minutes(10)),
    arguments: [
      "^(a+)+$", "(a|aa)+$", "(a*)*b", "(?=(a+))a*b\\\\1", "(.*)(.*)(.*)(.*)[xyz]", "(?R)?a",
    ])
  func costlyPatterns(pattern: String) {
    for length in [30, 5_000, 70_000] {
      _ = call("matches", "\"\(String(repeating: "a", count: length))!\"", "\"\(pattern)\"")
    }
  }

  @Test func anchoredPatternsWorkOnLongTexts() {
    let long = String(repeating: "é", count: 1_000_000)
    #expect(call("matches", "\"x\(long)\"", "\"^x\"") == .json("true"))
    #expect(call("matches", "\"\(long)x\"", "\"^é+x$\"") == .json("true"))
  }

  /// Many threads search with one compiled pattern.
  @Test func sharedPattern() async throws {
    let regex = try Regex("(\\d+)-(\\d+)")
    await withTaskGroup(of: Bool.self) { group in
      for worker in 0..<8 {
        group.addTask {
          let scratch = Scratch()
          for number in 0..<2_000 {
            scratch.reset()
            var builder = ByteBuilder(in: scratch)
            builder.append("x")
            builder.append(worker)
            builder.append("-")
            builder.append(number)
            guard let text = builder.finish() else { return false }
            let range = regex.search(text, in: Scratch()) { $0.next() ? $0.range(2) : nil }
            guard let range,
              text.slice(range.lowerBound, range.upperBound).string == String(number)
            else { return false }
          }
          return true
        }
      }
      for await isRight in group { #expect(isRight) }
    }
  }

  @Test func preparedNetworksMayComeWithTheEvent() throws {
    let function = try #require(FunctionTable.named("in_cidr"))
    let scratch = Scratch()
    let values = [Value.text(Bytes("10.1.1.1")), Value.text(Bytes("10.0.0.0/8"))]
    let result = values.withUnsafeBufferPointer {
      FunctionCall.invoke(function, values: $0, scratch: scratch, prepared: nil, now: 0)
    }
    #expect(result.kind == .true)
  }
}
