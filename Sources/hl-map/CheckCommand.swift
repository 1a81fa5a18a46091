import ArgumentParser
import Diagnostics
import Glibc
import Planning

/// How diagnostics are written.
enum ReportFormat: String, CaseIterable, ExpressibleByArgument {
  case pretty, compact, json
}

/// From which severity on `check` fails.
enum FailLevel: String, CaseIterable, ExpressibleByArgument {
  case error, warning, info

  var severity: Diagnostic.Severity {
    switch self {
    case .error: .error
    case .warning: .warning
    case .info: .info
    }
  }
}

/// `hl-map check`: what is wrong with rule files.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Reports what is wrong with rule files, and where.",
    discussion: """
      Directories are searched for *.yml and *.yaml files with an hlmap: or pipeline: key. All
      files are checked in one run. The report goes to standard output, a summary to standard error.

      EXAMPLES
        hl-map check Mappings
        hl-map check --format json --fail-level warning Mappings/harfanglab.yml
        hl-map check Mappings/harfanglab.yml --samples events.ndjson Fixtures/harfanglab

      EXIT CODES
        0  nothing at or above the fail level
        1  findings
        3  a file is missing or cannot be read
        4  a sample cannot be read
      """)

  @Argument(
    help: ArgumentHelp("Rule files, or directories of them.", valueName: "files"),
    completion: .file(extensions: ["yml", "yaml"]))
  var paths: [String]

  @Option(help: "pretty (for people), compact (one line each) or json (one array).")
  var format: ReportFormat = .pretty

  @Option(help: "Fail from this severity on: error, warning or info.")
  var failLevel: FailLevel = .error

  @Option(help: "auto, always or never.")
  var color: ColorChoice = .auto

  @Flag(name: .shortAndLong, help: "No summary.")
  var quiet = false

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Also check against these events: files as run reads them, directories of them or of fixtures.",
      valueName: "files"), completion: .file(extensions: ["ndjson", "json"]))
  var samples: [String] = []

  func run() throws {
    let events = try SampleSet(option: samples)
    let found = RuleFiles.find(paths)
    for problem in found.problems { Console.note("\(problem.path): \(problem.reason)") }
    var isMissing = !found.problems.isEmpty
    var counts: [Diagnostic.Severity: Int] = [:]
    var objects: [String] = []

    for file in found.files {
      var loaded = RuleLoader.load(path: file)
      if let events { loaded.diagnostics += SampleChecks.findings(loaded, events) }
      let text = TextReport(sources: loaded.sources, usesColor: color.isOn(for: STDOUT_FILENO))
      for diagnostic in loaded.diagnostics {
        counts[diagnostic.severity, default: 0] += 1
        let isUnreadable =
          diagnostic.code == .fileNotFound || diagnostic.code == .fileUnreadable
        if isUnreadable && diagnostic.span == nil { isMissing = true }
        switch format {
        case .pretty: Console.print(text.render(diagnostic) + "\n")
        case .compact: Console.print(CompactReport(sources: loaded.sources).render(diagnostic))
        case .json:
          objects.append(String(JSONReport(sources: loaded.sources).render(diagnostic).dropLast()))
        }
      }
    }
    if format == .json {
      Console.print(
        objects.isEmpty ? "[]\n" : "[\n" + objects.joined(separator: ",\n") + "\n]\n")
    }
    if !quiet { summarise(counts, files: found.files.count) }
    if isMissing { throw ExitCode.rules }
    let isFailing = counts.contains { $0.key >= failLevel.severity && $0.value > 0 }
    if isFailing { throw ExitCode.findings }
  }

  private func summarise(_ counts: [Diagnostic.Severity: Int], files: Int) {
    let parts = [Diagnostic.Severity.error, .warning, .info].compactMap { severity in
      counts[severity].map {
        severity == .info ? "\($0) info" : Console.count($0, severity.rawValue)
      }
    }
    let findings = parts.isEmpty ? "no findings" : parts.joined(separator: ", ")
    Console.note("\(Console.count(files, "file")) checked, \(findings)")
  }
}
