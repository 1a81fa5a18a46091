import JSON

/// One place where an output is not what was expected.
package struct JSONDifference: Equatable, Sendable {
  /// How the output differs.
  package enum Kind: String {
    case missing, unexpected, different
  }

  /// How the output differs.
  package var kind: Kind
  /// Dotted; items of lists in brackets.
  package var path: String
  /// What was expected; nil if nothing was.
  package var expected: JSONTree?
  /// What there is; nil if there is nothing.
  package var actual: JSONTree?

  /// What two events have to have in common.
  package enum Equality: Sendable {
    /// Every value; lists under `related` are compared as sets.
    case plain
    /// What the tests of a collection of intake formats compare; see `IntakeComparison`.
    case collection
  }

  /// What is compared less strictly than value by value.
  package struct Options {
    /// Fields that are not expected are fine.
    package var isPartial = false
    /// Dotted fields that are not compared, with all under them.
    package var ignored: Set<String> = []
    /// What counts as the same.
    package var equality = Equality.plain
  }

  /// All differences, in the order of the expected fields, then the unexpected ones.
  ///
  /// The order of members does not matter.
  package static func find(
    expected: JSONTree, actual: JSONTree, options: Options = Options()
  ) -> [JSONDifference] {
    var expected = expected
    var actual = actual
    if options.equality == .collection {
      expected = IntakeComparison.comparable(expected)
      actual = IntakeComparison.comparable(actual)
      if IntakeComparison.equal(expected, actual) { return [] }
    }
    var result: [JSONDifference] = []
    compare(expected, actual, at: "", options: options, into: &result)
    return result
  }

  private static func compare(
    _ expected: JSONTree, _ actual: JSONTree, at path: String, options: Options,
    into result: inout [JSONDifference]
  ) {
    if options.ignored.contains(path) { return }
    switch (expected, actual) {
    case (.object(let wanted), .object(let got)):
      for member in wanted {
        let name = path.isEmpty ? member.name : "\(path).\(member.name)"
        if let value = actual[member.name] {
          compare(member.value, value, at: name, options: options, into: &result)
        } else if !options.ignored.contains(name) {
          missing(member.value, at: name, into: &result)
        }
      }
      if options.isPartial { return }
      for member in got where expected[member.name] == nil {
        let name = path.isEmpty ? member.name : "\(path).\(member.name)"
        if options.ignored.contains(name) { continue }
        unexpected(member.value, at: name, into: &result)
      }
    case (.list(let wanted), .list(let got)):
      if path.hasPrefix("related."), options.equality == .plain {
        if Set(wanted.map(\.spaced)) == Set(got.map(\.spaced)) { return }
      } else if wanted.count == got.count {
        for (index, pair) in zip(wanted, got).enumerated() {
          compare(pair.0, pair.1, at: "\(path)[\(index)]", options: options, into: &result)
        }
        return
      }
      result.append(
        JSONDifference(kind: .different, path: path, expected: expected, actual: actual))
    case _ where expected.isSameNumber(as: actual): break
    case _ where options.equality == .collection && IntakeComparison.equal(expected, actual): break
    default:
      if options.equality == .collection || expected != actual {
        result.append(
          JSONDifference(kind: .different, path: path, expected: expected, actual: actual))
      }
    }
  }

  /// Lists the fields of a missing object one by one.
  private static func missing(
    _ tree: JSONTree, at path: String, into result: inout [JSONDifference]
  ) {
    if case .object(let members) = tree, !members.isEmpty {
      for member in members { missing(member.value, at: "\(path).\(member.name)", into: &result) }
    } else {
      result.append(JSONDifference(kind: .missing, path: path, expected: tree, actual: nil))
    }
  }

  private static func unexpected(
    _ tree: JSONTree, at path: String, into result: inout [JSONDifference]
  ) {
    if case .object(let members) = tree, !members.isEmpty {
      for member in members {
        unexpected(member.value, at: "\(path).\(member.name)", into: &result)
      }
    } else {
      result.append(JSONDifference(kind: .unexpected, path: path, expected: nil, actual: tree))
    }
  }
}
