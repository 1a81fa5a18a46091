import ArgumentParser
import JSON

/// Events to check rules against.
struct SampleSet {
  var events: [[UInt8]] = []
  /// The files that were read.
  private(set) var files: [String] = []

  /// Files that could not be read; the message says why.
  struct Failure: Error {
    var message: String
  }

  /// Reads files of events, and directories of them or of fixtures.
  ///
  /// A file holds one event a line, one JSON document, or an array of events. Of a fixture
  /// (`{"input": …, "expected": …}`) the input is taken; files of expected outcomes are passed
  /// over in directories, and so is `differences.json`, which lists what two mappings make of them.
  init(paths: [String]) throws(Failure) {
    for path in paths {
      let isDirectory = RuleFiles.isDirectory(path)
      let files = isDirectory ? RuleFiles.walk(path, accept: SampleSet.isSampleName) : [path]
      self.files += files
      for file in files {
        do {
          add(try TextFile.events(file))
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
    case .list(let items): for item in items { events.append(Array(item.compact.utf8)) }
    default: events.append(bytes)
    }
  }
}

extension SampleSet {
  /// The samples that an option names; nil when it names none.
  init?(option paths: [String]) throws {
    if paths.isEmpty { return nil }
    do {
      self = try SampleSet(paths: paths)
    } catch {
      Console.note(error.message)
      throw ExitCode.unavailable
    }
    let unreadable = events.count { !SampleSet.isObject($0) }
    guard unreadable > 0 else { return }
    guard unreadable < events.count else {
      Console.note(
        "none of \(Console.count(events.count, "sample")) can be read: a sample is a JSON object, "
          + "such as {\"message\": \"…\"} for a line of text")
      throw ExitCode.unavailable
    }
    Console.note(
      "\(Console.grouped(unreadable)) of \(Console.count(events.count, "sample")) cannot be read")
  }

  private static func isObject(_ event: [UInt8]) -> Bool {
    guard let tree = try? JSONTreeParser.parse(event) else { return false }
    if case .object = tree { return true }
    return false
  }
}
