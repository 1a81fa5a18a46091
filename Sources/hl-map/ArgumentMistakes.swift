import ArgumentParser
import JSON
import Text
import Workbench

/// Mistakes in arguments that the parser of arguments takes for others, or not for mistakes.
struct ArgumentMistakes {
  private let arguments: [String]

  /// `arguments` are those behind the program's name.
  init(_ arguments: [String]) { self.arguments = Array(arguments.prefix { $0 != "--" }) }

  /// The mistake behind an error of the parser of arguments; the error itself where it is none.
  func named(_ error: any Error) -> any Error {
    guard MainCommand.exitCode(for: error) != .success, let mistake = unknownOption
    else { return error }
    return ValidationError(mistake)
  }

  // MARK: Subcommands

  /// A first word that is no subcommand where one is meant, or one further on.
  var unknownSubcommand: String? {
    if let mistake = unknownTopic { return mistake }
    guard let first = arguments.first, !first.hasPrefix("-"), !isSubcommand(first) else {
      return nil
    }
    let near = Suggestion.nearest(to: first, in: ArgumentMistakes.subcommands)
    let namesRules = arguments.contains { ["--rules", "-r"].contains(ArgumentMistakes.name($0)) }
    guard !RuleFiles.isFile(first), near != nil || !namesRules else { return nil }
    return ArgumentMistakes.unknown(first, in: ArgumentMistakes.subcommands)
  }

  /// What stands behind `help`, `--help` or a command of commands and is no subcommand: `help chek`,
  /// `schema shwo`.
  private var unknownTopic: String? {
    let asksForHelp = arguments.first.map { ["help", "--help", "-h"].contains($0) } ?? false
    var inner = MainCommand.configuration.subcommands
    for (place, word) in arguments.dropFirst(asksForHelp ? 1 : 0).enumerated() {
      let names = inner.compactMap { $0.configuration.commandName }
      if word.hasPrefix("-") || names.isEmpty || place == 0 && word == "help"
        || RuleFiles.isFile(word)
      {
        return nil
      }
      guard let named = inner.first(where: { $0.configuration.commandName == word }) else {
        // The first word may be an input of the command that none needs to name.
        return asksForHelp || place > 0 ? ArgumentMistakes.unknown(word, in: names) : nil
      }
      inner = named.configuration.subcommands
    }
    return nil
  }

  private static func unknown(_ word: String, in names: [String]) -> String {
    "`\(SafeText.line(word))` is no subcommand"
      + (Suggestion.nearest(to: word, in: names).map { "; did you mean `\($0)`?" }
        ?? "; there are \(names.joined(separator: ", "))")
  }

  private static let subcommands =
    MainCommand.configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]

  private func isSubcommand(_ word: String) -> Bool { ArgumentMistakes.subcommands.contains(word) }

  // MARK: Options

  /// An option that the command does not have.
  var unknownOption: String? {
    let known = options
    let names = known.flatMap(\.names)
    let added = ["--help", "-h", "--version", "--generate-completion-script"]
    for argument in arguments {
      let name = ArgumentMistakes.name(argument)
      guard ArgumentMistakes.isOption(name), !(names + added).contains(name) else { continue }
      let near = Suggestion.nearest(to: name, in: names.filter { $0.hasPrefix("--") })
      return "there is no option `\(SafeText.line(name))`"
        + (near.map { "; did you mean `\($0)`?" } ?? "")
    }
    return nil
  }

  /// An option that is given twice and takes one value.
  var repeatedOption: String? {
    let given = arguments.map(ArgumentMistakes.name).filter(ArgumentMistakes.isOption)
    // Most command lines name nothing twice, which their own words tell: asking the parser for all
    // options takes longer than to load a small rule file.
    let isClear =
      Set(given).count == given.count
      && given.allSatisfy { name in
        name.hasPrefix("--")
          || ArgumentMistakes.longNames[name]?.contains(where: given.contains) == false
      }
    guard given.count > 1, !isClear else { return nil }
    for option in options where !option.isRepeating {
      let uses = given.filter(option.names.contains)
      if uses.count > 1 {
        return uses[0] == uses[1]
          ? "\(uses[0]) is given twice" : "\(uses[0]) and \(uses[1]) are the same option"
      }
    }
    return nil
  }

  /// What the short names of options may stand for, in any command.
  static let longNames = [
    "-f": ["--format", "--input-format"], "-j": ["--threads"], "-o": ["--output"],
    "-q": ["--quiet"], "-r": ["--rules"], "-v": ["--verbose"],
  ]

  struct Option {
    var names: [String]
    var isRepeating: Bool
  }

  /// What the command at hand takes, as its own help has it.
  var options: [Option] {
    var command: any ParsableCommand.Type = RunCommand.self
    var inner = MainCommand.configuration.subcommands[...]
    for argument in arguments {
      guard let named = inner.first(where: { $0.configuration.commandName == argument }) else {
        break
      }
      command = named
      inner = named.configuration.subcommands[...]
    }
    let help = try? JSONTreeParser.parse(Array(command._dumpHelp().utf8))
    guard case .list(let entries)? = help?["command"]?["arguments"] else { return [] }
    return entries.compactMap { entry in
      guard case .list(let names)? = entry["names"] else { return nil }
      return Option(
        names: names.compactMap { name in
          guard case .text(let text)? = name["name"] else { return nil }
          return name["kind"] == .text("short") ? "-\(text)" : "--\(text)"
        }, isRepeating: entry["isRepeating"] == .boolean(true))
    }
  }

  /// The option that an argument names, without its value.
  private static func name(_ argument: String) -> String {
    if argument.hasPrefix("--") {
      return String(argument.prefix { $0 != "=" })
    }
    return argument.hasPrefix("-") ? String(argument.prefix(2)) : argument
  }

  private static func isOption(_ name: String) -> Bool {
    guard let second = name.utf8.dropFirst().first, name.hasPrefix("-") else { return false }
    return second == UInt8(ascii: "-") || second > UInt8(ascii: "9")
  }
}
