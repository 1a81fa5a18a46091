import ArgumentParser
import Diagnostics
import Glibc
import HLMap
import Machine
import Planning
import Text
import Workbench

/// `hl-map check`: what is wrong with rule files.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", _superCommandName: MainCommand.name,
    abstract: "Reports what is wrong with rule files, and where.",
    usage: "hl-map check [<options>] <files> ...",
    discussion: helpText(
      """
      Directories are searched for *.yml and *.yaml files with an hlmap: or pipeline: key. All
      files are checked in one run, files of fields (*.fields.yml) as what they are. A part that is
      given alone is judged by the rule files beside and above it that include it. The report goes
      to standard output, a summary to standard error.
      Under GITHUB_ACTIONS=true and without --format, annotations follow the report.

      A warning or info is hidden by a comment behind its line, or alone on the line above:
        # hl-map: ignore[HL2105] because the dashboard expects it

      EXAMPLES
        hl-map check Mappings
        hl-map check --format sarif Mappings > findings.sarif
        hl-map check --diff Mappings/harfanglab.yml
        hl-map check --baseline known.json --fail-level warning Mappings
        hl-map check Mappings/harfanglab.yml --samples Fixtures/harfanglab

      EXIT CODES
        0  nothing at or above the fail level
        1  findings, or with --diff something to fix
        3  a file is missing or cannot be read
        4  a sample or a baseline cannot be read, or a file cannot be written
      """))

  @Argument(
    help: ArgumentHelp(
      "Rule files, or directories of them; - reads standard input.", valueName: "files"),
    completion: .file(extensions: ["yml", "yaml"]))
  var paths: [String]

  @Option(
    help: """
      pretty (for people; the default), compact (one line each), json (one array), sarif (2.1.0), \
      github (annotations) or junit.
      """)
  var format: ReportFormat?

  @Option(help: "Fail from this severity on: error, warning or info.")
  var failLevel: FailLevel = .error

  @Flag(help: "Apply the exact edits of the findings, as far as the files pass with them.")
  var fix = false

  @Flag(help: "Print what --fix would change as a unified diff; exit 1 when there is any.")
  var diff = false

  @Option(
    help: ArgumentHelp("Hide the findings that this file lists.", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var baseline: String?

  @Option(
    help: ArgumentHelp("Write the warnings and infos of this run to a file.", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var writeBaseline: String?

  @OptionGroup var loading: RuleOptions

  @Flag(name: .shortAndLong, help: "No summary.")
  var quiet = false

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Also check against these events: files as run reads them, directories of them or of fixtures.",
      valueName: "files"), completion: .file(extensions: ["ndjson", "json"]))
  var samples: [String] = []

  @Flag(name: .shortAndLong, help: "Name the files that are no rule files, and what is hidden.")
  var verbose = false

  func validate() throws {
    if fix && paths.contains("-") {
      throw ValidationError("--fix cannot write what is read from standard input; see --diff")
    }
    if fix && diff { throw ValidationError("--fix and --diff exclude each other") }
    if quiet && verbose { throw ValidationError("--quiet and --verbose exclude each other") }
    if baseline != nil && writeBaseline != nil {
      throw ValidationError("--baseline and --write-baseline exclude each other")
    }
  }

  func run() throws {
    let events = try SampleSet(option: samples)
    let found = RuleFiles.find(paths)
    for problem in found.problems { Console.note("\(problem.path): \(problem.reason)") }
    if verbose {
      for path in found.skipped { Console.note("\(path): no rule file, left out") }
    }
    let known = try readBaseline()
    let input = found.files.contains("-") ? try TextFile.standardInput() : nil
    /// One run over all files, without what the baseline lists.
    func check(_ texts: OverlaidFiles) -> CheckRun {
      var texts = texts
      if let input, texts["-"] == nil { texts["-"] = input }
      var run = CheckRun.check(
        found.files, texts: texts, detail: events == nil ? .none : .probes,
        roots: loading.roots.folders, runsTests: fix || diff
      ) { loaded in
        events.map { SampleChecks.findings(loaded, $0, note: Console.note) } ?? loaded.diagnostics
      }
      if let baseline, let known { run.hide(known, stale: baseline) }
      return run
    }
    var run = check(OverlaidFiles(over: DiskFiles()))
    if let writeBaseline { try rejectOverwriting(writeBaseline, run, found, events) }
    if diff || fix {
      let fixing = Fixing(&run, given: found.files, check: check)
      if diff {
        Console.print(fixing.diff)
        try end(run, found, isFailing: !fixing.files.isEmpty)
      }
      if !fixing.files.isEmpty {
        try write(fixing)
        run = check(OverlaidFiles(over: DiskFiles()))
      }
      if fixing.takenBack > 0, !quiet {
        Console.note(
          "\(Wording.count(fixing.takenBack, "edit")) left out: with "
            + (fixing.takenBack == 1 ? "it" : "them")
            + " the file or one of its tests would not pass")
      }
      run.withholdEdits(given: found.files)
    }
    if let path = writeBaseline, !diff { try write(baselineOf: &run, to: path) }
    report(run.files)
    if !quiet { summarise(run, files: found.files.count) }
    try end(run, found, isFailing: run.counts.contains { $0.key >= failLevel.severity })
  }

  // MARK: Files

  private func readBaseline() throws -> Baseline? {
    do throws(Baseline.Failure) {
      return try baseline.map { path throws(Baseline.Failure) in try Baseline(reading: path) }
    } catch {
      Console.note(error.message)
      throw ExitCode.unavailable
    }
  }

  /// The new baseline must not take the place of what is checked.
  private func rejectOverwriting(
    _ baseline: String, _ run: CheckRun, _ found: RuleFiles.Found, _ samples: SampleSet?
  ) throws {
    var roles = FileRoles()
    for path in found.files where path != "-" { roles.read(path, as: "\(path), which is checked") }
    if found.files.contains("-") { roles.readStandardInput() }
    for path in run.read { roles.read(path, as: "\(path), which the rules read") }
    for path in samples?.files ?? [] { roles.read(path, as: "the sample \(path)") }
    try roles.write(baseline, as: "--write-baseline \(baseline)")
  }

  /// Writes the files with their edits.
  private func write(_ fixing: Fixing) throws {
    let problems = fixing.write()
    for problem in problems { Console.note(problem) }
    guard problems.isEmpty else { throw ExitCode.unavailable }
    if !quiet {
      Console.note(
        "\(Wording.count(fixing.applied, "edit")) in "
          + Wording.count(fixing.files.count, "file"))
    }
  }

  private func write(baselineOf run: inout CheckRun, to path: String) throws {
    var written = Baseline(path: path)
    written.add(run.files)
    do { try written.write(to: path) } catch {
      Console.note("\(path): \(error.message)")
      throw ExitCode.unavailable
    }
    run.hide(written, stale: path)
  }

  private func end(_ run: CheckRun, _ found: RuleFiles.Found, isFailing: Bool) throws -> Never {
    if !run.unreadable.isEmpty || !found.problems.isEmpty { throw ExitCode.rules }
    throw isFailing ? ExitCode.findings : ExitCode.success
  }

  private func report(_ files: [CheckedFile]) {
    let usesColor = loading.color.isOn(for: STDOUT_FILENO)
    Console.write(
      (format ?? .pretty).text(
        of: files, usesColor: usesColor, failLevel: failLevel.severity, version: Rules.version))
    if format == nil, getenv("GITHUB_ACTIONS").map({ String(cString: $0) }) == "true" {
      Console.write(
        ReportFormat.github.text(
          of: files, usesColor: false, failLevel: failLevel.severity, version: Rules.version))
    }
  }

  private func summarise(_ run: CheckRun, files: Int) {
    let summary = CheckSummary(run, files: files)
    if verbose {
      for text in summary.hidden { Console.warn(text) }
    }
    Console.note(summary.line)
  }
}
