import ArgumentParser
import Text
import Workbench

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
    let unreadable = self.unreadable
    guard unreadable > 0 else { return }
    guard unreadable < events.count else {
      Console.note(
        "none of \(Wording.count(events.count, "sample")) can be read: a sample is a JSON object, "
          + "such as {\"message\": \"…\"} for a line of text")
      throw ExitCode.unavailable
    }
    Console.note(
      "\(Wording.grouped(unreadable)) of \(Wording.count(events.count, "sample")) cannot be read")
  }
}
