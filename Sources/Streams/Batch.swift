import Events
import Machine
import Planning
import Running

/// Maps inputs block by block on a number of threads; the output keeps the order of the input.
///
/// ```
///  reader ──block──► worker ──output──┐
///  (one thread at    worker ──output──┼─► in turn ──► sinks
///   a time)          worker ──output──┘
/// ```
///
/// Every thread takes the next block itself, maps it and leaves it for whoever writes at that
/// moment, so there is no queue to fill up: memory is bounded by the number of jobs.
public final class Batch: @unchecked Sendable {
  private let plan: Plan
  private let options: RunOptions
  private let delivery: Delivery
  private let shares: MemoryShares
  private let cancellation: Cancellation
  private let progress: (RunReport) -> Void

  // Guarded by `reading`.
  private let reading = Lock()
  private let reader: BlockReader
  private var nextSequence = 0

  // Guarded by `turns`.
  private let turns = Lock()
  private var idle: [Job]
  private var waiting: [Job?]
  private var nextToWrite = 0
  private var isWriting = false
  private var waitingForTurn = 0
  private var isStopped = false
  /// Of the threads that have ended.
  private var counters: RunCounters

  // Touched by the thread that writes.
  private var report: RunReport
  private let began = ContinuousClock.now
  private var progressDue: ContinuousClock.Instant

  /// Reads nothing before `run`.
  ///
  /// - Parameters:
  ///   - output: takes the mapped events.
  ///   - deadLetter: takes the refused events; nil throws them away.
  ///   - cancellation: stops this run; the run itself requests it when a sink fails.
  ///   - progress: is called now and then, once the run has taken a second, by one thread at a time.
  public init(
    plan: Plan, sources: [any Source], output: any Sink, deadLetter: (any Sink)? = nil,
    explaining: Explaining? = nil, options: RunOptions,
    cancellation: Cancellation = Cancellation(),
    progress: @escaping (RunReport) -> Void = { _ in }
  ) {
    self.plan = plan
    counters = RunCounters(plan: plan)
    self.options = options
    delivery = Delivery(
      sources: sources, output: output, deadLetter: deadLetter, explaining: explaining)
    self.cancellation = cancellation
    self.progress = progress
    reader = BlockReader(
      sources: sources, format: options.format, limit: options.eventLimit,
      cancellation: cancellation)
    shares = MemoryShares(total: options.memory, threads: max(1, options.threads))
    let held = shares.held
    let jobs = options.threads > 1 ? 2 * options.threads : 1
    idle = (0..<jobs).map { _ in
      Job(blockSize: options.blockSize, held: held, explainer: explaining?.explainer)
    }
    waiting = [Job?](repeating: nil, count: jobs)
    report = RunReport(plan: plan)
    progressDue = began + .seconds(1)
    for job in idle {
      job.whenFull = { [unowned self, unowned job] in relieve(job) }
    }
  }

  /// Runs to the end of the inputs, or until something stops it.
  public func run() -> RunReport {
    Threads.run(options.threads) { [self] in work() }
    finishReport()
    return report
  }

  // MARK: A thread's work

  private func work() {
    var lineWorker: Worker?
    var documentWorker: Worker?
    var current: Job?
    func makeWorker(isMultiline: Bool) -> Worker {
      let scratch = Scratch(limit: shares.computed, own: shares.own) { [unowned self] in
        if let current { waitForTurn(of: current, toWrite: false) }
      }
      return Worker(
        plan: plan, now: options.now, multiline: isMultiline, scratch: scratch,
        writtenLimit: shares.written)
    }
    while let job = nextJob() {
      current = job
      let isMultiline = job.block.framing.eventsSpanLines
      let worker =
        (isMultiline ? documentWorker : lineWorker) ?? makeWorker(isMultiline: isMultiline)
      if isMultiline { documentWorker = worker } else { lineWorker = worker }
      job.process(with: worker, limit: options.eventLimit)
      deliver(job)
    }
    turns.withLock {
      for worker in [lineWorker, documentWorker] {
        if let worker { counters.add(worker.finishedCounters()) }
      }
    }
  }

  private func nextJob() -> Job? {
    reading.withLock {
      let job: Job? = turns.withLock {
        while idle.isEmpty && !isStopped { turns.wait() }
        return isStopped ? nil : idle.removeLast()
      }
      guard let job else { return nil }
      guard reader.next(into: job.block) else {
        turns.withLock { idle.append(job) }
        return nil
      }
      job.sequence = nextSequence
      job.bytesRead = reader.bytesRead
      nextSequence += 1
      return job
    }
  }

  /// Leaves a job to be written; writes it, and those behind it, when no other thread does.
  private func deliver(_ job: Job) {
    let isWriter = turns.withLock {
      waiting[job.sequence % waiting.count] = job
      if isWriting { return false }
      isWriting = true
      return true
    }
    guard isWriter else { return }
    while let next = nextInTurn() {
      write(next)
      turns.withLock {
        idle.append(next)
        // Those who wait for their turn would not pass it on.
        if waitingForTurn > 0 { turns.broadcast() } else { turns.signal() }
      }
    }
  }

  private func nextInTurn() -> Job? {
    turns.withLock {
      let place = nextToWrite % waiting.count
      let job = waiting[place]
      if job != nil {
        waiting[place] = nil
        nextToWrite += 1
      } else {
        isWriting = false
      }
      if waitingForTurn > 0 { turns.broadcast() }
      return job
    }
  }

  /// Waits until all jobs before one are written, or being written; that always comes, since jobs
  /// are finished in their order even when the run has stopped.
  private func waitForTurn(of job: Job, toWrite: Bool) {
    turns.withLock {
      waitingForTurn += 1
      while nextToWrite != job.sequence || toWrite && isWriting { turns.wait() }
      waitingForTurn -= 1
      if toWrite { isWriting = true }
    }
  }

  /// Writes what there is of a job that holds too much, when it is its turn.
  private func relieve(_ job: Job) {
    waitForTurn(of: job, toWrite: true)
    write(job)
    job.removeResults()
    turns.withLock {
      isWriting = false
      turns.broadcast()
    }
  }

  // MARK: In turn

  /// Writes a job; of a run that has stopped it only counts what became of the events.
  private func write(_ job: Job) {
    if isStopped {
      _ = delivery.count(job, into: &report)
      return
    }
    if let end = delivery.write(job, into: &report) { return stop(end) }
    let now = ContinuousClock.now
    if now >= progressDue {
      progressDue = now + .milliseconds(250)
      report.bytesWritten = delivery.output.bytesWritten
      report.bytesRead = job.bytesRead
      report.seconds = (now - began) / .seconds(1)
      progress(report)
    }
  }

  private func stop(_ end: RunEnd) {
    report.end = end
    turns.withLock { isStopped = true }
    cancellation.request()
  }

  private func finishReport() {
    report.counters = counters
    report.bytesRead = reader.bytesRead
    report.bytesWritten = delivery.output.bytesWritten
    report.seconds = (ContinuousClock.now - began) / .seconds(1)
    guard case .complete = report.end else { return }
    if let failure = reader.failure {
      report.end = .inputFailed(failure.input, failure.error)
    } else if cancellation.isRequested {
      report.end = .cancelled
    }
  }
}
