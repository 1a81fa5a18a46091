import Events

/// `lines`: each line is the text of an event, which becomes the document `{"message": "…"}`.
struct TextLineFraming: LineFraming {
  /// In a text other control characters than those of white space mean something.
  func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 9 <= 4 }

  func content(_ lower: Int, _ upper: Int, of block: Block) -> FramedEvent.Content {
    let document = block.document
    document.removeAll()
    document.append("{\"message\":")
    document.appendJSON(Bytes(block.base + lower, count: upper - lower))
    document.append("}")
    return .made(document.terminated())
  }
}
