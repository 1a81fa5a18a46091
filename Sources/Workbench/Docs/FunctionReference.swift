import Functions

/// The words of a function's declaration, for a terminal and for a page.
package enum FunctionReference {
  /// Signature, description, aliases, parameters and examples, for a terminal.
  package static func text(of function: Function) -> String {
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
  package static var markdown: String {
    var page = """
      # Functions

      Written by `hl-map functions --markdown` from the declarations; every example is a test.
      Absent arguments give an absent result. A call that fails is absent too, and counted by rule
      and reason in `--stats`. A list given where a single value is expected as the first argument
      is mapped item by item. `x | f(y)` is `f(x, y)`.


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
  package static var templates: String {
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
