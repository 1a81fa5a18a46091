import Events
import HLMap
import JSON
import Machine
import Planning
import Running
import Text

/// Finds the tests of a rule file: in it, and beside it.
package struct TestFinder {
  /// The tests found: those in the file first, then those of fixtures.
  package private(set) var tests: [MappingTest] = []
  /// Fixture files that cannot be used, with the reason.
  package private(set) var problems: [String] = []
  /// Files of events without a file of expected outcomes.
  package private(set) var unexpected: [String] = []
  /// Whether their events count as tests without an expectation.
  private var takesUnexpected = false
  /// The files of events in the current folder.
  private var inputs: Set<FileIdentity> = []
  private let room = EventRoom()

  /// The inline tests and those in the fixture folders.
  package static func find(
    for path: String, rules: LoadedRules, fixtures: [String], takesUnexpected: Bool = false
  ) -> TestFinder {
    var finder = TestFinder()
    finder.takesUnexpected = takesUnexpected
    finder.addInline(rules)
    for folder in fixtures { finder.addFolder(folder) }
    return finder
  }

  /// The tests of an intake format, each in a file of its own.
  package static func find(for format: FormatFolder, in folders: [String]) -> TestFinder {
    var finder = TestFinder()
    for folder in folders {
      for file in RuleFiles.walk(folder, accept: { $0.hasSuffix(".json") })
      where finder.isUsable(file, in: folder) {
        finder.reporting(file) { finder throws in try finder.addIntake(file) }
      }
    }
    for index in finder.tests.indices { finder.tests[index].options.equality = .collection }
    return finder
  }

  /// `NAME.tests/` beside `NAME.yml`, and `Fixtures/NAME/` next to the folder that holds it.
  package static func conventionalFolders(for path: String) -> [String] {
    let (folder, name) = split(path)
    return ["\(folder)/\(name).tests", "\(folder)/../Fixtures/\(name)"].filter(
      RuleFiles.isDirectory)
  }

  /// The folder of a path, and its last part without extension.
  package static func split(_ path: String) -> (folder: String, name: String) {
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    var name = slash.map { path[path.utf8.index(after: $0)...] } ?? path[...]
    for ending in [".yml", ".yaml"] where name.hasSuffix(ending) {
      name.removeLast(ending.count)
    }
    let folder = slash.map { path[..<$0] } ?? ""
    return (folder.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : String(folder), String(name))
  }

  // MARK: Inline

  private mutating func addInline(_ rules: LoadedRules) {
    for test in rules.syntax?.tests ?? [] {
      let position = rules.sources[test.span].position(at: Int(test.span.lower))
      let outcome = test.output?.value ?? .null
      let expected: MappingTest.Outcome =
        switch MappingTest.Outcome(outcome) {
        case .events(let events): .events(events.map(\.undotted))
        case let other: other
        }
      var result = MappingTest(
        name: test.name.value, place: "\(rules.sources[test.span].name):\(position.line)",
        input: Array(test.input.value.spaced.utf8), expected: expected, origin: .inline)
      result.options.isPartial = test.isPartial
      tests.append(result)
    }
  }

  // MARK: Folders

  private static func isExpected(_ file: String) -> Bool {
    file.hasSuffix(".expected.json") || file.hasSuffix(".expected.ndjson")
  }

  /// Where the outcomes of a file of events stand; nil for what holds its own.
  private static func expectedFile(of file: String) -> String? {
    if isExpected(file) { return nil }
    for ending in ["json", "ndjson"] {
      let own = ending == "json" ? ".input.json" : ".ndjson"
      if file.hasSuffix(own) { return file.dropLast(own.count) + ".expected." + ending }
    }
    return nil
  }

  /// Whether a file may be read, and written by `--update`: it lies below the folder of the fixtures,
  /// links followed, is an ordinary file and, for outcomes, none of the events.
  private mutating func isUsable(_ file: String, in folder: String) -> Bool {
    if !FileTarget.lies(file, below: folder) {
      problems.append("\(file): leads out of \(folder)")
    } else if let kind = DiskFiles().kind(of: file), kind != .file {
      problems.append("\(file): no ordinary file")
    } else if TestFinder.isExpected(file),
      let identity = FileIdentity(path: file), inputs.contains(identity)
    {
      problems.append("\(file): the same file as one of events")
    } else {
      return true
    }
    return false
  }

  private mutating func addFolder(_ folder: String) {
    let files = RuleFiles.walk(folder) { $0.hasSuffix(".json") || $0.hasSuffix(".ndjson") }
    inputs = Set(
      files.filter { !TestFinder.isExpected($0) }.compactMap(FileIdentity.init(path:)))
    for file in files where isUsable(file, in: folder) {
      if let other = TestFinder.expectedFile(of: file), !isUsable(other, in: folder) { continue }
      reporting(file) { finder throws in
        if TestFinder.isExpected(file) {
          return
        } else if file.hasSuffix(".ndjson") {
          try finder.addLines(file)
        } else if file.hasSuffix(".input.json") {
          try finder.addPair(file)
        } else {
          try finder.addDocument(file)
        }
      }
    }
  }

  /// Keeps what goes wrong with a file as a problem.
  private mutating func reporting(
    _ file: String, _ add: (inout TestFinder) throws -> Void
  ) {
    do {
      try add(&self)
    } catch let error as SystemError {
      problems.append("\(file): \(error.message)")
    } catch let error as JSONTreeParser.Failure {
      problems.append("\(file): not valid JSON at byte \(error.offset): \(error.message)")
    } catch {
      problems.append("\(file): \(error)")
    }
  }

  /// The same for an intake format; builds no more than it needs.
  private mutating func addIntake(_ file: String) throws {
    let bytes = try TextFile.read(file)
    if let test = intakeTest(file, bytes) {
      tests.append(test)
    } else {
      try addDocument(file)
    }
  }

  private static let intakeParts: PathTree = {
    var paths = PathTreeBuilder()
    for name in ["input", "expected"] { _ = paths.node([name]) }
    return paths.build(firstSlot: 0)
  }()

  /// A file that is an object of `input` and `expected`, both objects; nil for any other.
  private func intakeTest(_ file: String, _ bytes: [UInt8]) -> MappingTest? {
    room.with(bytes) { document in
      // The places of a text after a byte order mark are not those of the file.
      guard document.count == bytes.count else { return nil }
      return withUnsafeTemporaryAllocation(of: Value.self, capacity: 3) { slots in
        slots.initialize(repeating: .absent)
        guard let slot = slots.baseAddress else { return nil }
        var scanner = JSONScanner(slots: slot, multiline: true)
        guard let end = scanner.object(in: document, into: Self.intakeParts.view),
          scanner.skipBlanks(in: document, from: end) == document.count
        else { return nil }
        let (input, expected) = (slots[1], slots[2])
        guard input.kind == .object, expected.kind == .object else { return nil }
        // Outside of both stand the four quotes of their names; what else there is, the usual way
        // reads.
        let (first, last) = input.base < expected.base ? (input, expected) : (expected, input)
        let text = document.bytes
        func range(_ part: Value) -> Range<Int> {
          let start = part.base - text.base
          return start..<start + Int(part.count)
        }
        func quotes(_ start: Int, _ end: Int) -> Int {
          text.slice(start, end).count { $0 == UInt8(ascii: "\"") }
        }
        guard
          quotes(0, range(first).lowerBound)
            + quotes(range(first).upperBound, range(last).lowerBound)
            + quotes(range(last).upperBound, end) == 4
        else { return nil }
        var test = MappingTest(
          name: file, place: file, input: Array(input.spelling), expected: nil,
          origin: .member(file, range(expected)))
        test.expectedText = Array(expected.spelling)
        return test
      }
    }
  }

  /// `{"input": …, "expected": …}`; other objects are not tests.
  private mutating func addDocument(_ file: String) throws {
    let bytes = try TextFile.read(file)
    let (tree, ranges) = try JSONTreeParser.parseWithRanges(bytes, skipping: "input")
    guard let input = tree["input"], let expected = tree["expected"],
      let inputRange = ranges["input"], let expectedRange = ranges["expected"]
    else { return }
    // A text is the event as it is, which need not be JSON.
    var event = Array(bytes[inputRange])
    if case .text(let text) = input { event = Array(text.utf8) }
    var name = file
    if case .text(let text)? = tree["name"] { name = text }
    var test = MappingTest(
      name: name, place: file, input: event, expected: MappingTest.Outcome(expected),
      origin: .member(file, expectedRange))
    if case .boolean(let isPartial)? = tree["partial"] { test.options.isPartial = isPartial }
    if case .list(let fields)? = tree["ignore"] {
      for case .text(let field) in fields { test.options.ignored.insert(field) }
    }
    tests.append(test)
  }

  /// `X.input.json` and `X.expected.json`.
  private mutating func addPair(_ file: String) throws {
    guard let other = TestFinder.expectedFile(of: file) else { return }
    var expected: MappingTest.Outcome?
    if RuleFiles.isFile(other) {
      expected = MappingTest.Outcome(try JSONTreeParser.parse(TextFile.read(other)))
    }
    tests.append(
      MappingTest(
        name: file, place: file, input: try TextFile.read(file), expected: expected,
        origin: .file(other)))
  }

  /// `X.ndjson` and `X.expected.ndjson`, line by line; without the second it is not a test yet.
  private mutating func addLines(_ file: String) throws {
    guard let other = TestFinder.expectedFile(of: file) else { return }
    let hasOther = RuleFiles.isFile(other)
    if !hasOther {
      unexpected.append(file)
      guard takesUnexpected else { return }
    }
    let events = TestFinder.lines(try TextFile.read(file))
    let expected = hasOther ? TestFinder.lines(try TextFile.read(other)) : []
    for (index, event) in events.enumerated() {
      let outcome =
        index < expected.count
        ? MappingTest.Outcome(try JSONTreeParser.parse(expected[index].bytes)) : nil
      tests.append(
        MappingTest(
          name: "\(file):\(event.line)", place: "\(file):\(event.line)", input: event.bytes,
          expected: outcome, origin: .line(other, index)))
    }
    if expected.count > events.count {
      problems.append(
        "\(other): \(expected.count) lines for \(events.count) events; one line an event, null for a dropped one"
      )
    }
  }

  /// The lines that are not blank, and their numbers from 1.
  package static func lines(_ bytes: [UInt8]) -> [(line: Int, bytes: [UInt8])] {
    var rest = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
    var result: [(line: Int, bytes: [UInt8])] = []
    var number = 0
    while !rest.isEmpty {
      number += 1
      let line = rest[..<(rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex)]
      if line.contains(where: { $0 > 0x20 }) {
        result.append((number, Array(line.last == 13 ? line.dropLast() : line)))
      }
      rest = rest[line.endIndex...].dropFirst()
    }
    return result
  }
}
