import Schema
import Testing

/// Descriptions of fields in our own words, and what products call them.
@Suite struct FieldWordsTests {
  @Test(
    arguments: [
      ("source.ip", "The address of the source."),
      ("file.hash.sha256", "Its SHA-256. Here of `file`."),
      ("process.parent.pid", "The number of the parent."),
      ("process.parent.title", "What the process calls itself. Here of `process.parent`."),
      (
        "process.entry_leader.parent.pid",
        "The number of the process. Here of `process.entry_leader.parent`."
      ),
      ("destination.user.name", "The name the user logs in by. Here of `destination`."),
      ("user.target.email", "The mail address of the user. Here of `user.target`."),
    ])
  func descriptions(field: String, description: String) {
    #expect(FieldWords.of(field)?.description == description)
  }

  @Test func unknownFieldsHaveNone() {
    #expect(FieldWords.of("acme.level") == nil)
    #expect(FieldWords.of("") == nil)
    #expect(FieldWords.of(".") == nil)
  }

  @Test(
    arguments: [
      ("srcip", "source.ip"), ("src_ip", "source.ip"), ("sourceAddress", "source.ip"),
      ("dstport", "destination.port"), ("sentbyte", "source.bytes"),
      ("Image", "process.executable"),
      ("ProcessId", "process.pid"), ("awsRegion", "cloud.region"),
      ("QueryName", "dns.question.name"),
    ])
  func productNames(name: String, field: String) {
    #expect(FieldWords.fields(named: name).first?.field == field)
  }

  /// Fields that detection engineers work with are described.
  @Test func theUsualSetsAreDescribed() throws {
    let schema = try #require(ECSVersion.newest.field("source.ip").map { _ in ECSVersion.newest })
    for set in [
      "source", "destination", "event", "process", "file", "dns", "url", "http", "user", "network",
      "registry", "host", "rule",
    ] {
      for name in ["ip", "name", "id", "path", "pid", "port", "bytes", "original", "action"] {
        let field = "\(set).\(name)"
        if schema.field(field) != nil { #expect(FieldWords.of(field) != nil, "\(field)") }
      }
    }
  }
}
