import Events
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

  init(blockSize: Int, held: Int, explainer: Explaining.Explainer?) {
    self.held = held
    block = Block(capacity: blockSize)
    self.explainer = explainer
  }

  /// Maps the events of the block.
  func process(with worker: Worker, limit: Int) {
    removeResults()
    isMapped = false
    block.framing.forEachEvent(of: block, limit: limit) { map($0, with: worker, limit: limit) }
    isMapped = true
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

  // MARK: Events

  @inline(__always)
  private func map(_ event: FramedEvent, with worker: Worker, limit: Int) {
    switch event.content {
    case .received(let bytes):
      note(process(bytes, line: event.line, by: worker), of: event)
    case .made(let document):
      let verdict = process(document, line: event.line, by: worker)
      note(placed(verdict, in: event), of: event)
    case .refused(let reason):
      refuse(event, for: reason, by: worker, limit: limit)
    }
  }

  @inline(__always)
  private func process(_ event: PaddedBytes, line: Int, by worker: Worker) -> Verdict {
    explainer == nil
      ? worker.process(event, into: output) : traced(event, line: line, by: worker)
  }

  /// The verdict on a document made of an event, with the place in the event, which is what dead
  /// letters hold.
  private func placed(_ verdict: Verdict, in event: FramedEvent) -> Verdict {
    guard case .rejected(let reason, _) = verdict else { return verdict }
    let received = Bytes(block.base + event.lower, count: event.upper - event.lower)
    let offset = reason == .invalidUTF8 ? UTF8Text.firstError(in: received) : nil
    return .rejected(reason, offset: offset ?? 0)
  }

  private func refuse(
    _ event: FramedEvent, for reason: RejectReason, by worker: Worker, limit: Int
  ) {
    events += 1
    let isTooLong = reason == .tooLong
    let kept = isTooLong ? min(limit, DeadLetter.keptOfTooLong) : event.upper - event.lower
    rejections.append(
      Rejection(
        reason: reason, event: events - 1, lower: event.lower,
        upper: min(event.upper, event.lower + kept), line: event.line,
        errorOffset: isTooLong ? limit : 0, isTruncated: isTooLong))
    if explainer != nil {
      explain(Trace(of: worker.plan, .rejected(reason, offset: 0)), line: event.line)
    }
  }

  /// Notes what became of an event of the block.
  @inline(__always)
  private func note(_ verdict: Verdict, of event: FramedEvent) {
    events += 1
    switch verdict {
    case .written(let count):
      written += count
      marks.append(
        Mark(
          outputEnd: output.count, event: events - 1, lower: event.lower, line: event.line,
          written: written))
    case .dropped: dropped += 1
    case .rejected(let reason, let offset):
      rejections.append(
        Rejection(
          reason: reason, event: events - 1, lower: event.lower, upper: event.upper,
          line: event.line, errorOffset: offset, isTruncated: false))
    }
    if output.count > held || explanations.count > held { whenFull?() }
  }

  @inline(never)
  private func traced(_ event: PaddedBytes, line: Int, by worker: Worker) -> Verdict {
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
