import ArgumentParser
import Diagnostics
import HLMap
import JSON
import Planning
import Schema
import Text
import Workbench

/// `hl-map schema`: what fields there are.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Shows, searches and exports the fields that rules may write.",
    subcommands: [Show.self, Search.self, Export.self])

  /// How fields are written.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case pretty, json
  }

  /// Which schema a command asks.
  struct Selection: ParsableArguments {
    @Option(
      help: ArgumentHelp(
        "The ECS version, such as ecs@8.17; by default that of the rules, or the newest.",
        valueName: "name"))
    var schema: String?

    @Option(
      name: .shortAndLong,
      help: ArgumentHelp("Also the fields that this rule file declares.", valueName: "file"),
      completion: .file(extensions: ["yml", "yaml"]))
    var rules: String?

    @OptionGroup var roots: IncludeRootOption

    func load() throws -> Schema {
      var layers: [SchemaLayer] = []
      if let rules {
        let file = RuleLoader.load(path: rules, LoadRequest(roots: roots.folders))
        guard let schema = file.schema else {
          let report = TextReport(sources: file.sources, usesColor: false)
          for diagnostic in file.diagnostics { Console.warn(report.render(diagnostic) + "\n") }
          throw ExitCode.rules
        }
        layers = schema.layers
      }
      if let schema {
        guard ECSVersion(parsing: schema) != nil else {
          let known = ECSVersion.allCases.map(\.name)
          let help = Suggestion.help(for: schema, in: known)
          throw ValidationError(
            "unknown schema `\(SafeText.line(schema))`; "
              + (help ?? "known are \(known.joined(separator: ", "))"))
        }
        layers.removeAll { if case .named = $0 { true } else { false } }
        let start = Span(source: 0, lower: 0, upper: 0)
        layers.insert(.named(Located(schema, start)), at: 0)
      }
      var diagnostics: [Diagnostic] = []
      return Schema.build(layers: layers, diagnostics: &diagnostics)
    }
  }

  /// `hl-map schema show FIELD`
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Shows what is known of fields, or what fields a group has.",
      usage: "hl-map schema show [<options>] <field> ...",
      discussion: helpText(
        """
        EXAMPLES
          hl-map schema show event.category
          hl-map schema show --schema ecs@8.17 process.pe
          hl-map schema show --rules Mappings/harfanglab.yml harfanglab

        EXIT CODES
          0  shown
          1  there is no such field
          2  the command line is wrong
          3  the rules cannot be loaded
        """))

    @Argument(
      help: ArgumentHelp("Names of fields or groups.", valueName: "field"),
      completion: .fieldNames)
    var names: [String]

    @OptionGroup var selection: Selection

    @Option(help: "pretty or json.")
    var format: Format = .pretty

    func run() throws {
      let schema = try selection.load()
      var isMissing = false
      var trees: [JSONTree] = []
      for (place, name) in names.enumerated() {
        let page = FieldPage(name, in: schema)
        if let problem = page.problem {
          isMissing = true
          Console.note(problem)
        } else if format == .json {
          trees.append(page.tree)
        } else {
          Console.print((place > 0 ? "\n" : "") + page.text)
        }
      }
      if format == .json {
        Console.print(
          json: (names.count == 1 ? trees.first ?? .null : .list(trees)).pretty() + "\n")
      }
      if isMissing { throw ExitCode.findings }
    }
  }

  /// `hl-map schema search WORDS`
  struct Search: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "search",
      abstract: "Finds fields by words of their names or descriptions, the best first.",
      usage: "hl-map schema search [<options>] <words> ...",
      discussion: helpText(
        """
        EXAMPLES
          hl-map schema search "command line"
          hl-map schema search hash parent --limit 5

        EXIT CODES
          0  found
          1  nothing matches
        """))

    @Argument(help: ArgumentHelp("Words, in any order; all must match.", valueName: "words"))
    var words: [String]

    @OptionGroup var selection: Selection

    @Option(help: ArgumentHelp("At most so many fields.", valueName: "n"))
    var limit = 20

    @Option(help: "pretty or json.")
    var format: Format = .pretty

    func run() throws {
      let schema = try selection.load()
      let found = FieldSearch.fields(matching: words.joined(separator: " "), in: schema)
      let shown = Array(found.prefix(max(1, limit)))
      if format == .json {
        Console.print(
          json: JSONTree.list(shown.map { FieldPage.tree(of: $0) }).pretty() + "\n")
      } else {
        Console.print(FieldPage.table(shown))
        if found.count > shown.count {
          Console.note("\(found.count - shown.count) more; --limit shows them")
        }
      }
      guard found.isEmpty else { return }
      let near = schema.suggestion(for: words.joined(separator: "_"))
      Console.note("no field matches" + (near.map { "; did you mean `\($0)`?" } ?? ""))
      throw ExitCode.findings
    }
  }

  /// `hl-map schema json-schema`
  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "json-schema",
      abstract: "Writes a JSON Schema (draft-07) of rule files, for editors.",
      discussion: helpText(
        """
        Editors complete keys, fields, casts and functions with it: begin a rule file with
          # yaml-language-server: $schema=hl-map.schema.json

        EXAMPLES
          hl-map schema json-schema > hl-map.schema.json
          hl-map schema json-schema --rules Mappings/harfanglab.yml > harfanglab.schema.json
        """))

    @OptionGroup var selection: Selection

    func run() throws {
      Console.print(json: RuleFileSchema(schema: try selection.load()).tree.spaced + "\n")
    }
  }
}

extension CompletionKind {
  /// The fields of the newest ECS that begin with what stands there.
  static var fieldNames: CompletionKind {
    .custom { _, _, beginning in
      var findings: [Diagnostic] = []
      return Schema.build(layers: [], diagnostics: &findings).fields.map(\.name)
        .filter { $0.hasPrefix(beginning) }
    }
  }
}
