import ArgumentParser
import Diagnostics
import HLMap
import JSON
import Machine
import Planning
import Schema
import Text
import Workbench

/// `hl-map init`: a first rule file.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", _superCommandName: MainCommand.name,
    abstract: "Writes a first rule file, with suggestions from sample events.",
    usage: "hl-map init [<options>] [--samples <files> ...]",
    discussion: helpText(
      """
      What the samples mean for sure becomes rules: the paths whose names products use for a field
      that takes such values. All other paths stand in the file as comments, beside the field that
      they resemble most. JSON, pairs, CEF, LEEF, syslog, XML and Windows events inside `message` are
      found by themselves. The first line tells editors where the completions are;
      `hl-map schema json-schema` writes that file.

      EXAMPLES
        hl-map init --name acme --output Mappings/acme.yml
        hl-map init --samples events.ndjson --output Mappings/acme.yml
        hl-map schema json-schema > Mappings/hl-map.schema.json

      EXIT CODES
        0  written
        2  the command line is wrong, or the output exists already
        4  a sample or the output is not available
      """))

  @Option(help: ArgumentHelp("What the mapping is called; by default as its file.", valueName: "x"))
  var name: String?

  @Option(
    name: .long, parsing: .upToNextOption,
    help: ArgumentHelp("Events: NDJSON, JSON, or lines of text.", valueName: "files"),
    completion: .file())
  var samples: [String] = []

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file to write; without it, standard output.", valueName: "file"))
  var output: String?

  @Option(help: ArgumentHelp("Where editors find the JSON Schema.", valueName: "path"))
  var schemaPath = "hl-map.schema.json"

  /// Events of the samples that are looked at.
  private static let largestSample = 10_000

  func run() throws {
    if let output, output != "-", DiskFiles().kind(of: output) != nil {
      throw ValidationError(
        "\(SafeText.line(output)) exists already and is not overwritten; give another --output, or remove it"
      )
    }
    var documents: [JSONTree] = []
    for path in samples {
      let bytes: [UInt8]
      do throws(UnreadableEvents) {
        bytes = try EventFile.read(path == "-" ? "/dev/stdin" : path, limit: 64 << 20)
      } catch {
        Console.note("\(path): \(error.message)")
        throw ExitCode.unavailable
      }
      let found = SampleDocuments.read(bytes, limit: Self.largestSample - documents.count)
      if found.documents.isEmpty { Console.note("\(path): no event could be read") }
      if found.areLines {
        Console.note("\(path): no JSON; its lines are read as `--input-format lines` reads them")
      }
      documents += found.documents
    }
    let (form, events) = EventForm.find(in: documents)
    var census = SampleCensus()
    for case let event? in events { census.add(event) }
    if census.hasMorePaths {
      Console.note(
        "the samples have more than \(Wording.grouped(SampleCensus.mostPaths)) paths; the rest is left out"
      )
    }
    var diagnostics: [Diagnostic] = []
    let schema = Schema.build(layers: [], diagnostics: &diagnostics)
    let text = FirstMapping(
      name: name ?? defaultName, form: form, census: census, schema: schema, schemaPath: schemaPath
    ).text
    guard RuleLoader.load(text: text, name: "the new file").plan != nil else {
      Console.note("internal error: the new file would not be valid, please report it")
      throw ExitCode.internalError
    }
    guard let output, output != "-" else {
      Console.write(text)
      return
    }
    do throws(SystemError) {
      try TextFile.write(text, to: output)
    } catch {
      Console.note("\(output): \(error.message)")
      throw ExitCode.unavailable
    }
    Console.note("\(output) written from \(Wording.count(census.events, "event"))")
  }

  private var defaultName: String {
    guard let output, output != "-" else { return "my-mapping" }
    let file = output.split(separator: "/").last.map(String.init) ?? output
    return file.split(separator: ".").first.map(String.init) ?? file
  }
}
