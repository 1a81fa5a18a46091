/// The number of one value an event's run works with.
///
/// While a plan is built it counts registers in the order they were made; sealing the plan lays
/// the regions out behind each other and renumbers:
///
/// ```
///  | event | raw | auxiliary | output | temporary | constant |
///  └── set to absent before each event ─┘
/// ```
public struct Register: Hashable, Sendable {
  public var raw: UInt32

  init(_ number: Int) { raw = UInt32(truncatingIfNeeded: number) }

  /// The place in the register file of a sealed plan.
  @inlinable @inline(__always)
  public var place: Int { Int(raw) }

  /// Where a register's value lives, and who clears it.
  enum Region: Hashable {
    /// Nodes of the tree of paths below the decoded event.
    case event
    /// Nodes of the tree of paths below the event as received.
    case raw
    /// Result of one decode, item and output of one loop or emit; cleared together.
    case auxiliary(scope: Int)
    /// Target fields of the main event.
    case output
    /// Nodes of a document, in their order.
    case document(number: Int)
    case temporary
    case constant
  }
}
