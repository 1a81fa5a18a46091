import Text

/// A plan that casts the values of assignments one at a time, apart from all else that the rules do.
package struct CastTrials: Sendable {
  /// An assignment, and one of the fields that it gives a value.
  package struct Trial: Sendable {
    /// How rules are changed so that the values come in lower case.
    package enum Lowering: Sendable {
      /// A filter behind the whole source.
      case behindSource(String)
      /// A filter somewhere in the source.
      case inSource(String)
    }

    /// The whole assignment, by which probes know it.
    package var assignment: Span
    /// The dotted name of the field.
    package var field: String
    /// Where the field is written.
    package var target: Span
    /// Where that is written which gives the value.
    package var source: Span
    /// The cast that the assignment names, and where; nil where the field has the type.
    package var cast: Located<String>?
    /// Nil where no filter would change what is assigned.
    package var lowering: Lowering?

    /// A field of an assignment.
    package init(
      assignment: Span, field: String, target: Span, source: Span, cast: Located<String>?,
      lowering: Lowering?
    ) {
      self.assignment = assignment
      self.field = field
      self.target = target
      self.source = source
      self.cast = cast
      self.lowering = lowering
    }
  }

  /// The trials; each goes by its index.
  package let trials: [Trial]
  /// Writes the field of a trial where its value can be cast; nil where the casts have mistakes.
  package let plan: Plan?

  /// Trials, and the plan that makes them.
  package init(trials: [Trial], plan: Plan?) {
    self.trials = trials
    self.plan = plan
  }

  /// The members of an event by which `plan` knows the trial and the value.
  package static let (trialName, valueName) = ("n", "v")

  /// The event that makes the plan cast a value, given as JSON, as in the trial of that index.
  package static func event(trial: Int, value: String) -> [UInt8] {
    Array("{\"\(trialName)\":\"\(trial)\",\"\(valueName)\":\(value)}".utf8)
  }
}
