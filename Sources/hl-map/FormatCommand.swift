import ArgumentParser
import Diagnostics
import Glibc
import Language
import Machine
import Text
import Workbench

/// `hl-map fmt`: the canonical layout of rule files.
struct FormatCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt", _superCommandName: MainCommand.name,
    abstract: "Writes rule files in their canonical layout.",
    discussion: helpText(
      """
      Comments, the order of keys, quotes and line breaks inside brackets stay. What the rules mean
      stays too: the result is parsed and compared before it is written. A comment at the end of a
      line keeps its column where it can. Files of fields may be named too.

      EXAMPLES
        hl-map fmt Mappings
        hl-map fmt --check Mappings Fixtures
        hl-map fmt - < rules.yml

      EXIT CODES
        0   formatted, or already so
        1   --check or --diff found a file that is not
        3   a file is missing, cannot be read or is not YAML
        4   a file cannot be written
        70  the layout would change what a file means; it is left as it is
      """))

  @Argument(
    help: ArgumentHelp(
      "Files, or directories of rule files; - is standard input to standard output.",
      valueName: "files"), completion: .file(extensions: ["yml", "yaml"]))
  var paths: [String]

  @Flag(help: "Write nothing; list the files that are not formatted.")
  var check = false

  @Flag(help: "Write nothing; print what would change.")
  var diff = false

  @Flag(name: .shortAndLong, help: "No summary.")
  var quiet = false

  @Option(help: "auto, always or never.")
  var color: ColorChoice = .auto

  func run() throws {
    let streams = paths.filter { $0 == "-" }
    let found = RuleFiles.find(paths.filter { $0 != "-" })
    for problem in found.problems { Console.note("\(problem.path): \(problem.reason)") }
    var worst: ExitCode = found.problems.isEmpty ? .success : .rules
    var changed = 0
    for path in streams + found.files {
      do throws(SystemError) {
        let bytes = try TextFile.read(path == "-" ? "/dev/stdin" : path)
        let result = try format(bytes, path: path)
        changed += result.isChanged ? 1 : 0
        worst = FormatCommand.worse(worst, result.code)
      } catch {
        Console.note("\(path): \(error.message)")
        worst = FormatCommand.worse(worst, .rules)
      }
    }
    if !quiet, streams.isEmpty {
      let verb = check || diff ? "not formatted" : "formatted"
      Console.note(
        "\(changed) of \(Wording.count(found.files.count, "file")) \(verb)")
    }
    if worst != .success { throw worst }
    if changed > 0, check || diff { throw ExitCode.findings }
  }

  private func format(
    _ bytes: [UInt8], path: String
  ) throws(SystemError) -> (isChanged: Bool, code: ExitCode) {
    let name = path == "-" ? "standard input" : path
    switch RuleLayout.format(bytes, name: name) {
    case .formatted(let text):
      let isChanged = !text.utf8.elementsEqual(bytes)
      if diff {
        let old = String(decoding: bytes, as: UTF8.self)
        Console.print(UnifiedDiff.text(from: old, to: text, path: name))
      } else if check {
        if isChanged { Console.print(SafeText.line(name) + "\n") }
      } else if path == "-" {
        Console.write(text)
      } else if isChanged {
        do throws(SystemError) {
          try TextFile.write(text, to: path)
        } catch {
          Console.note("\(path): cannot be written: \(error.message)")
          return (false, .unavailable)
        }
      }
      return (isChanged, .success)
    case .unsupported(let reason):
      Console.note("\(name): left alone: \(reason) has no canonical layout")
      if path == "-", !check, !diff { Console.write(String(decoding: bytes, as: UTF8.self)) }
      return (false, .success)
    case .unreadable(let sources, let diagnostics):
      let report = TextReport(sources: sources, usesColor: color.isOn(for: STDERR_FILENO))
      for diagnostic in diagnostics { Console.warn(report.render(diagnostic) + "\n") }
      return (false, .rules)
    case .changed(let reason):
      Console.note("\(name): not written: \(reason); this is a bug of hl-map, please report it")
      return (false, .internalError)
    }
  }

  private static func worse(_ left: ExitCode, _ right: ExitCode) -> ExitCode {
    left.rawValue >= right.rawValue ? left : right
  }
}
