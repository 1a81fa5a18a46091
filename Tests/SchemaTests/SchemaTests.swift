import Diagnostics
import Schema
import Testing

@testable import JSON
@testable import Text

private let place = Span(source: 0, lower: 3, upper: 9)

private func built(_ layers: [SchemaLayer] = []) -> (schema: Schema, found: [Diagnostic]) {
  var found: [Diagnostic] = []
  return (Schema.build(layers: layers, diagnostics: &found), found)
}

private func declared(
  _ name: String, _ type: String, array: Bool? = nil, values: [JSONTree]? = nil
) -> FieldDeclaration {
  FieldDeclaration(
    name: Located(name, place), type: Located(type, place), description: "own words",
    isArray: array, allowedValues: values?.map { Located($0, place) })
}

private func named(_ name: String) -> SchemaLayer { .named(Located(name, place)) }

@Suite("Names of ECS")
struct ResolutionTests {
  let schema = built().schema

  @Test(arguments: [
    ("@timestamp", FieldType.date, false), ("process.pid", .long, false),
    ("host.ip", .ip, true), ("source.ip", .ip, false), ("event.category", .keyword, true),
    ("message", .matchOnlyText, false), ("source.geo.location", .geoPoint, false),
    ("labels", .object, false), ("dns.answers", .object, true),
    ("data_stream.type", .constantKeyword, false), ("vulnerability.severity", .keyword, false),
  ])
  func fields(name: String, type: FieldType, isArray: Bool) throws {
    let field = try #require(schema.field(name))
    #expect(field.name == name)
    #expect(field.type == type)
    #expect(field.isArray == isArray)
    #expect(field.source == .ecs(.ecs94))
    #expect(schema.resolve(name) == .field(field))
  }

  @Test(arguments: ["file.hash", "process", "process.parent", "event", "source.geo"])
  func groups(name: String) { #expect(schema.resolve(name) == .group) }

  @Test func open() throws {
    let labels = try #require(schema.field("labels"))
    #expect(schema.resolve("labels.team") == .open(labels))
    #expect(schema.resolve("labels.team.lead") == .open(labels))
  }

  @Test func underScalar() throws {
    let pid = try #require(schema.field("process.pid"))
    #expect(schema.resolve("process.pid.low") == .underScalar(pid))
    let commandLine = try #require(schema.field("process.command_line"))
    #expect(schema.resolve("process.command_line.text") == .underScalar(commandLine))
    let path = try #require(schema.field("file.path"))
    #expect(schema.resolve("file.path.caseless.deep") == .underScalar(path))
  }

  @Test func values() throws {
    let kind = try #require(schema.field("event.kind"))
    #expect(kind.allowedValues.contains("pipeline_error"))
    #expect(kind.allowedValues.count == 8)
    let category = try #require(schema.field("event.category"))
    #expect(category.allowedValues.count == 20)
    #expect(category.allowedValues.allSatisfy { !$0.contains(">") })
    let direction = try #require(schema.field("network.direction"))
    #expect(direction.expectedValues.contains("inbound"))
    #expect(direction.allowedValues.isEmpty)
    #expect(schema.field("host.mac")?.pattern == "^[A-F0-9]{2}(-[A-F0-9]{2}){5,}$")
    #expect(
      schema.field("process.thread.capabilities.effective")?.pattern == #"^(CAP_[A-Z_]+|\d+)$"#)
  }

  @Test func expectedTypes() {
    #expect(schema.expectedEventTypes(category: "authentication") == ["start", "end", "info"])
    #expect(schema.expectedEventTypes(category: "threat") == ["indicator"])
    #expect(schema.expectedEventTypes(category: "nonsense") == nil)
  }

  @Test(arguments: [
    ("src_ip", "source.ip"), ("source_ip", "source.ip"), ("sourceIp", "source.ip"),
    ("dst_port", "destination.port"), ("process.commandline", "process.command_line"),
    ("process.cmdline", "process.command_line"), ("Process.PID", "process.pid"),
    ("file.md5", "file.hash.md5"), ("proces.pid", "process.pid"), ("user_name", "user.name"),
    ("event.catgory", "event.category"), ("process.parnet.pid", "process.parent.pid"),
    ("timestamp", "@timestamp"), ("command_line", "process.command_line"),
    ("process.nonsense.deeper.pid", "process.pid"),
  ])
  func suggestions(name: String, expected: String) {
    #expect(schema.resolve(name) == .unknown(suggestion: expected))
  }

  @Test(arguments: [
    "", ".", "..", "a..b", ".pid", "qqqqqqqqqqqq", "host.mac\tkeyword", "x\nhost.mac", "\u{0}",
    "~", "zzz.zzz", "é", String(repeating: "a.", count: 100_000),
  ])
  func strangeNames(name: String) {
    guard case .unknown = schema.resolve(name) else {
      Issue.record("\(schema.resolve(name))")
      return
    }
  }

  @Test func strangeEnds() {
    #expect(schema.resolve("process.pid.") != .group)
    #expect(schema.resolve("process.") == .unknown(suggestion: schema.suggestion(for: "process.")))
  }

  @Test func listing() {
    let names = schema.fields.map(\.name)
    #expect(names.count == 2605)
    #expect(names.first == "@timestamp")
    #expect(names.allSatisfy { schema.field($0) != nil })
  }
}

@Suite("Layers of a schema")
struct LayerTests {
  @Test(arguments: [
    ("ecs", ECSVersion.ecs94), ("ecs@9.4", .ecs94), ("ecs@9.4.0", .ecs94), ("ecs@8.17", .ecs817),
    ("ecs@8.11.0", .ecs811),
  ])
  func versions(name: String, version: ECSVersion) {
    let (schema, found) = built([named(name)])
    #expect(found.isEmpty)
    #expect(schema.versions == [version])
    #expect(schema.field("process.pid")?.source == .ecs(version))
    #expect(schema.expectedEventTypes(category: "malware") == ["info"])
  }

