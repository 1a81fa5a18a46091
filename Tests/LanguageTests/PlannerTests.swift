import Diagnostics
import Planning
import Testing

@testable import HLMap
@testable import Text

/// What the planner finds, where, and what it advises.
@Suite struct PlannerTests {
  /// Rows: the code, words of the message or the help, and rules in which `«…»` is the place.
  private static let rows: [(String, String, String)] = [
    ("HL1106", "empty part", "stages: [{to: «host..name», from: a}]"),
    ("HL1301", "did you mean `lower`?", "stages: [{to: host.name, from: a | «lowr»}]"),
    ("HL1302", "did you mean `account`?", "stages: [{use: '«acount»(a, user)'}]"),
    (
      "HL1303", "did you mean `names`?",
      "tables: {names: {a: b}}\nstages: [{to: host.name, from: a, lookup: «name»}]"
    ),
    ("HL1304", "`$item` exists only inside", "stages: [{to: host.name, from: «$item».x}]"),
    ("HL1304", "`$d` is not known here", "stages: [{to: host.name, from: «$d».x}]"),
    ("HL1304", "did you mean `$event`?", "stages: [{to: host.name, from: «$evnt».x}]"),
    ("HL1304", "`$out` alone", "stages: [{to: host.name, from: «$out»}]"),
    (
      "HL1304", "not a parameter here",
      "fragments: {f(dst): [{map: {'«${dts}.name»': a}}]}\nstages: [{use: f(host)}]"
    ),
    ("HL1305", "uses itself: f → f", "fragments: {f(a): [{use: «f($a)»}]}\nstages: [{use: f(x)}]"),
    ("HL1306", "did you mean `long`?", "stages: [{to: process.pid, from: a, as: «lnog»}]"),
    ("HL1307", "did you mean `related`?", "infer: [«relate»]"),
    ("HL2001", "", "schema: [«ecs@7»]\nstages: []"),
    ("HL2101", "did you mean `host.hostname`?", "stages: [{to: «host.hostnam», from: a}]"),
    ("HL2101", "declare it in a vendor layer", "stages: [{to: «zzz.qqq», from: a}]"),
    ("HL2102", "did you mean `alert`?", "stages: [{set: {event.kind: «alerts»}}]"),
    ("HL2103", "write one of its fields", "stages: [{to: «host.os», from: a}]"),
    ("HL2104", "write `host.name` itself", "stages: [{to: «host.name.x», from: a}]"),
    (
      "HL2104", "one is inside the other",
      "schema: [{r: object}]\nstages: [{map: {r.a: x, «r.a.b»: y}}]"
    ),
    ("HL3001", "takes 1 arguments, not 2", "stages: [{to: host.name, from: '«lower(a, b)»'}]"),
    ("HL3001", "takes 2 arguments, not 1", "stages: [{use: «account(a)»}]"),
    ("HL3001", "only `date` and `epoch` do", "stages: [{to: process.pid, from: a, as: «long(1)»}]"),
    ("HL3002", "must be a plain name", "stages: [{use: 'account(a, «1»)'}]"),
    ("HL3002", "must be a plain name", "stages: [{use: 'account(a, «$event»)'}]"),
    (
      "HL3006", "event as received",
      "decode: {json: «$event.message»}\nstages: [{to: host.name, from: a}]"
    ),
    ("HL3008", "never takes an object", "stages: [{to: event.original, from: «$event»}]"),
    ("HL3002", "must be integer", "stages: [{to: host.name, from: 'a | nth(«true»)'}]"),
    ("HL3003", "", "stages: [{to: host.name, from: 'a | capture(«\"(\"»)'}]"),
    (
      "HL3003", "names no group",
      "stages: [{decode: {regex: a, name: d, pattern: «'a+'»}}, {to: host.name, from: $d.x}]"
    ),
    (
      "HL3004", "is a long field; `ip` gives an address",
      "stages: [{to: process.pid, from: a, as: «ip»}]"
    ),
    (
      "HL3004", "is an ip field; `int` gives an integer",
      "stages: [{to: source.ip, from: a, as: «int»}]"
    ),
    (
      "HL3004", "is a keyword field; `geo_point` gives a point",
      "stages: [{to: host.name, from: a, as: «geo_point»}]"
    ),
    ("HL3005", "cannot be cast to it", "stages: [{set: {process.pid: «abc»}}]"),
    ("HL3005", "is byte", "schema: [{r: byte}]\nstages: [{set: {r: «128»}}]"),
    (
      "HL3005", "a case must be", "stages: [{match: a, cases: [{is: «null», set: {host.name: x}}]}]"
    ),
    (
      "HL3005", "there is no time zone",
      "stages: [{to: '@timestamp', from: a, as: 'date(\"%d\", tz: «\"Mars\"»)'}]"
    ),
    (
      "HL3003", "no pattern `IPP`",
      "stages: [{decode: {grok: a, name: d, pattern: 'at %{«IPP»:x}'}}, {to: host.name, from: $d.x}]"
    ),
    (
      "HL3003", "no pattern `NO`",
      "stages: [{decode: {grok: a, name: d, pattern: '%{A}', patterns: {A: \"\\t%{«NO»}\"}}}, "
        + "{to: host.name, from: $d.A}]"
    ),
    (
      "HL3003", "not of the form",
      "stages: [{decode: {grok: a, name: d, pattern: 'x«%{INT:}»'}}, {to: host.name, from: $d.x}]"
    ),
    (
      "HL3003", "missing closing parenthesis",
      "stages: [{decode: {grok: a, name: d, pattern: «'(%{INT:x}'»}}, {to: host.name, from: $d.x}]"
    ),
    (
      "HL3003", "names nothing",
      "stages: [{decode: {grok: a, name: d, pattern: «'a+'»}}, {to: host.name, from: $d.x}]"
    ),
    (
      "HL1103", "`patterns` must be a map",
      "stages: [{decode: {grok: a, name: d, pattern: '%{INT}', patterns: «[a]»}}, "
        + "{to: host.name, from: $d.INT}]"
    ),
    (
      "HL3005", "without quotes and line breaks",
      "stages: [{decode: {dsv: a, name: d, columns: [b], delimiter: «'\"'»}}, "
        + "{to: host.name, from: $d.b}]"
    ),
    ("HL3006", "reads the event as received", "decode: {json: «a»}\nstages: []"),
    ("HL3006", "reads the event as received", "decode: {json: $raw.a | concat(«b»)}\nstages: []"),
    ("HL3006", "reads the event as received", "decode: {json: «$raw»}\nstages: []"),
    (
      "HL3006", "did you mean `json`?",
      "decode: {«jsn»: $raw.a}\nstages: [{to: host.name, from: b}]"
    ),
    (
      "HL3006", "no way to decode `ltvs`",
      "stages: [{decode: {«ltvs»: a, name: l}}, {map: {host.name: $l.x, user.name: $l.y}}]"
    ),
    (
      "HL3006", "the kinds are",
      "stages: [{decode: {«hexadecimal»: a, name: l, columns: [b]}}, {to: host.name, from: $l.x}]"
    ),
    ("HL3006", "reads the event as received", "decode: {json: $raw.a, else: «b»}\nstages: []"),
    ("HL3006", "gives a text", "decode: {«base64»: $raw.a}\nstages: []"),
    ("HL3007", "must be a constant text", "stages: [{to: host.name, from: a | capture(«b»)}]"),
    (
      "HL4001", "only the first one runs",
      "stages: [{match: a, cases: [{is: 1, set: {host.name: x}}, {is: «'1'», set: {host.name: y}}]}]"
    ),
    (
      "HL1105", "cannot stand inside",
      "stages: [{emit: {stages: [«{emit: {map: {host.name: a}}}»]}}]"
    ),
  ]

