/// `ndjson`: each line that is not blank is an event.
struct NDJSONFraming: LineFraming {
  func isBlank(_ byte: UInt8) -> Bool { byte <= 0x20 }

  func content(_ lower: Int, _ upper: Int, of block: Block) -> FramedEvent.Content {
    .received(block.event(lower, upper))
  }
}
