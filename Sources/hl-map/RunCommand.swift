import ArgumentParser
import Diagnostics
import Events
import Glibc
import HLMap
import Machine
import Planning
import Running
import Streams
import Text
import Workbench

extension InputFormat: ExpressibleByArgument {}

/// `hl-map run`: events in, mapped events out.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", _superCommandName: MainCommand.name,
    abstract: "Maps events and writes them as NDJSON (the default command).",
    discussion: helpText(
      """
      Events come from the files in order, or from standard input. Each is mapped by itself; one
      that is refused (invalid JSON, too long, …) does not stop the run.

      EXAMPLES
        hl-map --rules Mappings/harfanglab.yml < events.ndjson > ecs.ndjson
        hl-map run --rules r.yml --output ecs.ndjson --stats day1.ndjson day2.ndjson
        hl-map run --rules r.yml --input-format lines firewall.log
        hl-map run --rules r.yml --strict --dead-letter refused.ndjson events.json
        hl-map run --rules r.yml --explain explained.ndjson events.ndjson > ecs.ndjson
      """))

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The rule file.", valueName: "file"),
    completion: .file(extensions: ["yml", "yaml"]))
  var rules: String

  @Argument(
    help: ArgumentHelp(
      "Files of events; - or none is standard input.", valueName: "files"), completion: .file())
  var inputs: [String] = []

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Write here instead of to standard output.",
      discussion: "The file appears when the run is complete; until then it is FILE.partial-…",
      valueName: "file"), completion: .file())
  var output: String?

  @Option(
    name: [.customShort("j"), .long],
    help: ArgumentHelp("Threads that map; by default the number of cores.", valueName: "n"))
  var threads: Int?

  @Option(
    name: [.customShort("f"), .long],
    help: ArgumentHelp(
      "How events stand in the input: ndjson (one a line), json (arrays, documents over several lines), lines (each line is the text of an event, as {\"message\": …}), auto.",
      valueName: "format"))
  var inputFormat: InputFormat = .auto

  @Option(
    help: ArgumentHelp(
      "Write refused events here: one JSON object each, with reason, line and the event.",
      valueName: "file"), completion: .file())
  var deadLetter: String?

  @Option(
    help: ArgumentHelp(
      "Write here where each field comes from: one JSON object for each event of the input.",
      discussion: "Mapping takes many times longer with it.", valueName: "file"),
    completion: .file())
  var explain: String?

  @Flag(help: "Exit with code 5 when an event was refused.")
  var strict = false

  @Flag(help: "Print what was read, written, refused and skipped, and how fast.")
  var stats = false

  @Option(
    help: ArgumentHelp(
      "Refuse longer events; a number of bytes, or such as 64K, 16M.", valueName: "size"))
  var maxEventSize = ByteCount(bytes: 16 << 20)

  @Option(
    help: ArgumentHelp(
      "Memory that the events being mapped may take together, about; by default 1G, or half of the machine's where that is less. One event may compute with a quarter and write an eighth of it.",
      valueName: "size"))
  var maxMemory: ByteCount?

  @Option(
    help: ArgumentHelp(
      "What rules take for the current time (RFC 3339); by default the clock's.",
      valueName: "time"))
  var now: Instant?

  @OptionGroup var roots: IncludeRootOption

  @Option(help: ArgumentHelp("auto, always or never.", valueName: "when"))
  var color: ColorChoice = .auto

  @Flag(name: .shortAndLong, help: "Print errors only.")
  var quiet = false

  func validate() throws {
    if let threads, !(1...256).contains(threads) {
      throw ValidationError("--threads takes a number from 1 to 256")
    }
    if maxEventSize.bytes > 1 << 30 {
      throw ValidationError("--max-event-size takes at most 1G")
    }
    if let maxMemory, maxMemory.bytes < MemoryShares.least {
      throw ValidationError("--max-memory takes at least 32M")
    }
    for (name, file) in [("--dead-letter", deadLetter), ("--explain", explain)] where file == "-" {
      throw ValidationError(
        "\(name) needs a file: standard output carries the mapped events; give a file name, or /dev/stderr"
      )
    }
    if inputs.count(where: { $0 == "-" }) > 1 {
      throw ValidationError("standard input (-) can be read once")
    }
  }

  func run() throws {
    let loaded = try loadPlan()
    let (plan, texts) = (loaded.plan, loaded.rules.sources)
    let inputs = inputs.isEmpty ? [.standardInput] : inputs.map(RunInput.init)
    for input in inputs { try RunCommand.checkReadable(input) }

    try rejectOverwriting(loaded.rules, inputs)
    let cancellation = Cancellation()
    StopSignals.install(cancelling: cancellation)
    let outputs = try RunOutputs(
      events: output == "-" ? nil : output, letters: deadLetter, explanations: explain)
    var options = RunOptions()
    options.threads = threads ?? Threads.cores
    options.format = inputFormat
    options.eventLimit = maxEventSize.bytes
    if let maxMemory { options.memory = maxMemory.bytes }
    options.now = (now ?? .now).milliseconds
    let progress = quiet ? nil : ProgressLine(inputs: inputs)
    let report = Batch(
      plan: plan, sources: inputs.map(\.source),
      output: DescriptorSink(outputs.events?.descriptor ?? STDOUT_FILENO),
      deadLetter: outputs.letters.map { DescriptorSink($0.descriptor) },
      explaining: outputs.explanations.map {
        let words = TraceWords(sources: texts, plan: plan)
        return Explaining(output: DescriptorSink($0.descriptor)) { words.append($0, to: $1) }
      }, options: options, cancellation: cancellation,
      progress: { progress?.show($0) }
    ).run()
    progress?.clear()
    try finish(report, texts, outputs)
  }

  // MARK: Before

  private func loadPlan() throws -> (plan: Plan, rules: LoadedRules) {
    let loaded = RuleLoader.load(
      path: rules,
      LoadRequest(
        roots: roots.folders, onlyErrors: true, detail: explain == nil ? .none : .labels))
    if let plan = loaded.plan { return (plan, loaded) }
    let errors = Console.warnOfErrors(in: loaded, color)
    Console.note("\(rules): \(Wording.count(errors, "error")), nothing was mapped")
    throw ExitCode.rules
  }

  /// What is written must not be what is read, nor two things at once.
  private func rejectOverwriting(_ rules: LoadedRules, _ inputs: [RunInput]) throws {
    var roles = FileRoles()
    roles.read(rules: rules)
    for input in inputs {
      if let path = input.path {
        roles.read(path, as: "the input \(path)")
      } else {
        roles.readStandardInput()
      }
    }
    if output == nil || output == "-" { try roles.writeStandardOutput() }
    roles.writeStandardError()
    for (name, path) in [
      ("--output", output), ("--dead-letter", deadLetter), ("--explain", explain),
    ] {
      if let path, path != "-" { try roles.write(path, as: "\(name) \(path)") }
    }
  }

  /// Says now what would otherwise be found out in the middle of the run.
  private static func checkReadable(_ input: RunInput) throws {
    do throws(SystemError) {
      if try input.status().st_mode & S_IFMT == S_IFDIR { throw SystemError(code: EISDIR) }
      if let path = input.path, access(path, R_OK) != 0 { throw SystemError() }
    } catch {
      Console.note("cannot read \(input.source.name): \(error.message)")
      throw ExitCode.unavailable
    }
  }

  // MARK: After

  private func finish(_ report: RunReport, _ texts: SourceMap, _ outputs: RunOutputs) throws {
    var code: ExitCode?
    switch report.end {
    case .complete:
      if strict && report.rejected > 0 { code = .rejected }
    case .outputFailed(.closed) where outputs.events == nil: break
    case .cancelled:
      let signal = StopSignals.received ?? SIGTERM
      if !quiet {
        let name = [SIGINT: "SIGINT", SIGHUP: "SIGHUP"][signal] ?? "SIGTERM"
        Console.note("ended by \(name); \(RunSummary(report).safety)")
      }
      code = ExitCode(128 + signal)
    case .outputFailed(let failure):
      code = failed("write \(output ?? "standard output")", failure.message, report)
    case .deadLetterFailed(let failure):
      code = failed("write dead letters to \(deadLetter ?? "")", failure.message, report)
    case .explanationFailed(let failure):
      code = failed("write explanations to \(explain ?? "")", failure.message, report)
    case .inputFailed(let input, let failure):
      code = failed("read \(input)", failure.message, report)
    }
    if case .complete = report.end {
      if !outputs.complete() { code = .unavailable }
    } else {
      outputs.leave()
    }
    if !quiet, !report.end.isQuiet,
      let refusals = RunSummary(report).refusals(readAs: inputFormat, letters: deadLetter)
    {
      Console.note(refusals.headline)
      Console.warn(refusals.details)
    }
    if stats { Console.warn(StatisticsText.lines(of: report, sources: texts)) }
    if let code { throw code }
  }

  private func failed(_ what: String, _ why: String, _ report: RunReport) -> ExitCode {
    Console.note("cannot \(what): \(why); \(RunSummary(report).safety)")
    return .unavailable
  }
}

extension RunEnd {
  /// Whether the run ended because the reader of its output, such as `head`, has closed the pipe.
  fileprivate var isQuiet: Bool {
    if case .outputFailed(.closed) = self { true } else { false }
  }
}
