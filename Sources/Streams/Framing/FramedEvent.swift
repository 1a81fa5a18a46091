import Events
import Running

/// An event of a block, as its framing hands it out.
struct FramedEvent {
  enum Content {
    /// The event as it stands in the block.
    case received(PaddedBytes)
    /// A document that the framing made of it; what stands where in that says nothing of the event.
    case made(PaddedBytes)
    /// Refused unread, as longer than the limit or for what the cutter says.
    case refused(RejectReason)
  }

  /// Its bounds in the block.
  let lower: Int
  let upper: Int
  /// The line of its first byte, counted as that of a `Block.Event`.
  let line: Int
  let content: Content
}
