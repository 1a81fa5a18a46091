import JSON
import Language
import Schema
import Text

/// Gives events as rules see them: what the file's `decode:` makes of a sample.
struct DecodedEvents {
  /// Maps a sample to its decoded event and nothing else; nil where files decode nothing.
  private let runner: TestRunner?

  init(_ mapping: Mapping) {
    guard let decode = Planner.inOrder(mapping).compactMap(\.decode).last else {
      runner = nil
      return
    }
    let span = decode.span
    let event = Path(root: .event, steps: [], span: span)
    var rules = Mapping(span: span)
    rules.decode = decode
    rules.schemas = [
      .inline([
        FieldDeclaration(
          name: Located(ProbedMapping.field, span), type: Located("flattened", span))
      ])
    ]
    rules.stages = [
      Stage(
        kind: .assign(
          Assignment(
            targets: [Located("\(ProbedMapping.field).\(ProbedMapping.event)", span)],
            source: .expression(.path(event)), span: span)), span: span)
    ]
    runner = Planner.plan(rules).plan.map {
      TestRunner(plan: $0, now: Instant.forTests.milliseconds)
    }
  }

  /// The event; nil where the sample cannot be read.
  func event(of sample: [UInt8]) -> JSONTree? {
    guard let runner else { return try? JSONTreeParser.parse(sample) }
    let test = MappingTest(name: "", place: "", input: sample, expected: nil, origin: .inline)
    guard case .events(let outputs) = runner.run(test).actual else { return nil }
    return outputs.first?[ProbedMapping.field]?[ProbedMapping.event]
  }
}
