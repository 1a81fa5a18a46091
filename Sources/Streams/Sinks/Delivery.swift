import Events
import Running

/// Writes what became of the events of one job after the other, in the order of the input.
///
/// An event is safe when its output and, where letters are kept, its letter are written. What fails
/// ends the run, and the report then says which event is the first that is not safe: nothing behind
/// it stands in an output or letter that can be taken back. Sources are told how far they are safe.
final class Delivery {
  let output: any Sink
  private let sources: [any Source]
  private let deadLetter: (any Sink)?
  private let explaining: Explaining?
  private var lineBase = 0
  private let lines = OutputBuffer(capacity: 4096)

  init(
    sources: [any Source], output: any Sink, deadLetter: (any Sink)?, explaining: Explaining?
  ) {
    self.sources = sources
    self.output = output
    self.deadLetter = deadLetter
    self.explaining = explaining
  }

  /// Writes a job; what ends the run, if anything does.
  func write(_ job: Job, into report: inout RunReport) -> RunEnd? {
    let place = count(job, into: &report)
    let writing = output.write(job.output.bytes)
    var end: RunEnd?
    // The first event that is not safe.
    var unsafe = job.events
    if let failure = writing.failure {
      let whole = job.marks.firstIndex { $0.outputEnd > writing.count } ?? job.marks.count
      if whole < job.marks.count { unsafe = job.marks[whole].event }
      output.takeBack(writing.count - (whole > 0 ? job.marks[whole - 1].outputEnd : 0))
      end = .outputFailed(failure)
    }
    if let (letter, failure) = writeLetters(of: job, before: unsafe, at: place) {
      let before = job.marks.last { $0.event < letter }
      let reached = job.marks.last { $0.event < unsafe }
      output.takeBack((reached?.outputEnd ?? 0) - (before?.outputEnd ?? 0))
      unsafe = letter
      end = .deadLetterFailed(failure)
    }
    let firstUnsafe = note(job, before: unsafe, at: place, in: &report)
    acknowledge(job, before: firstUnsafe)
    if end == nil,
      let failure = explaining?.write(
        job, firstLine: place.firstLine, input: place.input, by: lines)
    {
      end = .explanationFailed(failure)
    }
    return end
  }

  /// Where the lines of a job begin.
  struct Place {
    /// The line before its first one.
    var firstLine: Int
    var input: String
  }

  /// Counts what became of the events of a job, whether or not anybody takes its output.
  func count(_ job: Job, into report: inout RunReport) -> Place {
    let block = job.block
    if block.startsInput { lineBase = 0 }
    let place = Place(firstLine: lineBase, input: sources[block.position.source].name)
    lineBase += block.lineCount
    report.events += job.events
    report.dropped += job.dropped
    report.rejected += job.rejections.count
    for rejection in job.rejections {
      report.rejectedByReason[Int(rejection.reason.rawValue)] += 1
      if !job.beginsAsObject(rejection) { report.texts += 1 }
      if report.firstRejects.count < 3 {
        let line = place.firstLine + rejection.line
        report.firstRejects.append((rejection.reason, EventPlace(input: place.input, line: line)))
      }
    }
    return place
  }

  /// Notes how far the events of a job are safe; gives the first byte in the block of the first
  /// event that is not.
  private func note(
    _ job: Job, before unsafe: Int, at place: Place, in report: inout RunReport
  ) -> Int? {
    let block = job.block
    func eventPlace(_ lower: Int, line: Int) -> EventPlace {
      EventPlace(
        input: place.input, line: place.firstLine + line,
        offset: block.framing.eventsSpanLines ? block.position.offset + lower : nil)
    }
    let mark = job.marks.last { $0.event < unsafe }
    let rejection = job.rejections.last { $0.event < unsafe }
    report.written += mark?.written ?? 0
    if let mark, mark.event > rejection?.event ?? -1 {
      report.lastSafe = eventPlace(mark.lower, line: mark.line)
    } else if let rejection {
      report.lastSafe = eventPlace(rejection.lower, line: rejection.line)
    }
    if let mark = job.marks.first(where: { $0.event == unsafe }) {
      report.firstUnsafe = eventPlace(mark.lower, line: mark.line)
      return mark.lower
    }
    if let rejection = job.rejections.first(where: { $0.event == unsafe }) {
      report.firstUnsafe = eventPlace(rejection.lower, line: rejection.line)
      return rejection.lower
    }
    return nil
  }

  /// Tells the source of a job how far its events are safe: up to the first that is not, or all,
  /// once all of the block is mapped.
  private func acknowledge(_ job: Job, before firstUnsafe: Int?) {
    let position = job.block.position
    if let firstUnsafe {
      sources[position.source].acknowledge(upTo: position.offset + firstUnsafe)
    } else if job.isMapped {
      sources[position.source].acknowledge(upTo: job.block.endOffset)
    }
  }

  /// Writes the letters of the events before one; the event whose letter could not be written, and
  /// why.
  private func writeLetters(
    of job: Job, before end: Int, at place: Place
  ) -> (event: Int, failure: OutputFailure)? {
    guard let deadLetter else { return nil }
    let rejections = job.rejections.prefix { $0.event < end }
    var first = 0
    for (index, rejection) in rejections.enumerated() {
      DeadLetter.append(
        rejection, line: place.firstLine + rejection.line, of: job.block, input: place.input,
        to: lines)
      guard lines.count > 256 << 10 || index == rejections.count - 1 else { continue }
      let writing = deadLetter.writeLines(lines.bytes)
      let whole = lines.bytes.slice(0, writing.count).count { $0 == UInt8(ascii: "\n") }
      lines.removeAll(keeping: 512 << 10)
      if let failure = writing.failure { return (rejections[first + whole].event, failure) }
      first = index + 1
    }
    return nil
  }
}
