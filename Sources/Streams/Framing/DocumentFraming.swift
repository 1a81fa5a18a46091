import Running

/// `json`: documents one after the other, over any number of lines, or as items of arrays.
struct DocumentFraming: Framing {
  let eventsSpanLines = true

  func makeCutter() -> any Cutter { DocumentCutter() }

  func forEachEvent(of block: Block, limit: Int, _ body: (FramedEvent) -> Void) {
    for index in block.events.indices {
      let event = block.events[index]
      // The next document may follow without a gap; its first byte is put back.
      let behind = block.base[event.upper]
      let refusal = event.upper - event.lower > limit ? .tooLong : event.refusal
      let content: FramedEvent.Content =
        if let refusal { .refused(refusal) } else {
          .received(block.event(event.lower, event.upper))
        }
      body(
        FramedEvent(lower: event.lower, upper: event.upper, line: event.line, content: content))
      block.base[event.upper] = behind
    }
  }
}

/// Cuts an input into documents, behind the last whole one there is.
struct DocumentCutter: Cutter {
  private var splitter = DocumentSplitter()
  private var scannedEnd = 0

  var pendingStart: Int { splitter.pendingStart ?? scannedEnd }

  mutating func scan(_ block: Block, from scanned: Int) {
    splitter.scan(block.base, from: scanned, to: block.count, into: &block.events)
    scannedEnd = block.count
  }

  mutating func finish(_ block: Block, limit: Int) {
    splitter.finish(at: block.count, of: block.base, into: &block.events)
  }

  mutating func truncate(_ block: Block, limit: Int) {
    let length = min(block.count - pendingStart, limit, DeadLetter.keptOfTooLong)
    block.events.append(splitter.truncate(to: pendingStart + length))
  }

  mutating func rebase() {
    let bytes = pendingStart
    splitter.rebase(by: bytes)
    scannedEnd -= bytes
  }
}
