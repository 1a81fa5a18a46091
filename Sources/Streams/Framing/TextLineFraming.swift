import Events
import Running

/// `lines`: each line is the text of an event, which becomes the document `{"message": "…"}`.
struct TextLineFraming: Framing {
  let eventsSpanLines = false

  func makeCutter() -> any Cutter { LineCutter() }

  func map(_ job: Job, with worker: Worker, limit: Int) {
    // In a text other control characters than those of white space mean something.
    LineWalk(job: job, worker: worker, limit: limit).run {
      $0 == 0x20 || $0 &- 9 <= 4
    } map: {
      mapText($0, $1, line: $2, of: job, with: worker)
    }
  }

  private func mapText(
    _ lower: Int, _ upper: Int, line: Int, of job: Job, with worker: Worker
  ) {
    let text = Bytes(job.block.base + lower, count: upper - lower)
    let document = job.document
    document.removeAll()
    document.append("{\"message\":")
    document.appendJSON(text)
    document.append("}")
    var verdict = job.process(document.terminated(), line: line, by: worker)
    if case .rejected(let reason, _) = verdict {
      // The place in the line, which is what dead letters hold.
      let place = reason == .invalidUTF8 ? UTF8Text.firstError(in: text) : nil
      verdict = .rejected(reason, offset: place ?? 0)
    }
    job.note(verdict, lower, upper, line: line)
  }
}
