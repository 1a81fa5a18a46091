import ArgumentParser

/// `hl-map completions`: the script a shell needs to complete this command.
struct CompletionsCommand: ParsableCommand {
  enum Shell: String, CaseIterable, ExpressibleByArgument {
    case bash, zsh, fish
  }

  static let configuration = CommandConfiguration(
    commandName: "completions", _superCommandName: MainCommand.name,
    abstract: "Prints the completion script of a shell.",
    discussion: helpText(
      """
      EXAMPLES
        hl-map completions bash > /etc/bash_completion.d/hl-map
        hl-map completions fish > ~/.config/fish/completions/hl-map.fish
      """))

  @Argument(help: "bash, zsh or fish.")
  var shell: Shell

  func run() throws {
    let kind: CompletionShell =
      switch shell {
      case .bash: .bash
      case .zsh: .zsh
      case .fish: .fish
      }
    Console.write(withDefaultCommand(MainCommand.completionScript(for: kind)) + "\n")
  }

  /// The script with the options of the default command offered where none is named.
  ///
  /// The generated scripts know options by the command they belong to, so that the word is put in.
  private func withDefaultCommand(_ script: String) -> String {
    let name = RunCommand.configuration.commandName ?? ""
    let (place, addition) =
      switch shell {
      case .bash:
        (
          #"    local -a unparsed_words=("${COMP_WORDS[@]:1:${COMP_CWORD}}")"#,
          #"    [[ "${unparsed_words[0]}" = -* ]] && unparsed_words=(\#(name) "${unparsed_words[@]}")"#
        )
      case .zsh:
        (
          "    unsetopt aliases banghist",
          """
              if [[ "${words[2]}" = -* ]]; then
                  words=("${words[1]}" \(name) "${(@)words[2,-1]}")
                  (( CURRENT++ ))
              fi
          """
        )
      case .fish:
        (
          "    set -l unparsed_tokens (__hl-map_tokens -pc)",
          """
              set -l first_word $unparsed_tokens[2] (commandline -ct)
              string match -q -- '-*' $first_word[1]
              and set unparsed_tokens $unparsed_tokens[1] \(name) $unparsed_tokens[2..]
          """
        )
      }
    guard let line = script.firstRange(of: place) else {
      preconditionFailure("the generated script has changed")
    }
    return script.replacingCharacters(in: line, with: place + "\n" + addition)
  }
}

extension String {
  fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
    String(self[..<range.lowerBound]) + text + self[range.upperBound...]
  }
}
