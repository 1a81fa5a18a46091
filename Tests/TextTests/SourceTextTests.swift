import Testing

@testable import Diagnostics
@testable import Text

@Suite struct SourceTextTests {
  /// Columns are the same however long lines are.
  @Test(arguments: [0, 1, 500, 1024, 5000])
  func columns(length: Int) {
    let line = String(repeating: "aé😀", count: length)
    let text = "x\n\(line)\n\(line)y\nz"
    let source = SourceText(name: "t", bytes: Array(text.utf8))
    var (row, column, units) = (1, 1, 1)
    var offset = 0
    for scalar in text.unicodeScalars {
      let position = source.position(at: offset)
      #expect(position == .init(line: row, column: column))
      let wide = source.utf16Position(at: offset)
      #expect(wide == .init(line: row, column: units))
      offset += UTF8.width(scalar)
      column += 1
      units += UTF16.width(scalar)
      if scalar == "\n" { (row, column, units) = (row + 1, 1, 1) }
    }
    #expect(source.position(at: offset + 9) == .init(line: row, column: column))
  }

  /// Many places on one line are found in the time of as many on lines of their own.
  @Test(.timeLimit(.minutes(10))) func manyPlacesOnOneLine() {
    let count = 1 << 20
    let source = SourceText(name: "t", bytes: Array(repeating: UInt8(ascii: "a"), count: count))
    for offset in stride(from: 0, to: count, by: 64) {
      #expect(source.position(at: offset).column == offset + 1)
    }
  }
}
