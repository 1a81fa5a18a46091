import ArgumentParser
import HLMap
import Text
import Workbench

/// The option of every command that loads rules: where the files may lie that rules name.
struct IncludeRootOption: ParsableArguments {
  @Option(
    name: .customLong("include-root"),
    help: ArgumentHelp(
      "Rules may also include files from this directory; by default only from that of the rule file. May be repeated.",
      valueName: "dir"), completion: .directory)
  var folders: [String] = []

  func validate() throws {
    for folder in folders where !RuleFiles.isDirectory(folder) {
      throw ValidationError("--include-root \(SafeText.line(folder)) is no directory")
    }
  }
}
