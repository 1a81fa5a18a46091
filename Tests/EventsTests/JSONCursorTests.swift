import Events
import Testing

@Suite struct JSONCursorTests {
  /// A string's end is found wherever it lies among the blocks of 32 bytes, and no byte behind the
  /// text is read.
  @Test func stringsAtTheEndOfAText() throws {
    let page = try GuardedPage()
    for length in 0...130 {
      let plain = String(repeating: "x", count: length)
      check(page, plain, isEscaped: false)
      check(page, String(repeating: "é", count: length / 2), isEscaped: false)
      for escape in [#"\""#, #"\\"#, #"\n"#, #"\u0022"#, #"\\\""#] {
        for place in 0...length {
          let body = plain.prefix(place) + escape + plain.dropFirst(place)
          check(page, String(body), isEscaped: true)
        }
      }
      check(page, String(repeating: #"\\"#, count: length), isEscaped: length > 0)
      check(page, String(repeating: #"\""#, count: length), isEscaped: length > 0)
    }
  }

  private func check(_ page: GuardedPage, _ body: String, isEscaped: Bool) {
    for (before, behind) in [("", ""), ("   ", ""), ("", ",")] {
      let text = page.text(before + "\"" + body + "\"" + behind)
      let (value, end) = JSONCursor.value(in: text, at: 0)
      let isSame =
        value.kind == .string && value.spelling.string == body
        && value.form == (isEscaped ? .escaped : .clean) && end == text.count - behind.utf8.count
      // Too many to expect each.
      if !isSame { Issue.record("\(before)\(body)\(behind)") }
    }
  }

  /// Containers end where they close, whatever the texts in them hold.
  @Test func containersAtTheEndOfAText() throws {
    let page = try GuardedPage()
    for length in 0...70 {
      let filler = String(repeating: "]}", count: length / 2) + #"\"]"#
      let array = page.text("[\"\(filler)\",[{\"\(filler)\":1}],\"\(filler)\"]")
      #expect(JSONCursor.value(in: array, at: 0).end == array.count)
      var items = ArrayCursor(Value(.array, array))
      var kinds: [Value.Kind] = []
      while let item = items.next() { kinds.append(item.kind) }
      #expect(kinds == [.string, .array, .string])
      let object = page.text("{\"\(filler)\":\"\(filler)\",\"b\":\"\(filler)\"}")
      #expect(JSONCursor.value(in: object, at: 0).end == object.count)
      #expect(JSONCursor.count(of: Value(.object, object)) == 2)
    }
  }
}
