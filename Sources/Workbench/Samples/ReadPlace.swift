import Planning
import Text

extension RuleReads.Read {
  /// What it reads, wherever it is written.
  var place: Place { Place(base: base, steps: steps.map(\.value)) }

  struct Place: Hashable {
    var base: Base
    var steps: [PathStep]
  }
}
