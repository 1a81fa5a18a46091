/// The number of one value an event's run works with.
///
/// While a plan is built it counts registers in the order they were made; sealing the plan lays
/// the regions out one after another and renumbers:
///
/// ```
///  | event | raw | auxiliary | documents | fields | temporary | constant |
///  └────── set to absent before each event ───────┘
/// ```
///
/// Fields are the targets that the event is written from, in the order of the output; of them only
/// those are cleared that were set.
public struct Register: Hashable, Sendable {
  /// The index: before sealing in order of creation, afterwards in the register file.
  public var raw: UInt32

  /// The register of that number, which must fit 32 bits.
  package init(_ number: Int) { raw = UInt32(truncatingIfNeeded: number) }

  /// The place in the register file of a sealed plan.
  @inlinable @inline(__always)
  public var place: Int { Int(raw) }

  /// Where a register's value lives, and who clears it.
  package enum Region: Hashable {
    /// Nodes of the tree of paths below the decoded event.
    case event
    /// Nodes of the tree of paths below the event as received.
    case raw
    /// Result of one decode, item and output of one loop or emit; cleared together.
    case auxiliary(scope: Int)
    /// Target fields of the main event, and what else is cleared with it.
    case output
    /// Nodes of a document, in their order.
    case document(number: Int)
    case temporary
    case constant
  }
}
