import Foundation
import Testing

@testable import Running
@testable import hl_map

/// What `--help` and `completions` print.
@Suite(.serialized, .timeLimit(.minutes(10))) struct HelpTests {
  let program: Program

  init() throws { program = try Program() }

  private static let commands = [
    "", "run", "check", "test", "fmt", "explain", "schema", "schema show", "schema search", "init",
    "functions", "docs", "why", "trace", "cover", "plan", "completions",
  ]

  @Test(arguments: commands) func helpIsWrappedOnce(command: String) throws {
    defer { program.remove() }
    let narrow = try program.shell("COLUMNS= $HLMAP \(command) --help")
    for line in narrow.lines { #expect(line.count <= 80, "\(line)") }
    let wide = try program.shell("COLUMNS=1000 $HLMAP \(command) --help")
    let paragraphs = wide.output.components(separatedBy: "\n\n").prefix { !$0.hasPrefix("USAGE") }
    for paragraph in paragraphs where !paragraph.contains("\n  ") {
      #expect(!paragraph.contains("\n"), "\(paragraph)")
    }
  }

  @Test func paragraphs() {
    #expect(helpText("a\nb\n\nEXAMPLES\n  c\n  d\ne\nf") == "a b\n\nEXAMPLES\n  c\n  d\ne f")
  }

  struct Completion: Sendable, CustomTestStringConvertible {
    var words: [String]
    var wanted: [String]
    var testDescription: String { words.joined(separator: " ") }
  }

  @Test(arguments: [
    Completion(words: ["--rules", "x.yml", "--dead"], wanted: ["--dead-letter"]),
    Completion(words: ["--ru"], wanted: ["--rules"]),
    Completion(words: ["-r", "x.yml", "--input-format", "li"], wanted: ["lines"]),
    Completion(words: ["run", "--dead"], wanted: ["--dead-letter"]),
    Completion(words: ["chec"], wanted: ["check"]),
    Completion(words: ["plan", "--inc"], wanted: ["--include-root"]),
    Completion(words: ["explain", "HL210"], wanted: (1...9).map { "HL210\($0)" }),
    Completion(words: ["functions", "basen"], wanted: ["basename"]),
    Completion(words: ["why", "process.command_l"], wanted: ["process.command_line"]),
    Completion(words: ["schema", "show", "process.command_l"], wanted: ["process.command_line"]),
  ])
  func bashCompletes(_ one: Completion) throws {
    defer { program.remove() }
    let words = one.words.map { "'\($0)'" }.joined(separator: " ")
    let outcome = try program.shell(
      """
      command -v bash > /dev/null || exit 0
      $HLMAP completions bash > completions.bash
      bash -c '
        source completions.bash
        COMP_WORDS=("$0" "$@"); COMP_CWORD=$#; COMP_LINE="$0 $*"; COMP_POINT=${#COMP_LINE}
        _hl-map "$0" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
        printf "%s\\n" "${COMPREPLY[@]}"' "$HLMAP" \(words)
      """)
    #expect(outcome.lines == one.wanted, "\(outcome.error)")
  }

  @Test(arguments: ["bash", "zsh", "fish"]) func scriptsKnowTheDefaultCommand(shell: String) throws
  {
    defer { program.remove() }
    let script = try program.run(["completions", shell]).output
    #expect(script.contains("run \"${unparsed_words[@]}\"") == (shell == "bash"))
    #expect(script.contains("words=(\"${words[1]}\" run ") == (shell == "zsh"))
    #expect(script.contains("set unparsed_tokens $unparsed_tokens[1] run ") == (shell == "fish"))
  }
}
