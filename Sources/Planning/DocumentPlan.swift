import Events
import Functions

/// An object that rules build field by field and may read, replace and delete parts of meanwhile.
///
/// Every path that rules name is a node with a register; a node's subtree follows it directly:
///
/// ```
///  node  0 (the object)   end 5      register
///        1 host           end 4      {"id":7}     members that have no node of their own
///        2   name         end 3      "KELP-11"
///        3   ip           end 4      absent
///        4 tags           end 5      ["a"]
/// ```
///
/// A node is present only below objects: whoever stores a node makes objects of those above it.
public struct DocumentPlan: Sendable {
  /// One field or group of the document.
  public struct Node: Sendable {
    /// `"name":`.
    public var literal: ConstantText
    /// The index after that of the last node below this one.
    public var end: Int32
    /// -1 for the object itself.
    public var parent: Int32
  }

  /// The nodes in depth-first order; the object itself comes first.
  public var nodes: [Node]
  /// One register a node, in order.
  public var registers: Range<Int>
  /// Slot of a path: its node.
  public var tree: PathTree
  /// Bytes of all literals and brackets.
  public var fixedCapacity: Int
}

/// A text of the plan's memory.
public struct ConstantText: @unchecked Sendable {
  /// The first byte.
  public var base: UnsafePointer<UInt8>
  /// The number of bytes.
  public var count: Int
}

/// How the values of fields are cast, and what may stand below them.
///
/// A tree of field names; only those are in it that some rule can reach.
public struct FieldShapes: Sendable {
  /// What is known of one name.
  public struct Shape: Sendable {
    /// Nil for a name that only stands above others.
    public var cast: TaxonomyCast?
    /// A field above takes members of any name.
    public var isInsideOpaque = false

    /// Whether members of any name may stand below the field.
    public var isOpaque: Bool { cast == .opaque }
  }

  /// The shapes by number; 0 is the root.
  public var shapes: [Shape] = [Shape()]
  /// Slot of a path: its number in `shapes`.
  public var tree: PathTree
}

/// One target of a rule that assigns.
public struct AssignmentPlan: Sendable {
  /// The nodes that take the value: that of the event, and where rules read it that of the stage.
  public var nodes: [(document: Int, register: Register)]
  /// The number in `FieldShapes.shapes` of the field assigned to.
  public var shape: Int

  /// An assignment to a field of this shape; all nodes receive the same value.
  package init(nodes: [(document: Int, register: Register)], shape: Int) {
    self.nodes = nodes
    self.shape = shape
  }
}

/// The event of an intake format, and what its stages have set.
public struct DocumentsPlan: Sendable {
  /// The event comes first.
  public var documents: [DocumentPlan]
  /// The fields that assignments can reach.
  public var shapes: FieldShapes
  /// The assignments that steps refer to by index.
  public var assignments: [AssignmentPlan] = []
  /// Texts that count as no value.
  public var ignored: PathTree?
}