  @Test(arguments: rows.indices)
  func finding(number: Int) throws {
    let (code, words, marked) = Self.rows[number]
    let bytes = Array("hlmap: 1\n\(marked)\n".utf8)
    let (open, close) = (Array("«".utf8), Array("»".utf8))
    let start = try #require(bytes.firstRange(of: open)).lowerBound
    let end = try #require(bytes.firstRange(of: close)).lowerBound
    let text = String(
      decoding: bytes[..<start] + bytes[(start + 2)..<end] + bytes[(end + 2)...], as: UTF8.self)
    let loaded = RuleLoader.load(text: text, name: "rules.yml")
    let report = TextReport(sources: loaded.sources).render(loaded.diagnostics)
    let finding = try #require(loaded.diagnostics.first { $0.code.rawValue == code }, "\(report)")
    #expect(loaded.diagnostics.count == 1, "\(report)")
    #expect(report.contains(words), "\(report)")
    #expect(finding.help != nil, "\(report)")
    #expect(finding.severity != .error || loaded.plan == nil)
    let span = try #require(finding.span)
    // Quotes around a name or text may belong to the place or not.
    let wanted = Span(source: 0, lower: start, upper: end - 2)
    #expect(
      span == wanted, "\(loaded.sources.text(of: span)), not \(loaded.sources.text(of: wanted))")
  }
}
