import Diagnostics
import Text

/// The errors of a run by the lines of the files as they were, so that runs over edited files compare.
struct ErrorCensus {
  /// A line of an edited text, by its number there.
  struct Line: Hashable {
    var file: String
    var number: Int
  }

  /// An error and where its line begins in the original.
  private struct Key: Hashable {
    var file: String
    var line: Int
    var code: DiagnosticCode
    var message: String
  }

  private var counts: [Key: Int] = [:]
  /// How many errors each line has, by its beginning.
  private var byLine: [String: [Int: Int]] = [:]
  /// The inline tests that pass.
  private let passedTests: Set<String>

  init(_ run: inout CheckRun, _ texts: [String: EditedText]) {
    passedTests = run.passedTests
    each(error: &run, texts) { key, _, _ in
      counts[key, default: 0] += 1
      byLine[key.file, default: [:]][key.line, default: 0] += 1
    }
  }

  /// The edited lines that have an error they did not have, or still have all they had although one
  /// was to be fixed; and whether something else has a new error, or a test no longer passes.
  func harmed(
    _ run: inout CheckRun, _ texts: [String: EditedText]
  ) -> (lines: Set<Line>, isElsewhere: Bool) {
    var left = counts
    var lines: Set<Line> = []
    var isElsewhere = !passedTests.isSubset(of: run.passedTests)
    var after: [Line: Int] = [:]
    each(error: &run, texts) { key, line, labels in
      if let line { after[line, default: 0] += 1 }
      if let count = left[key], count > 0 {
        left[key] = count - 1
      } else if let line {
        lines.insert(line)
      } else if !labels.isEmpty {
        lines.formUnion(labels)
      } else {
        isElsewhere = true
      }
    }
    for (file, text) in texts {
      for number in text.changed where text.lines[number].mendsError {
        let line = Line(file: file, number: number)
        let original = text.lines[number].original
        let isOne = !text.original.bytes[original].dropLast().contains(UInt8(ascii: "\n"))
        let had =
          isOne
          ? byLine[file]?[original.lowerBound]
          : byLine[file]?.filter { original.contains($0.key) }.values.reduce(0, +)
        if after[line, default: 0] >= had ?? 0 { lines.insert(line) }
      }
    }
    return (lines, isElsewhere)
  }

  /// Calls the body with each error, the edited line it is in, and those that its labels are in.
  private func each(
    error run: inout CheckRun, _ texts: [String: EditedText],
    _ body: (Key, Line?, Set<Line>) -> Void
  ) {
    let starts = texts.mapValues(\.starts)
    for file in run.files {
      for error in file.diagnostics where error.severity == .error {
        guard let span = error.span, Int(span.source) < file.sources.texts.count else {
          body(Key(file: file.path, line: -1, code: error.code, message: error.message), nil, [])
          continue
        }
        let text = file.sources[span]
        let identity = run.identity(text.name)
        func line(_ span: Span) -> Line? {
          let identity = run.identity(file.sources[span].name)
          guard let edited = texts[identity], let starts = starts[identity] else { return nil }
          let number = EditedText.line(at: Int(span.lower), starts)
          return edited.lines[number].bytes == nil ? nil : Line(file: identity, number: number)
        }
        var start = text.offset(line: text.position(at: Int(span.lower)).line, column: 1)
        if let edited = texts[identity], let starts = starts[identity] {
          start = edited.lines[EditedText.line(at: Int(span.lower), starts)].original.lowerBound
        }
        body(
          Key(file: identity, line: start, code: error.code, message: error.message), line(span),
          Set(error.labels.compactMap { line($0.span) }))
      }
    }
  }
}
