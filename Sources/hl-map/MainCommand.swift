import ArgumentParser
import Glibc
import HLMap
import Text

/// The command `hl-map`.
@main
struct MainCommand: ParsableCommand {
  /// The name of the program. Subcommands give it as that of the command above them, which spares
  /// those that are read by themselves a search for `--generate-completion-script`: a third of what
  /// reading the arguments takes.
  static let name = "hl-map"

  static let configuration = CommandConfiguration(
    commandName: name,
    abstract: "Maps security events to ECS by rules written in YAML.",
    discussion: helpText(
      """
      EXAMPLES
        Map a file; the mapped events come out as NDJSON:
          hl-map --rules Mappings/harfanglab.yml < events.ndjson > ecs.ndjson
        Check rule files while you edit them, and run their tests:
          hl-map check Mappings
          hl-map test Mappings
        Keep refused events, with the reason and the line of each:
          hl-map --rules Mappings/harfanglab.yml --dead-letter bad.ndjson day.ndjson

      EXIT CODES
        0   all went well
        1   findings: of check at its fail level, failing tests, stale pages
        2   the command line is wrong
        3   rules cannot be loaded
        4   input or output is not available (missing file, disk full)
        5   run --strict saw rejected events
        70  internal error, please report it
        130 ended by SIGINT, 143 by SIGTERM, 129 by SIGHUP; what was read is written
      """),
    version: Rules.version,
    subcommands: [
      RunCommand.self, CheckCommand.self, TestCommand.self, FormatCommand.self,
      ExplainCommand.self, SchemaCommand.self, InitCommand.self, FunctionsCommand.self,
      DocsCommand.self, WhyCommand.self, TraceCommand.self, CoverCommand.self, PlanCommand.self,
      CompletionsCommand.self,
    ],
    defaultSubcommand: RunCommand.self)

  static func main() {
    _ = signal(SIGPIPE, SIG_IGN)
    takeStandardDescriptors()
    do {
      var command = try parsed()
      try command.run()
    } catch {
      end(with: error)
    }
  }

  /// Takes the numbers of standard descriptors that are closed, so that no file gets one of them and
  /// with it what is meant for another: reading and writing there fails, as before.
  private static func takeStandardDescriptors() {
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO]
    where fcntl(descriptor, F_GETFD) < 0 {
      _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }

  /// The command that the arguments ask for.
  ///
  /// Most name a subcommand and are right, and to read them by that one's options alone takes a third
  /// of the time. What is left - mistakes, help, versions - is read by those of all.
  private static func parsed() throws -> any ParsableCommand {
    let arguments = CommandLine.arguments.dropFirst()
    let mistakes = ArgumentMistakes(Array(arguments))
    if let mistake = mistakes.repeatedOption ?? mistakes.unknownSubcommand {
      throw ValidationError(mistake)
    }
    if let (named, rest) = directly(arguments), let command = try? named.parseAsRoot(rest),
      type(of: command) == named
    {
      return command
    }
    do {
      let command: any ParsableCommand = try parseAsRoot()
      return command
    } catch {
      // Messages quote the arguments, which may hold line breaks: those of safe ones are printed.
      let safe = arguments.map(SafeText.line)
      if safe != Array(arguments) {
        let _: any ParsableCommand = try parseAsRoot(safe)
      }
      throw mistakes.named(error)
    }
  }

  /// The subcommand that arguments name, or the default one where they begin with an option, and what
  /// is left for it; nil where all of them have to be asked.
  private static func directly(
    _ arguments: ArraySlice<String>
  ) -> (any ParsableCommand.Type, [String])? {
    guard let first = arguments.first else { return nil }
    if first.hasPrefix("-") {
      let isAsked = ["-h", "--help", "--version"].contains(first)
      return isAsked ? nil : (RunCommand.self, Array(arguments))
    }
    return configuration.subcommands.first {
      $0.configuration.subcommands.isEmpty && $0.configuration.commandName == first
    }.map { ($0, Array(arguments.dropFirst())) }
  }

  /// Says what went wrong and leaves with the code that belongs to it.
  private static func end(with error: any Error) -> Never {
    let message = fullMessage(for: error)
    let code = code(for: error)
    switch code {
    case .success: if !message.isEmpty { Console.print(message + "\n") }
    case .usage where !(error is ExitCode): Console.warn(message + "\n")
    case .internalError where !(error is ExitCode): Console.note("internal error: \(error)")
    default: break
    }
    Glibc.exit(code.rawValue)
  }

  /// The exit code for what a command throws: what it does not know is an error of ours.
  static func code(for error: any Error) -> ExitCode {
    switch exitCode(for: error) {
    case .success: .success
    case .validationFailure: .usage
    default: error as? ExitCode ?? .internalError
    }
  }
}
