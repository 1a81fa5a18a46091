import Events
import Planning

/// Writes documents as JSON.
struct DocumentWriter {
  let space: Workspace

  /// Appends a document and a line feed; false when it is too large.
  func write(_ document: Program.Document, to output: OutputBuffer) -> Bool {
    let most = capacity(of: document, 0)
    guard most <= EventWriter.outputLimit, output.hasRoom(for: most) else { return false }
    let room = output.reserve(most)
    let end = write(document, 0, to: room)
    end[0] = UInt8(ascii: "\n")
    output.count += end + 1 - room
    return true
  }

  /// The value of a node with all that is below it.
  func read(_ node: Int, of document: Program.Document) -> Value {
    let value = space.registers[document.first + node]
    guard value.kind == .object, document.nodes[node].end > node + 1 else { return value }
    guard let room = space.scratch.allocate(capacity(of: document, node)) else { return .absent }
    let end = write(document, node, to: room)
    let result = Value(.object, room, count: end - room)
    space.spend(result)
    return result
  }

  /// Bytes that writing a node takes at most.
  private func capacity(of document: Program.Document, _ node: Int) -> Int {
    var total = 0
    var hasDecoded = false
    for place in document.first + node..<document.first + Int(document.nodes[node].end) {
      total &+= Int(space.registers[place].count)
      hasDecoded = hasDecoded || space.registers[place].form == .decoded
    }
    return document.fixedCapacity + (hasDecoded ? 6 &* total : total)
  }

  /// Writes a present node and returns the end.
  ///
  /// Goes through the subtree once; a node that is absent is passed with all below it.
  private func write(
    _ document: Program.Document, _ node: Int, to base: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    let nodes = document.nodes
    let value = space.registers[document.first + node]
    let end = Int(nodes[node].end)
    guard value.kind == .object, end > node + 1 else { return JSONText.write(value, to: base) }
    // The members without nodes come first; the closing bracket gives way to what follows.
    var at = JSONText.write(value, to: base) - base - 1
    var child = node + 1
    while child < end {
      let next = Int(nodes[child].end)
      if space.registers[document.first + child].isPresent {
        if at > 1 {
          base[at] = UInt8(ascii: ",")
          at &+= 1
        }
        let literal = nodes[child].literal
        JSONText.wideCopy(literal.base, to: base + at, count: literal.count)
        at &+= literal.count
        at = write(document, child, to: base + at) - base
      }
      child = next
    }
    base[at] = UInt8(ascii: "}")
    return base + at + 1
  }
}
