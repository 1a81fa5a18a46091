import Diagnostics
import Foundation
import Glibc
import Schema
import Testing

@testable import Machine
@testable import Text

/// The material that the built-in taxonomy comes from, where it lies beside the project.
private enum Published {
  static let folder =
    "\(#filePath)".split(separator: "/").dropLast(3).map { "/\($0)" }.joined() + "/../shared/"
  static let types = folder + "intake/reference/ecs_fields.csv"
  static let names = folder + "corpus/taxonomy/built_in_fields.txt"
  static let own = folder + "corpus/taxonomy/sekoiaio_flat.yml"
  static let formats = folder + "corpus/intake-formats"

  static var isHere: Bool {
    [types, names, own, formats].allSatisfy { (path: String) in access(path, R_OK) == 0 }
  }

  static func lines(_ path: String) -> [Substring] {
    guard let file = fopen(path, "r") else { return [] }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&block, 1, block.count, file)
      if count == 0 { break }
      bytes += block[..<count]
    }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n")
  }

  /// What the reference takes each name for.
  static func reference() -> [String: TaxonomyType] {
    var types: [String: String] = [:]
    for line in lines(Self.types) where line.hasPrefix("9.") {
      let columns = line.split(separator: ",", omittingEmptySubsequences: false)
      types[String(columns[3])] = columns[4] == "date" ? "datetime" : String(columns[4])
    }
    var result: [String: TaxonomyType] = [:]
    for name in lines(names).map(String.init) {
      result[name] = TaxonomyType(declared: types[name] ?? "keyword")
    }
    var name = ""
    for line in lines(own) where !line.hasPrefix("#") {
      if line.first != " " {
        name = String(line.dropLast())
      } else if line.hasPrefix("  type: ") {
        result[name] = TaxonomyType(declared: String(line.dropFirst(8)))
      }
    }
    result["ecs.version"] = nil
    return result
  }

  /// The paths of all files of that name in the formats.
  static func files(named name: String) -> [String] {
    var found: [String] = []
    func walk(_ folder: String) {
      guard let directory = opendir(folder) else { return }
      defer { closedir(directory) }
      while let entry = readdir(directory) {
        let child = withUnsafeBytes(of: &entry.pointee.d_name) {
          String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        }
        if child == name { found.append("\(folder)/\(child)") }
        if !child.hasPrefix("."), Int32(entry.pointee.d_type) == Int32(DT_DIR) {
          walk("\(folder)/\(child)")
        }
      }
    }
    walk(formats)
    return found.sorted()
  }
}

@Suite("Built-in taxonomy")
struct BuiltInTaxonomyTests {
  let taxonomy = Taxonomy.builtIn

