import Events
import Text

/// Collects the paths of a document while rules are compiled.
package final class DocumentBuilder {
  /// The index of the document in the plan; 0 is the event.
  package let number: Int
  @exclusivity(unchecked) private var paths = PathTreeBuilder()
  /// Of each node.
  @exclusivity(unchecked) private var nodeRegisters: [Register] = []
  private unowned let builder: PlanBuilder

  /// What rules write before the paths; the event, which has no name, has number 0.
  private let name: String

  /// A document of its root alone, whose registers `builder` makes.
  package init(number: Int, name: String = "", in builder: PlanBuilder) {
    self.number = number
    self.name = name
    self.builder = builder
    let root = builder.makeRegister(.document(number: number))
    nodeRegisters.append(root)
    if number > 0 { builder.name(root, .source(name)) }
  }

  /// The register of a path, `[]` for the object itself.
  package func register(of path: [String]) -> Register { register(of: paths.node(path)) }

  /// The register of a path that is written with points.
  package func register(of name: String) -> Register { register(of: paths.node(dotted: name)) }

  /// The register of a path and that of the object it stands in; nil for the object itself.
  package func register(of keys: ArraySlice<Located<String>>) -> (
    value: Register, holder: Register?
  ) {
    let node = paths.node(keys.lazy.map(\.value))
    let value = register(of: node)
    return (value, node == 0 ? nil : nodeRegisters[paths.parent(of: node)])
  }

  private func register(of node: Int) -> Register {
    if node < nodeRegisters.count { return nodeRegisters[node] }
    while nodeRegisters.count < paths.count {
      let next = builder.makeRegister(.document(number: number))
      if builder.isTraceable {
        let path = paths.path(to: nodeRegisters.count).joined(separator: ".")
        builder.name(next, number == 0 ? .target(path, .event) : .source("\(name).\(path)"))
      }
      nodeRegisters.append(next)
    }
    return nodeRegisters[node]
  }

  /// The registers in the order of the document's nodes.
  package var registers: [Register] { paths.inDepth.map { nodeRegisters[$0] } }

  /// The document with its nodes in depth-first order; `registers` are theirs in the sealed plan.
  package func build(in memory: ConstantMemory, registers: Range<Int>) -> DocumentPlan {
    let order = paths.inDepth
    let tree = paths.build(order: order)
    var numbers = [Int32](repeating: -1, count: order.count)
    for (number, node) in order.enumerated() { numbers[node] = Int32(number) }
    var capacity = 8
    var nodes = order.map { node in
      let literal = node == 0 ? memory.keep("") : memory.memberName(paths.key(of: node))
      capacity += literal.count + 4
      return DocumentPlan.Node(
        literal: ConstantText(base: literal.base, count: literal.count), end: 0,
        parent: node == 0 ? -1 : numbers[paths.parent(of: node)])
    }
    for index in nodes.indices.reversed() {
      nodes[index].end = max(nodes[index].end, Int32(index + 1))
      let parent = Int(nodes[index].parent)
      if parent >= 0 { nodes[parent].end = max(nodes[parent].end, nodes[index].end) }
    }
    return DocumentPlan(
      nodes: nodes, registers: registers, tree: tree, fixedCapacity: capacity)
  }
}
