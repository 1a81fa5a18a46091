import Events
import Testing

@Suite struct RepeatedMembersTests {
  /// The container without members that do not count, as it is written.
  private func removed(from text: String) -> String? {
    let scratch = Scratch(firstChunk: 1 << 10)
    let utf8 = Array(text.utf8)
    let result = utf8.withUnsafeBufferPointer { buffer -> String? in
      guard let base = buffer.baseAddress,
        let value = JSONScanner.value(in: Bytes(base, count: buffer.count), scratch: scratch)
      else { return nil }
      var builder = ByteBuilder(in: scratch)
      builder.appendJSON(RepeatedMembers.removed(from: value, in: scratch))
      return builder.finish()?.string
    }
    withExtendedLifetime(scratch) {}
    return result
  }

  static let texts: [(text: String, result: String)] = [
    ("{}", "{}"), ("[]", "[]"), (#"{"a":1}"#, #"{"a":1}"#), (#""a""#, #""a""#),
    (#"{"a":1,"a":2}"#, #"{"a":2}"#), (#"{"a":1,"b":2,"a":3}"#, #"{"b":2,"a":3}"#),
    (#"{"a":1,"b":2,"a":3,"b":4,"a":5}"#, #"{"b":4,"a":5}"#),
    (#"{ "a" : 1 , "a" : 2 }"#, #"{"a":2}"#), (#"{"a":1,"\u0061":2}"#, #"{"\u0061":2}"#),
    (#"{"\"":1,"\"":"\",{"}"#, #"{"\"":"\",{"}"#), (#"{"":1,"":2}"#, #"{"":2}"#),
    (#"["a","a",{"a":"a","b":"a"}]"#, #"["a","a",{"a":"a","b":"a"}]"#),
    (#"{"a":{"a":{"a":1}}}"#, #"{"a":{"a":{"a":1}}}"#),
    (#"[{"a":1},{"a":2,"a":[{"b":1,"b":2}]}]"#, #"[{"a":1},{"a":[{"b":2}]}]"#),
    (#"{"a":{"b":1,"b":2},"a":{"b":3,"c":4,"b":5},"c":6}"#, #"{"a":{"c":4,"b":5},"c":6}"#),
    (#"{"a":[{"x":1}],"b":"é","a":{}}"#, #"{"b":"é","a":{}}"#),
  ]

  @Test func lastCounts() {
    for (text, result) in Self.texts { #expect(removed(from: text) == result, "\(text)") }
  }

  @Test func manyNames() {
    for count in [15, 16, 17, 18, 63, 64, 65, 3_000] {
      let names = (0..<count).map { #""n\#($0)":{"n\#($0)":0}"# }
      let once = "{" + names.joined(separator: ",") + "}"
      #expect(removed(from: once) == once)
      #expect(removed(from: "{" + (names + names).joined(separator: ",") + "}") == once)
      // Siblings and children with the same names are objects of their own.
      let nested = #"[{"n0":\#(once),"n1":\#(once)},\#(once)]"#
      #expect(removed(from: nested) == nested)
    }
  }

  @Test func linearWork() {
    let same = "{" + Array(repeating: #""a":1"#, count: 200_000).joined(separator: ",") + "}"
    #expect(removed(from: same) == #"{"a":1}"#)
    let deep =
      String(repeating: #"{"a":1,"a":"#, count: 200) + "1" + String(repeating: "}", count: 200)
    #expect(
      removed(from: deep)
        == String(repeating: #"{"a":"#, count: 200) + "1" + String(repeating: "}", count: 200))
    let distinct = "{" + (0..<100_000).map { #""k\#($0)":1"# }.joined(separator: ",") + "}"
    #expect(removed(from: distinct) == distinct)
  }
}