  @Test func versionsDiffer() {
    #expect(built([named("ecs@8.11")]).schema.field("entity.id") == nil)
    #expect(built().schema.field("entity.id") != nil)
  }

  @Test(arguments: [("ecs@9.5", "ecs@9.4"), ("ecs@8.7", "ecs@8.17"), ("esc@9.4", "ecs@9.4")])
  func unknownVersion(name: String, nearest: String) throws {
    let (schema, found) = built([named(name)])
    let diagnostic = try #require(found.first)
    #expect(found.count == 1)
    #expect(diagnostic.code == .unknownSchema)
    #expect(diagnostic.help?.hasPrefix("did you mean `\(nearest)`?") == true)
    #expect(diagnostic.help?.contains("`ecs@8.17`") == true)
    #expect(diagnostic.fix == Diagnostic.Fix(place, nearest))
    #expect(schema.field("process.pid") != nil)
  }

  @Test func unknownSchemaOfNoKind() {
    let found = built([named("ocsf")]).found
    #expect(found.first?.fix == nil)
    #expect(found.first?.help?.contains("`ecs@9.4`") == true)
  }

  @Test func vendorFields() throws {
    let (schema, found) = built([
      named("ecs@9.4"),
      .file(
        Located("./v.yml", place),
        [declared("harfanglab.level", "keyword"), declared("event.event.outcome", "string")]),
      .inline([declared("harfanglab.raw", "flattened"), declared("harfanglab.score", "int")]),
    ])
    #expect(found.isEmpty)
    let level = try #require(schema.field("harfanglab.level"))
    #expect(level.source == .vendor)
    #expect(level.description == "own words")
    #expect(schema.resolve("harfanglab") == .group)
    #expect(schema.resolve("event.event") == .group)
    #expect(
      schema.resolve("harfanglab.raw.any.name")
        == .open(try #require(schema.field("harfanglab.raw"))))
    #expect(schema.resolve("harfanglab.level.x") == .underScalar(level))
    #expect(schema.field("harfanglab.score")?.type == .long)
    #expect(schema.resolve("harfanglab.lvel") == .unknown(suggestion: "harfanglab.level"))
    #expect(schema.fields.count == 2609)
  }

  @Test func overrides() throws {
    let (schema, found) = built([
      named("ecs@9.4"),
      .inline([
        declared("host.ip", "", array: false),
        declared("event.category", "", values: [.text("own"), .integer("7"), .boolean(true)]),
        declared("event.code", "long"),
      ]),
      .inline([declared("event.code", "", array: true)]),
    ])
    #expect(found.isEmpty)
    #expect(schema.field("host.ip")?.type == .ip)
    #expect(schema.field("host.ip")?.isArray == false)
    #expect(schema.field("event.category")?.allowedValues == ["own", "7", "true"])
    #expect(schema.field("event.category")?.isArray == true)
    #expect(schema.field("event.code")?.type == .long)
    #expect(schema.field("event.code")?.isArray == true)
    #expect(schema.field("event.code")?.source == .vendor)
  }

  @Test func laterECSWins() {
    let (schema, _) = built([
      named("ecs@8.11"), .inline([declared("event.code", "long"), declared("own.x", "ip")]),
      named("ecs@9.4"),
    ])
    #expect(schema.field("event.code")?.type == .keyword)
    #expect(schema.field("own.x")?.type == .ip)
    #expect(schema.versions == [.ecs94, .ecs811])
  }

  @Test func withoutNamedVersion() {
    let schema = built([.inline([declared("own.x", "ip")])]).schema
    #expect(schema.field("own.x")?.type == .ip)
    #expect(schema.field("process.pid")?.type == .long)
    #expect(schema.versions == [.newest])
  }

  @Test(arguments: [
    (declared("a.b", "keywrd"), "did you mean `keyword`?", "keyword"),
    (declared("a.b", "zzzzzzzz"), "the types are `keyword`", nil),
    (declared("a.b", ""), "only a field that a layer below", nil),
    (declared("a..b", "keyword"), nil, nil),
    (declared("a.b", "keyword", values: [.list([])]), nil, nil),
  ])
  func badDeclarations(declaration: FieldDeclaration, help: String?, fix: String?) throws {
    let found = built([.inline([declaration])]).found
    let diagnostic = try #require(found.first)
    #expect(found.count == 1)
    #expect(diagnostic.code == .badFieldDeclaration)
    #expect(diagnostic.severity == .error)
    if let help { #expect(diagnostic.help?.hasPrefix(help) == true) }
    #expect(diagnostic.fix?.replacement == fix)
  }

  @Test func declaredBelowScalar() {
    let found = built([named("ecs"), .inline([declared("event.outcome.detail", "keyword")])]).found
    #expect(found.map(\.code) == [.fieldUnderScalar])
    #expect(found.first?.severity == .warning)
  }

  @Test func everyTypeParses() {
    for type in FieldType.allCases { #expect(FieldType(parsing: type.rawValue) == type) }
    #expect(FieldType(parsing: "") == nil)
  }
}
