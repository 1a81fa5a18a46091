import Events
import Running

/// Cuts an input of which each line is an event: behind the last line break there is.
struct LineCutter: Cutter {
  private(set) var pendingStart = 0
  /// Where the lines of the block begin.
  private var linesStart = 0
  /// The rest of a too long line is being passed over.
  private var isSkipping = false

  mutating func scan(_ block: Block, from scanned: Int) {
    var lower = scanned
    if isSkipping {
      guard let end = block.endOfFirstLine(from: scanned) else {
        pendingStart = block.count
        return
      }
      isSkipping = false
      linesStart = end
      pendingStart = end
      lower = end
    }
    guard let end = block.endOfLastLine(from: lower) else { return }
    block.lines = linesStart..<end
    pendingStart = end
  }

  mutating func finish(_ block: Block, limit: Int) {
    let length = block.count - pendingStart
    // Behind whole lines it has to wait for the next block, where it may come first as too long.
    if isSkipping || length == 0 || !block.lines.isEmpty { return }
    if length > limit { return truncate(block, limit: limit) }
    block.lines = linesStart..<block.count
    pendingStart = block.count
  }

  mutating func truncate(_ block: Block, limit: Int) {
    let kept = min(block.count - pendingStart, limit, DeadLetter.keptOfTooLong)
    block.events.append(
      Block.Event(
        lower: pendingStart, upper: pendingStart + kept, line: 1, refusal: .tooLong,
        isTruncated: true))
    pendingStart = block.count
    isSkipping = true
  }

  mutating func rebase() {
    pendingStart = 0
    linesStart = 0
  }
}
