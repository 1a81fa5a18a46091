import Events
import Running

/// The lines of a block, one after the other, for framings whose events are lines.
struct LineWalk {
  let job: Job
  let worker: Worker
  /// A longer line is refused.
  let limit: Int

  /// Calls `map` with the bounds and the number of each line of which a byte is not blank, without
  /// its line break.
  @inline(__always)
  func run(isBlank: (UInt8) -> Bool, map: (_ lower: Int, _ upper: Int, _ line: Int) -> Void) {
    let block = job.block
    // Too long lines, which the cutter has found.
    for event in block.events { job.refuse(event, by: worker, limit: limit) }
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
        if upper - lower > limit {
          let event = Block.Event(lower: lower, upper: upper, line: line, refusal: .tooLong)
          job.refuse(event, by: worker, limit: limit)
        } else {
          map(lower, upper, line)
        }
      }
      lower = lineBreak + 1
    }
    block.lineCount = line
  }
}