  @Test(arguments: [
    ("@timestamp", TaxonomyType.date), ("process.pid", .number), ("source.ip", .ip),
    ("message", .text), ("labels", .opaque), ("dns.answers", .opaque), ("dll.pe.sections", .opaque),
    ("source.geo.location", .uncast), ("process.name.text", .text), ("action.id", .number),
    ("process.interactive", .boolean), ("process.pgid", .text),
  ])
  func types(name: String, type: TaxonomyType) { #expect(taxonomy.type(of: name) == type) }

  @Test(arguments: [
    "", ".", "process", "ecs.version", "proces.pid", "process.pid.", "process.pid\tlong",
    "process.pid\n", "zzz", "@", "\u{0}", String(repeating: "a.", count: 100_000),
  ])
  func undeclared(name: String) { #expect(taxonomy.type(of: name) == nil) }

  @Test(arguments: [
    ("labels.team", true), ("labels.team.lead", true), ("labels", false), ("process.pid.x", false),
    ("", false), (".", false), ("nothing.here", false),
  ])
  func insideOpaque(name: String, isInside: Bool) {
    #expect(taxonomy.isInsideOpaque(name) == isInside)
  }

  @Test(arguments: [
    ("process", true), ("process.parent", true), ("proces", false), ("process.pid", false),
    ("", false), ("dns.answers", true), ("url\n", false),
  ])
  func descendants(name: String, has: Bool) {
    #expect(taxonomy.hasDescendants(of: name) == has)
    #expect(taxonomy.descendants(of: name).isEmpty == !has)
  }

  @Test func descendantsOfAList() {
    let found = taxonomy.descendants(of: "dns.answers").map { "\($0.path) \($0.type)" }
    #expect(found == ["class text", "data text", "name text", "ttl number", "type text"])
  }

  @Test func suggestions() {
    #expect(taxonomy.suggestion(for: "proces.pid") == "process.pid")
    #expect(taxonomy.suggestion(for: "src_ip") == "source.ip")
    #expect(taxonomy.suggestion(for: "x\ny") == nil)
  }

  @Test(.enabled(if: Published.isHere, "the published fields are not beside the project"))
  func equalsTheReference() {
    let reference = Published.reference()
    #expect(reference.count > 1800)
    #expect(taxonomy.names == reference.keys.sorted())
    for (name, type) in reference { #expect(taxonomy.type(of: name) == type, "\(name)") }
  }
}

@Suite("Layers of a taxonomy")
struct LayeredTaxonomyTests {
  /// Names of more levels than anybody has are no groups of fields.
  @Test(.timeLimit(.minutes(10))) func deepName() {
    var taxonomy = Taxonomy.builtIn
    let name = repeatElement("a", count: 100_000).joined(separator: ".")
    taxonomy.add([(name, "keyword"), ("b.c", "long")])
    #expect(taxonomy.type(of: name) == .text && taxonomy.hasDescendants(of: "b"))
    #expect(!taxonomy.hasDescendants(of: "a"))
  }

  @Test func laterLayersWin() {
    var taxonomy = Taxonomy.builtIn
    taxonomy.add([("acme.level", "long"), ("acme.when", "date"), ("labels", "keyword")])
    taxonomy.add([
      ("acme.level", "int"), ("acme.box", "object"), ("acme.list.of.maps", "list"),
      ("process.pid", "keyword"), ("acme.at", "datetime"), ("ecs.version", "keyword"),
    ])
    #expect(taxonomy.type(of: "acme.level") == .uncast)
    #expect(taxonomy.type(of: "acme.when") == .uncast)
    #expect(taxonomy.type(of: "acme.at") == .date)
    #expect(taxonomy.type(of: "process.pid") == .text)
    #expect(taxonomy.type(of: "process.ppid") == nil)
    #expect(taxonomy.type(of: "ecs.version") == .text)
    #expect(taxonomy.isInsideOpaque("acme.box.any.thing"))
    #expect(!taxonomy.isInsideOpaque("labels.team"))
    #expect(taxonomy.hasDescendants(of: "acme.list.of"))
    #expect(!taxonomy.hasDescendants(of: "acme.list.of.maps"))
    let found = taxonomy.descendants(of: "acme").map(\.path)
    #expect(found == ["at", "box", "level", "list.of.maps", "when"])
    #expect(taxonomy.suggestion(for: "acme.levle") == "acme.level")
    #expect(Taxonomy.builtIn.type(of: "acme.level") == nil)
  }

  @Test func layersAddToBuiltInDescendants() {
    var taxonomy = Taxonomy.builtIn
    taxonomy.add([("dns.answers.ttl", "keyword"), ("dns.answers.note", "boolean")])
    let found = taxonomy.descendants(of: "dns.answers").map { "\($0.path) \($0.type)" }
    #expect(
      found == ["class text", "data text", "name text", "note boolean", "ttl text", "type text"])
  }

  @Test(arguments: [
    "keyword", "text", "wildcard", "match_only_text", "constant_keyword", "keywords", "tracker",
  ])
  func texts(name: String) { #expect(TaxonomyType(declared: name) == .text) }

  @Test(arguments: ["date", "integer", "int", "short", "string", "dict", "geo_point", "", "Long"])
  func uncast(name: String) { #expect(TaxonomyType(declared: name) == .uncast) }
}

@Suite("Files of a taxonomy")
final class TaxonomyFilesTests {
  let folder: String

  init() throws {
    var template = Array("\(NSTemporaryDirectory())taxonomy.XXXXXX".utf8CString)
    folder = String(cString: try #require(mkdtemp(&template)))
    for path in ["module", "module/_meta", "module/format", "module/format/_meta"] {
      mkdir("\(folder)/\(path)", 0o755)
    }
  }

  deinit {
    for path in [
      "module/format/_meta/fields.yml", "module/format/_meta", "module/format",
      "module/_meta/fields.yml", "module/_meta", "module", "",
    ] { remove("\(folder)/\(path)") }
  }

  private func write(_ text: String, to path: String) {
    guard let file = fopen("\(folder)/\(path)", "w") else { return }
    fputs(text, file)
    fclose(file)
  }

  private func read() -> TaxonomyFiles.Found {
    var sources = SourceMap()
    return TaxonomyFiles.read(
      besideParser: "\(folder)/module/format/ingest/parser.yml", in: DiskFiles(), sources: &sources)
  }

  @Test func formatReplacesModule() {
    write(
      """
      acme.a: {name: acme.a, type: long, description: 'of the module'}
      acme.b:
        name: acme.b
        type: ip
      acme.moved: {name: acme.before, type: ip}
      """, to: "module/_meta/fields.yml")
    write(
      "acme.a: {type: keyword, name: acme.a}\nacme.moved: {name: acme.after, type: boolean}\n",
      to: "module/format/_meta/fields.yml")
    let found = read()
    #expect(found.diagnostics.isEmpty)
    #expect(
      found.files == [
        "\(folder)/module/_meta/fields.yml", "\(folder)/module/format/_meta/fields.yml",
      ])
    #expect(found.entries.map(\.name.value) == ["acme.a", "acme.b", "acme.after"])
    #expect(found.taxonomy.type(of: "acme.a") == .text)
    #expect(found.taxonomy.type(of: "acme.b") == .ip)
    #expect(found.taxonomy.type(of: "acme.before") == nil)
    #expect(found.taxonomy.type(of: "acme.after") == .boolean)
  }

  @Test func missingAndEmptyFilesAreFine() {
    #expect(read().files.isEmpty)
    #expect(read().diagnostics.isEmpty)
    write("# nothing yet\n", to: "module/format/_meta/fields.yml")
    #expect(read().files.count == 1)
    #expect(read().diagnostics.isEmpty)
    #expect(read().taxonomy.type(of: "process.pid") == .number)
  }

  @Test(arguments: [
    ("a: {name: a, type: [}", DiagnosticCode.yamlSyntax, Diagnostic.Severity.error),
    ("- a\n- b\n", .badFieldDeclaration, .error),
    ("text", .badFieldDeclaration, .error),
    ("a: {name: a}\nb: {name: b, type: long}", .badFieldDeclaration, .warning),
    ("a: {name: a, type: []}\nb: {name: b, type: long}", .badFieldDeclaration, .warning),
    ("b: {type: long}", .badFieldDeclaration, .warning),
    ("b: {name: b, type: long}\nb: {name: b, type: long}", .duplicateKey, .warning),
  ])
  func mistakes(text: String, code: DiagnosticCode, severity: Diagnostic.Severity) {
    write(text, to: "module/format/_meta/fields.yml")
    let found = read()
    #expect(found.diagnostics.first?.code == code)
    #expect(found.diagnostics.first?.severity == severity)
    if severity == .warning { #expect(found.taxonomy.type(of: "b") == .number) }
  }

  @Test func foldersAreNoFiles() {
    mkdir("\(folder)/module/format/_meta/fields.yml", 0o755)
    #expect(read().diagnostics.map(\.code) == [.fileUnreadable])
  }

  @Test(
    .enabled(if: Published.isHere, "the published formats are not beside the project"))
  func publishedFormats() {
    let parsers = Published.files(named: "parser.yml")
    #expect(parsers.count > 100)
    for parser in parsers {
      var sources = SourceMap()
      let found = TaxonomyFiles.read(
        besideParser: parser, in: DiskFiles(), sources: &sources)
      #expect(found.diagnostics.isEmpty, "\(parser)")
      #expect(!found.files.isEmpty, "\(parser)")
      for entry in found.entries { #expect(found.taxonomy.type(of: entry.name.value) != nil) }
    }
  }
}
