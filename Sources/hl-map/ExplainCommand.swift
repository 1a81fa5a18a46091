import ArgumentParser
import Diagnostics
import Text

/// `hl-map explain`: the page of a diagnostic code.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", _superCommandName: MainCommand.name,
    abstract: "Explains the code of a finding, or lists all codes.",
    discussion: helpText(
      """
      EXAMPLES
        hl-map explain
        hl-map explain HL2102
      """))

  @Argument(
    help: ArgumentHelp("Codes such as HL2102; none lists all.", valueName: "codes"),
    completion: .list(DiagnosticCode.allCases.map(\.rawValue)))
  var codes: [String] = []

  func run() throws {
    if codes.isEmpty {
      for code in DiagnosticCode.allCases {
        Console.print("\(code.rawValue)  \(code.explanation.title)\n")
      }
      return
    }
    var isFirst = true
    for name in codes {
      guard let code = DiagnosticCode(rawValue: name.uppercased()) else {
        let known = DiagnosticCode.allCases.map(\.rawValue)
        let help =
          Suggestion.help(for: name, in: known) ?? Suggestion.beginning(with: name, in: known)
          ?? "`hl-map explain` lists all codes"
        Console.note("there is no code `\(name)`; \(help)")
        throw ExitCode.usage
      }
      Console.print((isFirst ? "" : "\n") + code.explanation.page)
      isFirst = false
    }
  }
}
