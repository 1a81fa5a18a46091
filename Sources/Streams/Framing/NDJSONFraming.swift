import Running

/// `ndjson`: each line that is not blank is an event.
struct NDJSONFraming: Framing {
  let eventsSpanLines = false

  func makeCutter() -> any Cutter { LineCutter() }

  func map(_ job: Job, with worker: Worker, limit: Int) {
    LineWalk(job: job, worker: worker, limit: limit).run {
      $0 <= 0x20
    } map: {
      job.map($0, $1, line: $2, with: worker)
    }
  }
}
