import JSON
import Machine

/// Writes what came out into the files that hold what is expected.
package struct ExpectationUpdate {
  /// The paths of the files that were rewritten.
  package private(set) var files: [String] = []
  private var written: Set<FileIdentity> = []
  /// Failing tests whose expected part is not in a fixture file.
  package private(set) var skipped = 0

  /// An update that has rewritten nothing yet.
  package init() {}

  /// Rewrites the expected parts of failing tests, and nothing else; gives the results as they are
  /// then.
  package mutating func apply(_ results: [TestResult]) throws(SystemError) -> [TestResult] {
    var lines: [String: [Int: MappingTest.Outcome]] = [:]
    for result in results where !result.isPassed && result.actual != .events([]) {
      switch result.test.origin {
      case .inline: skipped += 1
      case .file(let path):
        try write(Array((result.kept.tree.pretty() + "\n").utf8), to: path)
      case .member(let path, let range):
        if result.test.options.isPartial {
          skipped += 1
          continue
        }
        // By another name it is rewritten already.
        if isWritten(path) { continue }
        let bytes = try TextFile.read(path)
        guard range.upperBound <= bytes.count else { continue }
        let expected = Array(result.kept.tree.pretty(indent: "  ").utf8)
        try write(bytes[..<range.lowerBound] + expected + bytes[range.upperBound...], to: path)
      case .line(let path, let index): lines[path, default: [:]][index] = result.kept
      }
    }
    for (path, outcomes) in lines.sorted(by: { $0.key < $1.key }) {
      let present = RuleFiles.isFile(path) ? try TextFile.read(path) : []
      var texts = TestFinder.lines(present).map(\.bytes)
      for (index, outcome) in outcomes.sorted(by: { $0.key < $1.key }) {
        if index < texts.count {
          texts[index] = Array(outcome.tree.spaced.utf8)
        } else if index == texts.count {
          texts.append(Array(outcome.tree.spaced.utf8))
        } else {
          // It would stand at the line of another event.
          skipped += 1
        }
      }
      try write(texts.flatMap { $0 + [UInt8(ascii: "\n")] }, to: path)
    }
    return results.map { result in
      if result.isPassed || result.test.isPinned { return result }
      var test = result.test
      test.expected = result.actual
      return TestResult(test: test, actual: result.actual)
    }
  }

  private mutating func write(
    _ bytes: some Sequence<UInt8>, to path: String
  ) throws(SystemError) {
    if isWritten(path) { return }
    try TextFile.write(Array(bytes), to: path)
    files.append(path)
    if let identity = FileIdentity(path: path) { written.insert(identity) }
  }

  private func isWritten(_ path: String) -> Bool {
    FileIdentity(path: path).map(written.contains) ?? false
  }
}

extension MappingTest {
  /// Whether its expectation is changed by hand only.
  fileprivate var isPinned: Bool {
    if case .inline = origin { return true }
    return options.isPartial
  }
}

extension TestResult {
  /// The actual outcome without the fields that are not compared, its members in the order of those
  /// that were expected.
  fileprivate var kept: MappingTest.Outcome {
    guard case .events(var events) = actual else { return actual }
    if !test.options.ignored.isEmpty {
      events = events.map { $0.removing(test.options.ignored, at: "") }
    }
    guard case .events(let expected)? = test.expected else { return .events(events) }
    for (place, model) in zip(events.indices, expected) {
      events[place] = events[place].arranged(like: model)
    }
    return .events(events)
  }
}

extension JSONTree {
  /// The same value, with the members that `model` also has first and in its order.
  fileprivate func arranged(like model: JSONTree) -> JSONTree {
    switch (self, model) {
    case (.object(let members), .object(let models)):
      var rest = members
      var result: [Member] = []
      for model in models {
        guard let place = rest.firstIndex(where: { $0.name == model.name }) else { continue }
        var member = rest.remove(at: place)
        member.value = member.value.arranged(like: model.value)
        result.append(member)
      }
      return .object(result + rest)
    case (.list(let items), .list(let models)):
      let arranged = zip(items, models).map { $0.arranged(like: $1) }
      return .list(arranged + items[arranged.count...])
    default: return self
    }
  }

  fileprivate func removing(_ fields: Set<String>, at path: String) -> JSONTree {
    guard case .object(let members) = self else { return self }
    return .object(
      members.compactMap { member in
        let name = path.isEmpty ? member.name : "\(path).\(member.name)"
        if fields.contains(name) { return nil }
        return Member(member.name, member.value.removing(fields, at: name))
      })
  }
}
