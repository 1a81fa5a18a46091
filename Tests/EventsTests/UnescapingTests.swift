import Events
import Testing

/// Escapes of JSON strings are undone wherever they lie among the blocks of 32 bytes, and nothing
/// behind the text is read or behind its room written.
@Suite struct UnescapingTests {
  private static let parts: [(escaped: String, text: String)] = [
    (#"\""#, "\""), (#"\\"#, "\\"), (#"\/"#, "/"), (#"\b"#, "\u{8}"), (#"\f"#, "\u{c}"),
    (#"\n"#, "\n"), (#"\r"#, "\r"), (#"\t"#, "\t"), (#"\u0022"#, "\""), (#"\u00e9"#, "é"),
    (#"\u20AC"#, "€"), (#"\ud83d\uDE00"#, "😀"), (#"\ud83d"#, "\u{fffd}"), (#"\ude00"#, "\u{fffd}"),
    ("x", "x"), ("é", "é"), ("0123456789", "0123456789"),
    ("0123456789abcdef0123456789abcdef", "0123456789abcdef0123456789abcdef"),
  ]

  private func check(_ pages: (GuardedPage, GuardedPage), _ escaped: String, _ text: String) {
    let bytes = pages.0.text(escaped)
    let room = pages.1.room(bytes.count)
    let end = JSONText.unescape(bytes, to: room)
    let found = String(decoding: UnsafeBufferPointer(start: room, count: end - room), as: UTF8.self)
    #expect(found == text, "\(escaped)")
  }

  @Test func everyPlace() throws {
    let pages = (try GuardedPage(), try GuardedPage())
    for (escaped, text) in Self.parts {
      for length in 0...70 {
        let before = String(repeating: "x", count: length)
        for behind in ["", "y", String(repeating: "y", count: 40)] {
          check(pages, before + escaped + behind, before + text + behind)
          check(pages, before + escaped + escaped + behind, before + text + text + behind)
        }
      }
    }
  }

  @Test func manyTogether() throws {
    let pages = (try GuardedPage(), try GuardedPage())
    var state: UInt64 = 1
    for _ in 0..<3000 {
      var (escaped, text) = ("", "")
      for _ in 0..<(state >> 33) % 24 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let part = Self.parts[Int((state >> 33) % UInt64(Self.parts.count))]
        // A half of a pair takes the other half for its own.
        if escaped.hasSuffix(#"\ud83d"#), part.escaped == #"\ude00"# { continue }
        escaped += part.escaped
        text += part.text
      }
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      check(pages, escaped, text)
    }
  }

  /// What is cut within an escape is left out.
  @Test func cut() throws {
    let pages = (try GuardedPage(), try GuardedPage())
    for length in 0...70 {
      let before = String(repeating: "x", count: length)
      for escape in [#"\"#, #"\u"#, #"\u00e"#] { check(pages, before + escape, before) }
    }
  }
}
