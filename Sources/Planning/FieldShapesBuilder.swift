import Events

/// Collects the fields whose types matter while events are mapped.
struct FieldShapesBuilder {
  private var paths = PathTreeBuilder()
  private var shapes: [FieldShapes.Shape] = [.init()]

  /// The number of a path, added where it is new.
  mutating func add(_ path: [String], _ cast: FieldCast?, isInsideOpaque: Bool) -> Int {
    let number = paths.node(path)
    while shapes.count < paths.count { shapes.append(.init()) }
    shapes[number] = .init(cast: cast, isInsideOpaque: isInsideOpaque)
    return number
  }

  func build() -> FieldShapes {
    FieldShapes(shapes: shapes, tree: paths.build(firstSlot: 0))
  }
}
