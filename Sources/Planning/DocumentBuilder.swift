import Diagnostics
import Events

/// Collects the paths of a document while rules are compiled.
final class DocumentBuilder {
  private final class Node {
    var children: [(name: String, node: Node)] = []
    /// Their places in `children`.
    var places = NameTable()
    var register: Register

    init(_ register: Register) { self.register = register }
  }

  let number: Int
  private let root: Node
  private unowned let builder: PlanBuilder

  /// What rules write before the paths; the event, which has no name, has number 0.
  private let name: String

  init(number: Int, name: String = "", in builder: PlanBuilder) {
    self.number = number
    self.name = name
    self.builder = builder
    root = Node(builder.makeRegister(.document(number: number)))
    if number > 0 { builder.name(root.register, .source(name)) }
  }

  /// The register of a path, `[]` for the object itself.
  func register(of path: [String]) -> Register {
    var node = root
    for (depth, name) in path.enumerated() {
      if let place = node.places[name] {
        node = node.children[place].node
      } else {
        let next = Node(builder.makeRegister(.document(number: number)))
        if builder.isTraceable {
          let path = path[...depth].joined(separator: ".")
          builder.name(
            next.register, number == 0 ? .target(path, .event) : .source("\(self.name).\(path)"))
        }
        node.places[name] = node.children.count
        node.children.append((name, next))
        node = next
      }
    }
    return node.register
  }

  /// The registers in the order of the nodes.
  var registers: [Register] {
    var result: [Register] = []
    visit { node, _, _ in result.append(node.register) }
    return result
  }

  func build(in memory: ConstantMemory, registers: Range<Int>) -> DocumentPlan {
    var nodes: [DocumentPlan.Node] = []
    var keys: [[UInt8]] = []
    var parents: [Int] = []
    var capacity = 8
    visit { node, name, parent in
      let literal = memory.keep(parent < 0 ? "" : JSONString.quoted(name) + ":")
      capacity += literal.count + 4
      nodes.append(
        DocumentPlan.Node(
          literal: ConstantText(base: literal.base, count: literal.count), end: 0,
          parent: Int32(parent)))
      keys.append(Array(name.utf8))
      parents.append(max(parent, 0))
    }
    for index in nodes.indices.reversed() {
      nodes[index].end = max(nodes[index].end, Int32(index + 1))
      let parent = Int(nodes[index].parent)
      if parent >= 0 { nodes[parent].end = max(nodes[parent].end, nodes[index].end) }
    }
    return DocumentPlan(
      nodes: nodes, registers: registers,
      tree: PathTree(keys: keys, parents: parents, slots: Array(nodes.indices)),
      fixedCapacity: capacity)
  }

  /// All nodes, each before those below it; the parent is given by its number.
  private func visit(_ body: (Node, _ name: String, _ parent: Int) -> Void) {
    var count = 0
    func visit(_ node: Node, _ name: String, _ parent: Int) {
      let number = count
      count += 1
      body(node, name, parent)
      for child in node.children { visit(child.node, child.name, number) }
    }
    visit(root, "", -1)
  }
}
