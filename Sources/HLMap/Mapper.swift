import Events
import Machine
import Planning
import Running

/// Maps events by rules: bytes in, bytes out. Nothing is allocated for an event once the first few
/// have been mapped.
///
/// Events may be bytes of any kind; they are copied to where the engine may read a few bytes after
/// them. One thread uses a mapper at a time; each thread makes its own.
public struct Mapper: ~Copyable, @unchecked Sendable {
  /// The rules that events are mapped by.
  public let rules: Rules
  private let worker: Worker
  private let room = EventRoom()
  private let output = OutputBuffer(capacity: 16 << 10)
  private var words: TraceWords?

  init(_ rules: Rules) {
    self.rules = rules
    worker = Worker(plan: rules.plan, now: 0, multiline: true)
  }

  // MARK: One event

  /// Maps one event, a JSON object in UTF-8, and calls `body` with each resulting event: one line of
  /// JSON without a line feed, valid only during the call.
  ///
  /// - Parameter now: what rules take for the current time; the clock's where it is left out.
  /// - Returns: what became of the event; never a failure of the mapper itself.
  @discardableResult
  public mutating func map(
    _ event: some Sequence<UInt8>, now: Instant? = nil,
    into body: (UnsafeBufferPointer<UInt8>) throws -> Void
  ) rethrows -> Outcome {
    let outcome = process(event, now)
    try EventBytes.eachLine(of: written, body)
    return outcome
  }

  /// The events that one event is mapped to, each a line of JSON without a line feed.
  public mutating func map(_ event: some Sequence<UInt8>, now: Instant? = nil) -> [[UInt8]] {
    var lines: [[UInt8]] = []
    map(event, now: now) { lines.append(Array($0)) }
    return lines
  }

  /// Maps one event and calls `body` once with all lines that it gives, each with its line feed; does
  /// not call it where there are none.
  package mutating func mapWhole(
    _ event: UnsafeBufferPointer<UInt8>, now: Instant?,
    into body: (UnsafeBufferPointer<UInt8>) -> Void
  ) -> Outcome {
    let outcome = process(event, now)
    if output.count > 0 { body(written) }
    return outcome
  }

  private func process(_ event: some Sequence<UInt8>, _ now: Instant?) -> Outcome {
    setClock(now)
    return EventBytes.with(event) { process($0) }
  }

  /// Maps one event at the time that was set.
  private func process(_ event: UnsafeBufferPointer<UInt8>) -> Outcome {
    output.removeAll(keeping: 1 << 20)
    return Outcome(room.with(event) { worker.process($0, into: output) })
  }

  private func setClock(_ now: Instant?) { worker.now = (now ?? .now).milliseconds }

  /// All lines that came of the last event.
  private var written: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: output.base, count: output.count)
  }

  // MARK: Many events

  /// Maps the events of a text, one JSON object per line (NDJSON); blank lines are passed over.
  ///
  /// - Parameters:
  ///   - text: whole lines; the last one need not end with a line feed.
  ///   - now: what rules take for the current time; the clock's where it is left out.
  ///   - refused: called for each event that is not mapped, with the number of its line, from 1.
  ///   - body: called with the lines that come of the events, each with its line feed: those of one
  ///     event together, in order. The bytes are valid only during the call.
  /// - Returns: how many events became what.
  @discardableResult
  public mutating func mapLines(
    _ text: some Sequence<UInt8>, now: Instant? = nil,
    refused: (_ line: Int, Refusal) -> Void = { _, _ in },
    into body: (UnsafeBufferPointer<UInt8>) throws -> Void
  ) rethrows -> Counts {
    setClock(now)
    var counts = Counts()
    try EventBytes.with(text) { text throws in
      var number = 0
      try EventBytes.eachLine(of: text) { line throws in
        number += 1
        guard line.contains(where: { $0 > 0x20 }) else { return }
        let outcome = process(line)
        counts.add(outcome)
        if case .refused(let refusal) = outcome { refused(number, refusal) }
        if output.count > 0 { try body(written) }
      }
    }
    return counts
  }

  // MARK: Explaining

  /// Maps one event and notes which rule wrote each field, and what kept the others from it.
  public mutating func trace(_ event: some Sequence<UInt8>, now: Instant? = nil) -> EventTrace {
    setClock(now)
    output.removeAll(keeping: 1 << 20)
    let trace = EventBytes.with(event) { room.with($0) { worker.trace($0, into: output) } }
    let words = words ?? TraceWords(sources: rules.sources, plan: rules.plan)
    self.words = words
    return EventTrace(
      TracedEvent(sources: rules.sources, plan: rules.plan, trace: trace), by: words)
  }

  /// What this mapper has counted so far.
  public var statistics: Statistics {
    Statistics(worker.finishedCounters(), rules.plan, rules.sources)
  }
}

/// Any bytes as one run of memory.
enum EventBytes {
  /// Calls `body` with the bytes, copied only where they do not lie in one place.
  static func with<Result>(
    _ bytes: some Sequence<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result {
    if let result = try bytes.withContiguousStorageIfAvailable(body) { return result }
    return try Array(bytes).withUnsafeBufferPointer(body)
  }

  /// Calls `body` with each line of a text, without its line feed; the last one need not have one.
  static func eachLine(
    of text: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) throws -> Void
  ) rethrows {
    guard let base = text.baseAddress else { return }
    let bytes = Bytes(base, count: text.count)
    var start = 0
    while start < bytes.count {
      let end = bytes.firstIndex(of: UInt8(ascii: "\n"), from: start) ?? bytes.count
      try body(UnsafeBufferPointer(start: base + start, count: end - start))
      start = end + 1
    }
  }
}
