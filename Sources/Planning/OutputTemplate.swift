import Events
import Text

/// The shape of an output object: keys, nesting and the register of each leaf, in order.
///
/// ```
///  {host: {os: {full, version}, name}}        ops
///                                             open  "host":{
///                                             open  "os":{
///                                             put   "full":     register 7
///                                             put   "version":  register 8
///                                             close
///                                             put   "name":     register 9
///                                             close
/// ```
///
/// Objects that end up empty are left out.
public struct OutputTemplate: Sendable {
  /// What an entry writes.
  public enum Operation: UInt8, Sendable {
    /// Writes the literal, `"key":{`.
    case open
    case close
    /// Writes the literal, `"key":`, and the register's value where it is present.
    case put
    /// The same; a scalar is written as a list of one.
    case putList
  }

  /// One piece of the output.
  public struct Entry {
    /// What to write.
    public var operation: Operation
    /// The length of the literal in bytes.
    public var literalCount: UInt32
    /// The literal, such as `"key":`, owned by the plan's memory.
    public var literal: UnsafePointer<UInt8>
    /// The value written after the literal; unused by `open` and `close`.
    public var register: Register
  }

  /// The pieces in output order; every `open` has its `close`.
  public var entries: [Entry] = []
  /// Bytes of all literals, brackets and commas.
  public var fixedCapacity = 0
  /// Deepest nesting of `open`.
  public var depth = 0
}

extension OutputTemplate.Entry: @unchecked Sendable {}

/// Collects target fields in the order of their first mention.
package struct OutputTemplateBuilder {
  /// An object of the output, or a field.
  package final class Node {
    /// The members in order of first mention.
    package var children: [(name: String, node: Node)] = []
    /// Their places in `children`.
    package var places = ByteTable()
    /// The value of a field; nil for an object.
    package var leaf: (register: Register, isList: Bool)?
  }

  private let root = Node()

  /// An output without fields.
  package init() {}

  /// Adds a leaf. Gives the conflicting name when a value stands above or below it.
  package mutating func add(_ path: [String], _ register: Register, isList: Bool) -> String? {
    var node = root
    for (depth, part) in path.enumerated() {
      if node.leaf != nil { return path[..<depth].joined(separator: ".") }
      let place = node.places.number(of: part)
      if place == node.children.count { node.children.append((part, Node())) }
      node = node.children[place].node
    }
    if let child = node.children.first {
      return (path + [child.name]).joined(separator: ".")
    }
    node.leaf = (register, isList)
    return nil
  }

  /// The registers of the leaves, in the order that `build` writes them.
  package var registers: [Register] {
    var result: [Register] = []
    func visit(_ node: Node) {
      if let leaf = node.leaf { result.append(leaf.register) }
      for (_, child) in node.children { visit(child) }
    }
    visit(root)
    return result
  }

  /// The finished template; `sealed` maps each register to its place in the sealed plan.
  package func build(in memory: ConstantMemory, sealed: (Register) -> Register) -> OutputTemplate {
    var template = OutputTemplate()
    append(root, 1, memory, sealed, &template)
    template.fixedCapacity += 8
    return template
  }

  private func append(
    _ node: Node, _ depth: Int, _ memory: ConstantMemory, _ sealed: (Register) -> Register,
    _ template: inout OutputTemplate
  ) {
    template.depth = max(template.depth, depth)
    for (name, child) in node.children {
      let key = JSONString.quoted(name) + ":"
      if let leaf = child.leaf {
        add(
          leaf.isList ? .putList : .put, key, sealed(leaf.register), memory, &template)
      } else {
        add(.open, key + "{", Register(0), memory, &template)
        append(child, depth + 1, memory, sealed, &template)
        add(.close, "", Register(0), memory, &template)
      }
    }
  }

  private func add(
    _ operation: OutputTemplate.Operation, _ literal: String, _ register: Register,
    _ memory: ConstantMemory, _ template: inout OutputTemplate
  ) {
    let bytes = memory.keep(literal)
    template.entries.append(
      .init(
        operation: operation, literalCount: UInt32(bytes.count), literal: bytes.base,
        register: register))
    // Quotes, the brackets of a list, and a comma come with a value, one byte to spare.
    template.fixedCapacity += bytes.count + 6
  }
}
