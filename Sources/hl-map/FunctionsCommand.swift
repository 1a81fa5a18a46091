import ArgumentParser
import Functions
import Text
import Workbench

/// `hl-map functions`: what the built-in functions take and give, from their declarations.
struct FunctionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "functions", _superCommandName: MainCommand.name,
    abstract: "Lists the built-in functions, or explains one.",
    discussion: helpText(
      """
      EXAMPLES
        hl-map functions
        hl-map functions before_first
        hl-map functions --markdown > Mappings/FUNCTIONS.md
        hl-map functions --templates > Mappings/TEMPLATES.md
      """))

  @Argument(
    help: ArgumentHelp("Functions to explain; none lists all.", valueName: "names"),
    completion: .list(FunctionTable.names.sorted()))
  var names: [String] = []

  @Flag(help: "Write the reference page of all functions.")
  var markdown = false

  @Flag(help: "Write the reference page of what templates of intake formats may use.")
  var templates = false

  func run() throws {
    if templates {
      Console.print(FunctionReference.templates)
      return
    }
    if markdown {
      Console.print(FunctionReference.markdown)
      return
    }
    if names.isEmpty {
      let width = FunctionTable.all.map(\.signature.count).max() ?? 0
      for function in FunctionTable.all {
        let gap = String(repeating: " ", count: width - function.signature.count + 2)
        Console.print("\(function.signature)\(gap)\(function.about)\n")
      }
      return
    }
    for name in names {
      guard let function = FunctionTable.named(name) else {
        let help =
          Suggestion.help(for: name, in: FunctionTable.names)
          ?? Suggestion.beginning(with: name, in: FunctionTable.names)
        Console.note("there is no function `\(name)`" + (help.map { "; \($0)" } ?? ""))
        throw ExitCode.findings
      }
      Console.print(FunctionReference.text(of: function))
    }
  }
}
