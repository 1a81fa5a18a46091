import ArgumentParser
import Functions
import Text

/// `hl-map functions`: what the built-in functions take and give, from their declarations.
struct FunctionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "functions",
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

/// The words of a function's declaration, for a terminal and for a page.
enum FunctionReference {
  static func text(of function: Function) -> String {
    var lines = ["\(function.signature) → \(function.returns.rawValue)", "  \(function.about)"]
    if !function.aliases.isEmpty {
      lines.append("  also: \(function.aliases.joined(separator: ", "))")
    }
    for parameter in function.parameters {
      lines.append("  \(parameter.name): \(parameter.type.rawValue)\(remark(parameter))")
    }
    lines += function.examples.map { "    \(call(function, $0)) → \($0.result)" }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The page `Mappings/FUNCTIONS.md`.
  static var markdown: String {
    var page = """
      # Functions

      Written by `hl-map functions --markdown` from the declarations; every example is a test.
      Absent arguments give an absent result. A list given where a single value is expected as
      the first argument is mapped item by item. `x | f(y)` is `f(x, y)`.


      """
    for function in FunctionTable.all {
      page += "## `\(function.signature)` → \(function.returns.rawValue)\n\n"
      page += function.about + "\n\n"
      if !function.aliases.isEmpty {
        page += "Also: " + function.aliases.map { "`\($0)`" }.joined(separator: ", ") + ".\n\n"
      }
      let parameters = function.parameters.map {
        "`\($0.name)`: \($0.type.rawValue)\(remark($0))"
      }
      page += parameters.joined(separator: " · ") + "\n\n"
      page += "```\n"
      for example in function.examples {
        page += "\(call(function, example)) → \(example.result)\n"
      }
      page += "```\n\n"
    }
    return String(page.dropLast())
  }

  /// The page `Mappings/TEMPLATES.md`.
  static var templates: String {
    var page = """
      # What templates of intake formats may use

      Written by `hl-map functions --templates` from the declarations; every example is a test.
      `absent` is undefined, `null` is None; a template that fails gives no value, a filter that
      fails does not pass. Lists and tuples are one, and so are the views of a map.


      """
    for (title, opening, functions) in [
      (
        "Filters", "`value | name(arguments)`; the value is the first parameter.",
        TemplateFunctions.filters
      ),
      ("Tests", "`value is name`", TemplateFunctions.tests),
      (
        "Methods", "`value.name(arguments)`; the value is the first parameter.",
        TemplateFunctions.methods
      ),
      ("Functions", "", TemplateFunctions.globals),
      ("Operators", "", TemplateFunctions.operators),
    ] {
      page += "## \(title)\n\n" + (opening.isEmpty ? "" : "\(opening)\n\n")
      for function in functions.sorted(by: { $0.name < $1.name }) {
        page += "- `\(function.signature)`: \(function.about)"
        if !function.aliases.isEmpty {
          page += " Also " + function.aliases.map { "`\($0)`" }.joined(separator: ", ") + "."
        }
        if let example = function.examples.first {
          page += " `\(call(function, example))` → `\(example.result)`"
        }
        page += "\n"
      }
      page += "\n"
    }
    return String(page.dropLast())
  }

  private static func remark(_ parameter: Parameter) -> String {
    parameter.isVariadic ? ", any number" : parameter.isOptional ? ", may be left out" : ""
  }

  private static func call(_ function: Function, _ example: Function.Example) -> String {
    "\(function.name)(\(example.arguments.joined(separator: ", ")))"
  }
}
