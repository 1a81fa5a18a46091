import Events
import Testing

@Suite struct NameTableTests {
  /// Few names are looked through, many are hashed: around the border each keeps its number.
  @Test(arguments: [0, 1, 11, 12, 13, 14, 100])
  func namesKeepTheirNumbers(count: Int) {
    var table = NameTable()
    for number in 0..<count {
      #expect(table["n\(number)"] == nil)
      table["n\(number)"] = 1000 - number
      for earlier in 0...number { #expect(table["n\(earlier)"] == 1000 - earlier) }
    }
    #expect(table["n\(count)"] == nil)
    #expect(table[""] == nil)
  }

  @Test func copiesAreTablesOfTheirOwn() {
    var table = NameTable()
    for number in 0..<12 { table["n\(number)"] = number }
    var copy = table
    copy["x"] = 1
    table["y"] = 2
    #expect(table["x"] == nil && copy["y"] == nil)
    #expect(table["y"] == 2 && copy["x"] == 1 && copy["n0"] == 0)
  }

  @Test func anEmptyName() {
    var table = NameTable()
    table[""] = 7
    #expect(table[""] == 7)
    for number in 0..<20 { table["n\(number)"] = number }
    #expect(table[""] == 7)
  }
}
