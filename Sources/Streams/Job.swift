import Events
import Glibc
import Running

/// A block on its way: the events as read, and what a worker made of them.
final class Job {
  /// Where the output of one event ends.
  struct Mark {
    var outputEnd: Int
    /// Its number among the events of the block.
    var event: Int
    /// Its first byte in the block.
    var lower: Int
    var line: Int
    /// Events of the block that are written up to here.
    var written = 0
  }

  /// Where the explanation of one event ends.
  struct Explained {
    var end: Int
    var line: Int
  }

  let block: Block
  /// Called where what is there to be written passes what a block may hold; it writes that.
  var whenFull: (() -> Void)?
  private let held: Int
  let output = OutputBuffer(capacity: 256 << 10)
  var sequence = 0
  /// Whether no event of the block is still to be mapped.
  private(set) var isMapped = false
  /// What the run had read when this block was.
  var bytesRead = 0
  var events = 0
  var written = 0
  var dropped = 0
  var marks: [Mark] = []
  var rejections: [Rejection] = []
  /// Says how an event was mapped; nil where nobody asks.
  let explainer: Explaining.Explainer?
  /// One piece an event, each ending at its mark.
  let explanations = OutputBuffer(capacity: 1 << 10)
  var explained: [Explained] = []

  /// Lines are texts; each is put into a document of its own.
  private let linesAreTexts: Bool
  private let document = OutputBuffer(capacity: 4 << 10)

  init(
    blockSize: Int, held: Int = .max, linesAreTexts: Bool = false,
    explainer: Explaining.Explainer? = nil
  ) {
    self.held = held
    block = Block(capacity: blockSize)
    self.linesAreTexts = linesAreTexts
    self.explainer = explainer
  }

  /// Maps the events of the block.
  func process(with worker: Worker, limit: Int) {
    removeResults()
    isMapped = false
    defer { isMapped = true }
    if block.isSplit {
      for index in block.ranges.indices { process(block.ranges[index], with: worker, limit: limit) }
    } else {
      processLines(with: worker, limit: limit)
    }
  }

  /// Forgets what became of the events so far.
  func removeResults() {
    let kept = max(256 << 10, min(held, 4 << 20))
    output.removeAll(keeping: kept)
    explanations.removeAll(keeping: kept)
    explained.removeAll(keepingCapacity: true)
    events = 0
    written = 0
    dropped = 0
    marks.removeAll(keepingCapacity: true)
    rejections.removeAll(keepingCapacity: true)
  }

  /// Whether a refused event looks like a JSON object.
  func beginsAsObject(_ rejection: Rejection) -> Bool {
    var index = rejection.lower
    while index < rejection.upper, block.base[index] <= 0x20 { index += 1 }
    return index < rejection.upper && block.base[index] == UInt8(ascii: "{")
  }

  private func processLines(with worker: Worker, limit: Int) {
    let base = block.base
    let count = block.count
    var index = block.start
    var line = 0
    while index < count {
      let rest = count - index
      let length: Int
      if let found = memchr(base + index, 0x0A, rest) {
        length = UnsafeRawPointer(found) - UnsafeRawPointer(base + index)
      } else {
        length = rest
      }
      line += 1
      var end = index + length
      if end > index, base[end - 1] == UInt8(ascii: "\r") {
        end -= 1
        base[end] = UInt8(ascii: "\n")
      }
      if !isBlank(index, end) {
        if end - index > limit {
          process(
            Block.Range(lower: index, upper: end, line: line, refusal: .tooLong),
            with: worker, limit: limit)
        } else if linesAreTexts {
          mapText(index, end, line: line, with: worker)
        } else {
          map(index, end, line: line, with: worker)
        }
      }
      index += length + 1
    }
    block.lineCount = line
  }

  private func isBlank(_ lower: Int, _ upper: Int) -> Bool {
    var index = lower
    while index < upper {
      let byte = block.base[index]
      // In a text other control characters mean something.
      if byte > 0x20 || linesAreTexts && byte != 0x20 && byte &- 9 > 4 { return false }
      index += 1
    }
    return true
  }

  private func process(_ range: Block.Range, with worker: Worker, limit: Int) {
    let isTooLong = range.upper - range.lower > limit
    if let refusal = isTooLong ? .tooLong : range.refusal {
      events += 1
      let kept =
        refusal == .tooLong ? min(limit, BlockReader.keptOfTooLong) : range.upper - range.lower
      rejections.append(
        Rejection(
          reason: refusal, event: events - 1, lower: range.lower,
          upper: min(range.upper, range.lower + kept),
          line: range.line, errorOffset: refusal == .tooLong ? limit : 0,
          isTruncated: refusal == .tooLong))
      if explainer != nil {
        explain(Trace(of: worker.plan, .rejected(refusal, offset: 0)), line: range.line)
      }
      return
    }
    // The next document may follow without a gap; its first byte is put back.
    let behind = block.base[range.upper]
    block.base[range.upper] = 0
    map(range.lower, range.upper, line: range.line, with: worker)
    block.base[range.upper] = behind
  }

  /// Maps the document that a line's text becomes.
  private func mapText(_ lower: Int, _ upper: Int, line: Int, with worker: Worker) {
    let text = Bytes(block.base + lower, count: upper - lower)
    document.removeAll()
    document.append("{\"message\":")
    document.appendJSON(text)
    document.append("}\n")
    let event = document.bytes.slice(0, document.count - 1)
    var verdict = process(event, line: line, by: worker)
    if case .rejected(let reason, _) = verdict {
      // The place in the line, which is what dead letters hold.
      let place = reason == .invalidUTF8 ? UTF8Text.firstError(in: text) : nil
      verdict = .rejected(reason, offset: place ?? 0)
    }
    note(verdict, lower, upper, line: line)
  }

  @inline(__always)
  private func map(_ lower: Int, _ upper: Int, line: Int, with worker: Worker) {
    let event = Bytes(block.base + lower, count: upper - lower)
    note(process(event, line: line, by: worker), lower, upper, line: line)
  }

  @inline(__always)
  private func process(_ event: Bytes, line: Int, by worker: Worker) -> Verdict {
    explainer == nil
      ? worker.process(event, into: output) : traced(event, line: line, by: worker)
  }

  @inline(__always)
  private func note(_ verdict: Verdict, _ lower: Int, _ upper: Int, line: Int) {
    events += 1
    switch verdict {
    case .written(let count):
      written += count
      marks.append(
        Mark(
          outputEnd: output.count, event: events - 1, lower: lower, line: line, written: written))
    case .dropped: dropped += 1
    case .rejected(let reason, let offset):
      rejections.append(
        Rejection(
          reason: reason, event: events - 1, lower: lower, upper: upper, line: line,
          errorOffset: offset,
          isTruncated: false))
    }
    if output.count > held || explanations.count > held { whenFull?() }
  }

  @inline(never)
  private func traced(_ event: Bytes, line: Int, by worker: Worker) -> Verdict {
    let trace = worker.trace(event, into: output)
    explain(trace, line: line)
    return trace.verdict
  }

  private func explain(_ trace: Trace, line: Int) {
    guard let explainer else { return }
    explainer(trace, explanations)
    explained.append(Explained(end: explanations.count, line: line))
  }
}
