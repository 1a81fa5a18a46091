import Events
import Planning

/// Why an event was refused.
public enum RejectReason: UInt8, CaseIterable, Sendable {
  case invalidJSON, invalidUTF8, notAnObject, tooDeep, tooLong, notDecodable, memoryLimit
  case rejectedByRule

  public var name: String { "\(self)" }
}

/// What became of one event.
public enum Verdict {
  case written(events: Int)
  case dropped
  case rejected(RejectReason, offset: Int)
}

/// Counts of what was skipped.
public struct RunCounters: Sendable {
  public init() {}
  public mutating func add(_ other: RunCounters) {}
  public var rows: [(label: String, count: Int)] { [] }
}

/// Stand-in for the executor: copies the event.
public final class Worker {
  public var counters = RunCounters()

  public init(plan: Plan, now: Int, multiline: Bool) {}

  public func process(_ event: Bytes, into output: OutputBuffer) -> Verdict {
    var end = event.count
    var start = 0
    while end > 0, event[end - 1] <= 32 { end -= 1 }
    while start < end, event[start] <= 32 { start += 1 }
    if start == end { return .rejected(.invalidJSON, offset: 0) }
    if UTF8Text.firstError(in: event) != nil { return .rejected(.invalidUTF8, offset: 0) }
    if event[start] == UInt8(ascii: "[") { return .rejected(.notAnObject, offset: 0) }
    if event[start] != UInt8(ascii: "{") || event[end - 1] != UInt8(ascii: "}") {
      return .rejected(.invalidJSON, offset: 0)
    }
    let room = output.reserve(end - start + 1)
    var count = 0
    for byte in event.slice(start, end) where byte != 10 && byte != 13 {
      room[count] = byte
      count += 1
    }
    room[count] = 10
    output.count += count + 1
    return .written(events: 1)
  }
}
