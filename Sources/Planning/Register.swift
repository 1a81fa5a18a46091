/// The number of one value an event's run works with.
///
/// While a plan is built a register names its region; when the plan is sealed the regions are laid
/// out behind each other and a register is a plain index:
///
/// ```
///  | event | raw | auxiliary | output | temporary | constant |
///  └── set to absent before each event ─┘
/// ```
public struct Register: Hashable, Sendable {
  public enum Region: UInt32, CaseIterable, Sendable {
    /// Nodes of the tree of paths below the decoded event.
    case event
    /// Nodes of the tree of paths below the event as received.
    case raw
    /// Results of decodes, items of loops, outputs of items and of emitted events.
    case auxiliary
    /// Target fields of the main event.
    case output
    case temporary
    case constant
  }

  /// Region in the upper four bits while building; the index alone once sealed.
  public var raw: UInt32

  init(_ region: Region, _ index: Int) {
    precondition(index < 1 << 28, "the loader bounds the size of rule files")
    raw = region.rawValue << 28 | UInt32(index)
  }

  init(sealed index: Int) { raw = UInt32(index) }

  var region: Region { Region(rawValue: raw >> 28) ?? .constant }
  var index: Int { Int(raw & 0x0FFF_FFFF) }

  /// The place in the register file of a sealed plan.
  @inlinable @inline(__always)
  public var place: Int { Int(raw) }
}
