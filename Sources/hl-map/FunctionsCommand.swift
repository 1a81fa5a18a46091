import ArgumentParser
import Functions
import Text
import Workbench

/// `hl-map functions`: what the built-in functions take and give, from their declarations.
struct FunctionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "functions", _superCommandName: MainCommand.name,
    abstract: "Lists the built-in functions, or explains one, a cast or a decode.",
    usage: "hl-map functions [<options>] [<names> ...]",
    discussion: helpText(
      """
      EXAMPLES
        hl-map functions
        hl-map functions before_first kv date
        hl-map functions --markdown > Mappings/FUNCTIONS.md
        hl-map functions --casts > Mappings/CASTS.md
        hl-map functions --decodes > Mappings/DECODES.md
        hl-map functions --templates > Mappings/TEMPLATES.md
      """))

  @Argument(
    help: ArgumentHelp(
      "Functions, casts or decodes to explain; none lists all functions.", valueName: "names"),
    completion: .list(BuiltIns.names))
  var names: [String] = []

  @Flag(help: "Write the reference page of all functions.")
  var markdown = false

  @Flag(help: "Write the reference page of all casts.")
  var casts = false

  @Flag(help: "Write the reference page of all kinds of decodes.")
  var decodes = false

  @Flag(help: "Write the reference page of what templates of intake formats may use.")
  var templates = false

  /// The page that a flag asks for.
  private var page: String? {
    if templates { return FunctionReference.templates }
    if casts { return CastReference.markdown }
    if decodes { return DecodeReference.markdown }
    return markdown ? FunctionReference.markdown : nil
  }

  func run() throws {
    if let page {
      Console.print(page)
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
      let texts = BuiltIns.texts(named: name)
      if texts.isEmpty {
        let help = BuiltIns.help(for: name).map { "; \($0)" } ?? ""
        Console.note("there is no function, cast or decode `\(name)`\(help)")
        throw ExitCode.findings
      }
      for text in texts { Console.print(text) }
    }
  }
}
