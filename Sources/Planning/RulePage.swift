import Text

/// What a page about rules shows of them.
package struct RulePage: Sendable {
  /// What a field can hold.
  package struct Values: Sendable {
    /// Known from the rules: constants, and what look-ups give.
    package var constants: Set<String> = []
    /// Expressions, as they are written, whose values only an event says.
    package var expressions: Set<String> = []

    /// Nothing.
    package init() {}
  }

  /// The heading; nil where the rules have none.
  package var title: String?
  /// What the rules are for, in the words of people.
  package var description: String?
  /// The kinds of data that the events tell about, each with what they say of it.
  package var dataSources: [(name: String, description: String)] = []
  /// The fixtures to show, in this order.
  package var samples: [Located<String>] = []
  /// The fields to leave out of the table of fields.
  package var hidden: [Located<String>] = []
  /// The names of the inferences.
  package var inferences: [String] = []
  /// The names of the fields that rules write.
  package var written: Set<String> = []
  /// What the fields that were asked about can hold, by their names.
  package var values: [String: Values] = [:]

  /// A page that says nothing yet.
  package init() {}
}
