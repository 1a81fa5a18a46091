import Events
import Running

/// What a run says beside its output: for each event, in the order of the input, how it was mapped.
///
/// The run writes one JSON object a line. It begins with where the event stands and goes on with
/// what `explainer` appends:
///
/// ```
/// {"file":"<stdin>","line":3,⟨members and the closing bracket, without a line feed⟩
/// ```
public struct Explaining {
  /// Appends the members that say what a trace means; called by all threads at once.
  public typealias Explainer = @Sendable (Trace, OutputBuffer) -> Void

  let output: any Sink
  let explainer: Explainer

  /// Writes to `output` what `explainer` says; the run's plan must be traceable.
  public init(output: any Sink, explainer: @escaping Explainer) {
    self.output = output
    self.explainer = explainer
  }

  /// Writes the explanations of a job; what stopped it, if any.
  func write(_ job: Job, firstLine: Int, input: String, by lines: OutputBuffer) -> OutputFailure? {
    let pieces = job.explanations.bytes
    var start = 0
    for (number, mark) in job.explained.enumerated() {
      lines.append("{\"file\":")
      lines.appendJSON(input)
      lines.append(",\"line\":")
      lines.append(firstLine + mark.line)
      lines.append(UInt8(ascii: ","))
      lines.append(pieces.slice(start, mark.end))
      lines.append(UInt8(ascii: "\n"))
      start = mark.end
      guard lines.count > 256 << 10 || number == job.explained.count - 1 else { continue }
      let failure = output.writeLines(lines.bytes).failure
      lines.removeAll(keeping: 512 << 10)
      if let failure { return failure }
    }
    return nil
  }
}
