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
