import ArgumentParser
import HLMap
import Planning
import Workbench

/// What commands take that load rules and report on them.
struct RuleOptions: ParsableArguments {
  @OptionGroup var roots: IncludeRootOption

  @Option(help: "auto, always or never.")
  var color: ColorChoice = .auto

  /// The rules of a file with their plan; errors in them end the command.
  func load(_ path: String, detail: PlanDetail) throws -> (rules: LoadedRules, plan: Plan) {
    let rules = RuleLoader.load(
      path: path, LoadRequest(roots: roots.folders, onlyErrors: true, detail: detail))
    guard let plan = rules.plan else { try Console.refuse(rules, color) }
    return (rules, plan)
  }
}
