import ArgumentParser
import Testing

@testable import hl_map

@Suite struct ArgumentMistakesTests {
  /// The table of short names is what the commands have.
  @Test func shortNames() {
    var found: [String: Set<String>] = [:]
    func visit(_ commands: [any ParsableCommand.Type], _ path: [String]) {
      for command in commands {
        let path = path + [command.configuration.commandName ?? ""]
        for option in ArgumentMistakes(path).options {
          let long = option.names.filter { $0.hasPrefix("--") }
          for short in option.names where !short.hasPrefix("--") && short != "-h" {
            found[short, default: []].formUnion(long)
          }
        }
        visit(command.configuration.subcommands, path)
      }
    }
    visit(MainCommand.configuration.subcommands, [])
    #expect(found == ArgumentMistakes.longNames.mapValues { Set($0) })
  }

  @Test(arguments: [
    ("run -r a -j 2 --dead-letter d", nil), ("run -r a --rules b", "-r and --rules"),
    ("run -f lines --input-format json", "-f and --input-format"), ("run -q -q", "-q is given"),
    ("cover -r a --samples b --rules c", nil), ("trace -f json --rules a", nil),
    ("run -r a --format x", nil),
  ])
  func repeated(line: String, message: String?) {
    let mistakes = ArgumentMistakes(line.split(separator: " ").map(String.init))
    if let message {
      #expect(mistakes.repeatedOption?.contains(message) == true)
    } else {
      #expect(mistakes.repeatedOption == nil)
    }
  }
}
