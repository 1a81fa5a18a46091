import ArgumentParser
import Planning

/// `hl-map plan`: the steps that a rule file becomes.
struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", _superCommandName: MainCommand.name,
    abstract: "Prints the plan that a rule file is compiled to.",
    usage: "hl-map plan [<options>] <file>",
    discussion: helpText(
      """
      Shows what runs for each event: the registers with the paths and fields they hold, what is
      decoded, the tables, each step with the line of the rules it comes from, and the objects that
      are written. Fields stand in backticks, t0, t1, … are values between two steps, L1, L2, … are
      steps that others jump to. The text is for reading; it changes with hl-map.

      EXAMPLES
        hl-map plan Mappings/harfanglab.yml
        hl-map plan my.yml | grep -F user.name

      EXIT CODES
        0  the plan is printed
        3  the rules cannot be loaded
        4  standard output cannot be written
      """))

  @Argument(
    help: ArgumentHelp("The rule file.", valueName: "file"),
    completion: .file(extensions: ["yml", "yaml"]))
  var path: String

  @OptionGroup var loading: RuleOptions

  func run() throws {
    let (rules, plan) = try loading.load(path, detail: .labels)
    Console.print(PlanText(plan, sources: rules.sources).text)
  }
}
