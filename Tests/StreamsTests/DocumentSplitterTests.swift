import TestSupport
import Testing

@testable import Running
@testable import Streams

/// Documents in a stream, however the stream is cut.
@Suite struct DocumentSplitterTests {
  /// The documents found when the text arrives in pieces that end at the given offsets.
  static func split(_ text: String, cuts: [Int] = []) -> [String] {
    let bytes = Array(text.utf8)
    var splitter = DocumentSplitter()
    var documents: [String] = []
    var buffer: [UInt8] = []
    var scanned = 0
    var previous = 0
    for cut in cuts.sorted() + [bytes.count] {
      buffer += bytes[previous..<cut]
      previous = cut
      var events: [Block.Event] = []
      buffer.withUnsafeBufferPointer {
        guard let base = $0.baseAddress else { return }
        splitter.scan(base, from: scanned, to: $0.count, into: &events)
        if cut == bytes.count { splitter.finish(at: $0.count, of: base, into: &events) }
      }
      documents += events.map {
        "\($0.line):" + String(decoding: buffer[$0.lower..<$0.upper], as: UTF8.self)
      }
      scanned = buffer.count
      let end = splitter.pendingStart ?? scanned
      splitter.rebase(by: end)
      buffer.removeFirst(end)
      scanned -= end
    }
    return documents
  }

  static let cases: [(String, [String])] = [
    ("", []),
    ("\n\n  ", []),
    (#"{"a":1}"#, [#"1:{"a":1}"#]),
    (#"{"a":1}{"b":2}"#, [#"1:{"a":1}"#, #"1:{"b":2}"#]),
    ("{\"a\":1}\n\n{\"b\":2}\n", [#"1:{"a":1}"#, #"3:{"b":2}"#]),
    ("[\n {\"a\":[1,{}]},\n {\"b\":2}\n]\n", [#"2:{"a":[1,{}]}"#, #"3:{"b":2}"#]),
    (#"[{"a":"]}{["},{"b":"\"}"}]"#, [#"1:{"a":"]}{["}"#, #"1:{"b":"\"}"}"#]),
    (#"[]"#, []),
    (#"[] [{"a":1}]"#, [#"1:{"a":1}"#]),
    (#"[1,"x",null,[2]]"#, ["1:1", "1:\"x\"", "1:null", "1:[2]"]),
    ("{\n \"a\": {\n  \"b\": 1\n }\n}\n{}", ["1:{\n \"a\": {\n  \"b\": 1\n }\n}", "6:{}"]),
    // Commas too many are refused, what stands between them is not.
    (#"[{"a":1},,{"b":2},]"#, [#"1:{"a":1}"#, "1:,", #"1:{"b":2}"#, "1:]"]),
    (#"{"a":1}}{"b":2}"#, [#"1:{"a":1}"#, "1:}", #"1:{"b":2}"#]),
    // The array does not end.
    (#"[{"a":1}"#, [#"1:{"a":1}"#, "1:"]),
    // One bad document, and the next line goes on.
    ("hello {}\n{\"b\":2}\n", ["1:hello {}", #"2:{"b":2}"#]),
    ("{\"a\":\"x\n{\"b\":2}\n", ["1:{\"a\":\"x", #"2:{"b":2}"#]),
    ("{\"a\":1\n{\"b\":2}\n", ["1:{\"a\":1", #"2:{"b":2}"#]),
    ("{\"a\":1,\n{\"b\":2}\n", ["1:{\"a\":1,", #"2:{"b":2}"#]),
    ("{\"a\":[1}\n{\"b\":2}\n", ["1:{\"a\":[1}", #"2:{"b":2}"#]),
    ("[\n{\"a\":[1}\n,\n{\"b\":2}\n]", ["2:{\"a\":[1}\n,", #"4:{"b":2}"#]),
    // What is nested in a bad document is not taken for one.
    (
      "{\n \"a\": [1},\n \"b\": [\n  {\"c\":3}\n ]\n}\n{\"d\":4}\n",
      ["1:{\n \"a\": [1},\n \"b\": [\n  {\"c\":3}\n ]\n}", #"7:{"d":4}"#]
    ),
    (#"{"a":"unfinished"#, [#"1:{"a":"unfinished"#]),
  ]

  @Test(arguments: cases) func documents(text: String, expected: [String]) {
    #expect(Self.split(text) == expected)
  }

  @Test(arguments: cases) func everyCut(text: String, expected: [String]) {
    let count = text.utf8.count
    for cut in 0...count { #expect(Self.split(text, cuts: [cut]) == expected) }
    #expect(Self.split(text, cuts: Array(0...count)) == expected)
  }

  @Test func randomStreams() {
    var random = Seeded(42)
    let documents = [
      #"{"a":1}"#, #"{}"#, #"{"t":"a\"b}]","u":[[],{"x":[1,2]}]}"#, "{\n  \"a\": {\n  }\n}",
      #"{"é":"\\"}"#,
    ]
    for _ in 0..<200 {
      let chosen = (0..<random.below(12)).map { _ in documents[random.below(documents.count)] }
      let isArray = random.below(2) == 0
      let separators = isArray ? [",", ",\n", " ,  "] : ["", "\n", " ", "\r\n\n"]
      let joined = chosen.reduce("") {
        $0.isEmpty ? $1 : $0 + separators[random.below(separators.count)] + $1
      }
      let text = isArray ? "[\n\(joined)]" : joined
      let cuts = (0..<random.below(8)).map { _ in random.below(text.utf8.count + 1) }
      let found = Self.split(text, cuts: cuts).map {
        String($0.drop { $0 != ":" }.dropFirst())
      }
      #expect(found == chosen)
    }
  }

  /// Arbitrary bytes neither trap nor lose or double a byte that is not blank or a separator.
  @Test func noise() {
    var random = Seeded(7)
    let letters = Array("{}[]\",:\\\n a1t".utf8)
    for _ in 0..<2000 {
      let bytes = (0..<random.below(60)).map { _ in letters[random.below(letters.count)] }
      let text = String(decoding: bytes, as: UTF8.self)
      let cuts = (0..<random.below(5)).map { _ in random.below(bytes.count + 1) }
      #expect(Self.split(text, cuts: cuts) == Self.split(text))
    }
  }
}
