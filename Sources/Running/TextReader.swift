import Events
import Planning

/// Reads JSON that stands as a text inside the event into registers.
struct TextReader {
  let space: Workspace

  /// Reads the object that a text begins with into the registers of a tree; the offset behind it.
  ///
  /// Line breaks are blanks: a text inside the event is not bound to one line.
  func read(_ text: PaddedBytes, into tree: PathTree.View, from node: Int = 0) -> Int? {
    var scanner = self.scanner
    return scanner.object(in: text, into: tree, from: node)
  }

  /// Reads JSON that stands as a text inside the event.
  var scanner: JSONScanner {
    JSONScanner(
      slots: space.registers, ignoresNull: space.plan.input.ignoresNull,
      ignoresEmpty: space.plan.input.ignoresEmpty, multiline: true)
  }

  /// Marks source values that equal one of the rule file's further `ignore:` values.
  func ignoreValues(_ places: Range<Int>) {
    if space.plan.input.ignored.isEmpty { return }
    for place in places where space.registers[place].isPresent {
      for constant in space.plan.input.ignored
      where Comparer(space: space).equal(space.registers[place], space.registers[constant.place]) {
        space.registers[place].kind = .ignored
      }
    }
  }
}
