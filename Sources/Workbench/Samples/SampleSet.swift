import JSON

/// Events to check rules against.
package struct SampleSet {
  /// The events as received, in file order.
  package var events: [[UInt8]] = []
  /// The files that were read.
  package private(set) var files: [String] = []

  /// Files that could not be read; the message says why.
  package struct Failure: Error {
    /// One sentence, for people.
    package var message: String
  }

  /// Reads files of events, and directories of them or of fixtures.
  ///
  /// A file holds one event a line, one JSON document, or an array of events. Of a fixture
  /// (`{"input": …, "expected": …}`) the input is taken; files of expected outcomes are passed
  /// over in directories, and so is `differences.json`, which lists what two mappings make of them.
  package init(paths: [String]) throws(Failure) {
    for path in paths {
      let isDirectory = RuleFiles.isDirectory(path)
      let files = isDirectory ? RuleFiles.walk(path, accept: SampleSet.isSampleName) : [path]
      self.files += files
      for file in files {
        do {
          add(try EventFile.read(file))
        } catch {
          throw Failure(message: "\(file): \(error.message)")
        }
      }
    }
    if events.isEmpty {
      throw Failure(message: "no events in \(paths.joined(separator: ", "))")
    }
  }

  private static func isSampleName(_ name: String) -> Bool {
    guard !name.contains(".expected."), name != "differences.json" else { return false }
    return [".json", ".ndjson", ".jsonl"].contains { name.hasSuffix($0) }
  }

  private mutating func add(_ bytes: [UInt8]) {
    guard let tree = try? JSONTreeParser.parse(bytes) else {
      for line in TestFinder.lines(bytes) { events.append(line.bytes) }
      return
    }
    switch tree {
    case .object where tree["expected"] != nil:
      if case .text(let text)? = tree["input"] {
        events.append(Array(text.utf8))
      } else if let range = try? JSONTreeParser.parseWithRanges(bytes).ranges["input"] {
        events.append(Array(bytes[range]))
      } else {
        events.append(bytes)
      }
    case .list(let items): for item in items { events.append(Array(item.spaced.utf8)) }
    default: events.append(bytes)
    }
  }
}

extension SampleSet {
  /// How many of the events are not JSON objects.
  package var unreadable: Int {
    events.count { event in
      guard let tree = try? JSONTreeParser.parse(event), case .object = tree else { return true }
      return false
    }
  }
}
