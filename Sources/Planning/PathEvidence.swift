import Diagnostics
import Text

/// Which paths of rules samples have, for what only a front end can say about them.
package struct PathEvidence: Sendable {
  /// The places of the paths that some sample has.
  package let seen: Set<Span>
  /// How many samples were looked at, in brackets, for the end of a sentence.
  package let lookedAt: String
  /// The places of steps that no sample has, in order.
  private let unseen: [Span]

  /// Evidence of samples; steps and paths are given by their places.
  package init(seen: Set<Span>, unseenSteps: some Sequence<Span>, lookedAt: String) {
    self.seen = seen
    self.lookedAt = lookedAt
    unseen = unseenSteps.sorted { ($0.source, $0.lower) < ($1.source, $1.lower) }
  }

  /// Whether a step that no sample has is written within a place.
  package func hasUnseenStep(in span: Span) -> Bool {
    var (low, high) = (0, unseen.count)
    while low < high {
      let middle = (low + high) / 2
      if (unseen[middle].source, unseen[middle].lower) < (span.source, span.lower) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    guard low < unseen.count else { return false }
    return unseen[low].source == span.source && unseen[low].upper <= span.upper
  }
}

/// What a front end makes of such evidence.
package struct PathVerdict: Sendable {
  /// The places of paths that findings of the rules take for something else, and samples show to be
  /// paths.
  package var confirmed: Set<Span> = []
  /// What to say of a step instead of the finding that no sample has it; by the place of the step.
  package var findings: [Span: Diagnostic] = [:]

  /// Nothing to say.
  package init() {}
}
