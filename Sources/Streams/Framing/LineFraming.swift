import Events
import Running

/// Framings whose events are the lines of an input that are not blank.
protocol LineFraming: Framing {
  /// Whether a byte says nothing; a line of nothing else is blank.
  func isBlank(_ byte: UInt8) -> Bool

  /// What a worker gets of the line that stands at `lower..<upper`, without its line break.
  func content(_ lower: Int, _ upper: Int, of block: Block) -> FramedEvent.Content
}

extension LineFraming {
  var eventsSpanLines: Bool { false }

  func makeCutter() -> any Cutter { LineCutter() }

  func forEachEvent(of block: Block, limit: Int, _ body: (FramedEvent) -> Void) {
    // Too long lines, which the cutter has found.
    for event in block.events {
      body(
        FramedEvent(
          lower: event.lower, upper: event.upper, line: event.line, content: .refused(.tooLong)))
    }
    let base = block.base
    let bytes = Bytes(base, count: block.lines.upperBound)
    var lower = block.lines.lowerBound
    var line = block.events.count
    while lower < bytes.count {
      let lineBreak = bytes.firstIndex(of: UInt8(ascii: "\n"), from: lower) ?? bytes.count
      line += 1
      var upper = lineBreak
      if upper > lower, base[upper - 1] == UInt8(ascii: "\r") { upper -= 1 }
      var first = lower
      while first < upper, isBlank(base[first]) { first += 1 }
      if first < upper {
        let content: FramedEvent.Content =
          upper - lower > limit ? .refused(.tooLong) : content(lower, upper, of: block)
        body(FramedEvent(lower: lower, upper: upper, line: line, content: content))
      }
      lower = lineBreak + 1
    }
    block.lineCount = line
  }
}
