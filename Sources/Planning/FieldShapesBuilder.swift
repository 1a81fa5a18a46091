import Events
import Functions

/// Collects the fields whose types matter while events are mapped.
package struct FieldShapesBuilder: ~Copyable {
  private var paths = PathTreeBuilder()
  private var shapes: [FieldShapes.Shape] = [.init()]

  /// The number of a dotted name, added where it is new.
  package mutating func add(_ name: String, _ cast: TaxonomyCast?, isInsideOpaque: Bool) -> Int {
    let number = number(of: name, below: 0)
    shapes[number] = .init(cast: cast, isInsideOpaque: isInsideOpaque)
    return number
  }

  /// Adds a field by its name below that of another; fields between the two were added before.
  package mutating func add(_ name: String, below outer: Int, _ cast: TaxonomyCast) {
    let number = number(of: name, below: outer)
    var group = paths.parent(of: number)
    while group != outer, !shapes[group].isOpaque { group = paths.parent(of: group) }
    let isInsideOpaque = shapes[group].isOpaque || shapes[outer].isInsideOpaque
    shapes[number] = .init(cast: cast, isInsideOpaque: isInsideOpaque)
  }

  private mutating func number(of name: String, below outer: Int) -> Int {
    let number = paths.node(dotted: name, below: outer)
    while shapes.count < paths.count { shapes.append(.init()) }
    return number
  }

  /// The shapes added so far.
  package func build() -> FieldShapes {
    FieldShapes(shapes: shapes, tree: paths.build(firstSlot: 0))
  }
}
