import Diagnostics
import Testing

@testable import Planning
@testable import Text

/// What builds a plan goes with it.
@Suite struct PlanBuilderTests {
  @Test func lifetime() {
    weak var builder: PlanBuilder?
    do {
      let made = PlanBuilder(
        origin: Span(source: 0, lower: 0, upper: 0),
        vocabulary: TraceVocabulary(
          fieldRoot: "", conditionKey: "", condition: "", absent: "", ignored: ""))
      made.documents = [DocumentBuilder(number: 0, in: made)]
      builder = made
    }
    #expect(builder == nil)
  }
}
