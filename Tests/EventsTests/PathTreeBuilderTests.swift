import Events
import Testing

@Suite struct ByteTableTests {
  /// Around the sizes at which the table grows each text keeps its number.
  @Test(arguments: [0, 1, 7, 8, 9, 100])
  func textsKeepTheirNumbers(count: Int) {
    var table = ByteTable()
    for number in 0..<count {
      #expect(table.find("n\(number)") == nil)
      #expect(table.number(of: "n\(number)") == number)
      for earlier in 0...number { #expect(table.find("n\(earlier)") == earlier) }
    }
    #expect(table.find("n\(count)") == nil && table.find("") == nil && table.count == count)
  }

  /// Texts that differ in one byte only, at each place, and in length only.
  @Test(arguments: [1, 7, 8, 9, 16, 17, 40])
  func oneByteTellsTextsApart(count: Int) {
    var table = ByteTable()
    let plain = [UInt8](repeating: 0, count: count)
    var texts = [plain, plain + [0], Array(plain.dropLast())]
    for place in 0..<count {
      var text = plain
      text[place] = 1
      texts.append(text)
    }
    for (number, text) in texts.enumerated() {
      #expect(text.withUnsafeBufferPointer { table.number(of: $0) } == number)
    }
    for (number, text) in texts.enumerated() {
      #expect(text.withUnsafeBufferPointer { table.find($0) } == number)
    }
  }

  @Test func ownersTellEqualTextsApart() {
    var table = ByteTable()
    #expect(table.number(of: "", owner: 1) == 0)
    #expect(table.number(of: "", owner: 2) == 1)
    #expect(table.find("", owner: 1) == 0 && table.find("", owner: 2) == 1)
    #expect(table.find("") == nil)
  }

  @Test func copiesAreTablesOfTheirOwn() {
    var table = ByteTable()
    for number in 0..<8 { _ = table.number(of: "n\(number)") }
    var copy = ByteTable(copying: table)
    let numbers = [copy.number(of: "x"), table.number(of: "y")]
    #expect(numbers == [8, 8])
    let found = [table.find("x"), copy.find("y"), copy.find("n0")]
    #expect(found == [nil, nil, 0])
  }
}

@Suite struct PathTreeBuilderTests {
  @Test func nodesAreNumberedAsTheyAreNamed() {
    var paths = PathTreeBuilder()
    #expect(paths.node([]) == 0 && paths.count == 1)
    #expect(paths.node(["a", "b"]) == 2)
    #expect(paths.node(["b"]) == 3)
    #expect(paths.node(["a", "c", "b"]) == 5)
    #expect(paths.node(["a", "b"]) == 2 && paths.count == 6)
    #expect(paths.node(["b"], below: 1) == 2)
    #expect(paths.path(to: 5) == ["a", "c", "b"] && paths.parent(of: 5) == 4)
    #expect(paths.parent(of: 0) == 0 && Array(paths.key(of: 4)) == Array("c".utf8))
  }

  @Test(arguments: [
    ("", [""]), ("a", ["a"]), ("a.b", ["a", "b"]), (".", ["", ""]), ("a..b.", ["a", "", "b", ""]),
    ("é.名", ["é", "名"]),
  ])
  func dottedNames(name: String, path: [String]) {
    var paths = PathTreeBuilder()
    let node = paths.node(dotted: name)
    #expect(paths.path(to: node) == path && paths.node(path) == node)
    #expect(paths.longest(dotted: name) == (node, true))
    #expect(paths.longest(dotted: name + ".x") == (node, false))
    #expect(paths.longest(dotted: "y." + name) == (0, false))
  }

  @Test func inDepthEachNodeStandsBeforeWhatIsBelowIt() {
    var paths = PathTreeBuilder()
    #expect(paths.inDepth == [0])
    for name in ["b.x", "a", "b.y.z", "c", "b.x.q", "a.k"] { _ = paths.node(dotted: name) }
    let names = paths.inDepth.map { paths.path(to: $0).joined(separator: ".") }
    #expect(names == ["", "b", "b.x", "b.x.q", "b.y", "b.y.z", "a", "a.k", "c"])
    #expect(paths.build(order: paths.inDepth).slots(["b", "b.x", "b.y.z", "c"]) == [1, 2, 5, 8])
  }

  @Test func keysAreFoundInTheTree() {
    var paths = PathTreeBuilder()
    // Equal first and last words, and lengths around those of words.
    let keys =
      ["", "a", "12345678", "123456789", "12345678-x-12345678", "12345678-y-12345678"]
      + (0..<50).map { "n\($0)" }
    for key in keys { _ = paths.node(["o", key]) }
    let tree = paths.build(firstSlot: 10)
    #expect(tree.rootSlot == 10 && tree.nodeCount == keys.count + 2)
    for (number, key) in keys.enumerated() {
      #expect(tree.slot(of: ["o", key]) == 12 + number)
      #expect(tree.slot(of: [key]) == nil)
    }
    #expect(tree.slot(of: ["o", "12345678-z-12345678"]) == nil)
    #expect(PathTreeBuilder().build(firstSlot: 0).slot(of: ["a"]) == nil)
    #expect(PathTreeBuilder().build(slots: [-1]).rootSlot == nil)
  }

  @Test func twoReadingsOfAnObject() {
    var first = PathTreeBuilder()
    var second = PathTreeBuilder()
    for name in ["a.b", "c"] { _ = first.node(dotted: name) }
    for name in ["d.b", "a.x", "c"] { _ = second.node(dotted: name) }
    let (tree, aliases) = PathTreeBuilder.merge(
      first, firstSlot: 0, second, secondarySlot: 4)
    #expect(tree.slots(["a", "a.b", "c", "d", "d.b", "a.x"]) == [1, 2, 3, 5, 6, 8])
    #expect(aliases.map(\.from) == [0, 1, 3] && aliases.map(\.to) == [4, 7, 9])
  }
}

extension PathTree {
  fileprivate func slot(of path: [String]) -> Int? {
    var node = 0
    for key in path {
      guard let next = withBytes(key, { bytes, _ in view.node(ofMember: bytes, of: node) })
      else { return nil }
      node = next
    }
    return view.slot(of: node)
  }

  fileprivate func slots(_ names: [String]) -> [Int?] {
    names.map { slot(of: $0.split(separator: ".").map(String.init)) }
  }
}
