import Planning
import Testing

@testable import HLMap
@testable import Running
@testable import Streams

/// Runs from sources to sinks that stay in memory: what is written, and what is told of it.
@Suite struct BatchTests {
  /// Writes `n` of each event.
  private static func plan() throws -> Plan {
    let rules = """
      hlmap: 1
      schema: [ecs@9.4]
      stages:
        - map: {event.sequence: n}

      """
    return try #require(RuleLoader.load(text: rules, name: "rules.yml").plan)
  }

  private func batch(
    _ source: MemorySource, to output: MemorySink, letters: MemorySink? = nil,
    format: InputFormat = .ndjson, threads: Int = 1, cancellation: Cancellation = Cancellation()
  ) throws -> Batch {
    var options = RunOptions()
    options.threads = threads
    options.format = format
    return Batch(
      plan: try Self.plan(), sources: [source], output: output, deadLetter: letters,
      options: options, cancellation: cancellation)
  }

  private static func events(_ count: Int) -> String {
    (1...count).map { "{\"n\":\($0)}\n" }.joined()
  }

  private static func mapped(_ count: Int) -> String {
    (1...count).map { "{\"event\":{\"sequence\":\($0)}}\n" }.joined()
  }

  @Test(arguments: [1, 3]) func acknowledgesAllThatIsWritten(threads: Int) throws {
    let text = Self.events(200)
    let source = MemorySource(text, piece: 64)
    let output = MemorySink()
    let report = try batch(source, to: output, threads: threads).run()
    guard case .complete = report.end else { return #expect(Bool(false), "\(report.end)") }
    #expect(output.text == Self.mapped(200))
    #expect(report.bytesWritten == output.bytes.count)
    #expect(source.acknowledged.count > 10)
    #expect(source.acknowledged == source.acknowledged.sorted())
    #expect(source.acknowledged.last == text.utf8.count)
    #expect(!source.isOpen)
  }

  @Test(arguments: [InputFormat.ndjson, .json]) func acknowledgesUpToTheFirstThatIsLost(
    format: InputFormat
  ) throws {
    let source = MemorySource(Self.events(9))
    // Room for three events and a half.
    let output = MemorySink(room: 3 * 25 + 12)
    let cancellation = Cancellation()
    let report = try batch(source, to: output, format: format, cancellation: cancellation).run()
    guard case .outputFailed(.closed) = report.end else {
      return #expect(Bool(false), "\(report.end)")
    }
    #expect(output.text == Self.mapped(3))
    #expect(source.acknowledged == [3 * 8])
    #expect(report.lastSafe?.line == 3)
    #expect(report.firstUnsafe?.line == 4)
    #expect(report.firstUnsafe?.offset == (format == .json ? 24 : nil))
    #expect(cancellation.isRequested)
  }

  @Test func acknowledgesUpToTheFirstLetterThatIsLost() throws {
    let source = MemorySource("{\"n\":1}\nbroken\n{\"n\":3}\n")
    let output = MemorySink()
    let letters = MemorySink(room: 5)
    let report = try batch(source, to: output, letters: letters).run()
    guard case .deadLetterFailed(.closed) = report.end else {
      return #expect(Bool(false), "\(report.end)")
    }
    #expect(output.text == Self.mapped(1))
    #expect(letters.text == "")
    #expect(source.acknowledged == [8])
  }

  @Test func stopsOnlyTheRunThatIsCancelled() throws {
    let cancelled = Cancellation()
    cancelled.request()
    let unread = MemorySource(Self.events(2))
    let nothing = MemorySink()
    let report = try batch(unread, to: nothing, cancellation: cancelled).run()
    guard case .cancelled = report.end else { return #expect(Bool(false), "\(report.end)") }
    #expect(nothing.bytes.isEmpty && unread.acknowledged.isEmpty)

    let other = MemorySink()
    guard case .complete = try batch(MemorySource(Self.events(2)), to: other).run().end else {
      return #expect(Bool(false))
    }
    #expect(other.text == Self.mapped(2))
  }
}
