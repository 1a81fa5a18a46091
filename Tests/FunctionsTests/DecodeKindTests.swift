import Functions
import Testing

@testable import Events

/// What the declarations of decodes promise.
@Suite struct DecodeKindTests {
  private static let tables = [DecodeKindTable.rules, DecodeKindTable.intake]

  @Test func namesAreUnique() {
    for kinds in Self.tables {
      #expect(Set(kinds.map(\.name)).count == kinds.count)
      for kind in kinds { #expect(Set(kind.options.map(\.name)).count == kind.options.count) }
    }
    #expect(DecodeKindTable.rules(named: "kv") === DecodeKindTable.rules[1])
    #expect(DecodeKindTable.rules(named: "kv.parse-kv") == nil)
    #expect(DecodeKindTable.intake(named: "kv.parse-kv") != nil)
  }

  @Test func declarationsAreSound() {
    for kind in Self.tables.joined() {
      #expect(!kind.failure.isEmpty && !kind.failure.hasSuffix("."), "\(kind.name)")
      for about in [kind.about] + kind.options.map(\.about) {
        #expect(about.hasSuffix(".") || about.hasSuffix("…"), "\(kind.name): \(about)")
        #expect(!about.contains("\n"), "\(kind.name)")
      }
    }
  }

  static let samples: [(kind: String, values: [String: DecodeSettings.Value], mistake: String?)] = [
    ("json", [:], nil), ("kv", [:], nil), ("kv", ["value_separator": .text("")], "value_separator"),
    ("kv", ["escape": .text("double"), "quotes": .text("'["), "blanks": .flag(true)], nil),
    ("kv", ["escape": .text("slash")], "escape"),
    ("kv", ["pair_pattern": .text("(.)=(.)")], nil),
    ("kv", ["pair_pattern": .text("(.)=.")], "pair_pattern"),
    ("kv", ["pair_pattern": .text("(")], "pair_pattern"),
    ("kv", ["pair_pattern": .text("(.)=(.)"), "trim": .text("'")], "trim"),
    ("query", [:], nil), ("loose_json", [:], nil), ("syslog", [:], nil),
    ("syslog", ["tz": .text("-05:00")], nil), ("syslog", ["tz": .text("Nowhere")], "tz"),
    ("csv", ["columns": .names(["a"])], nil),
    ("csv", ["columns": .names(["a"]), "delimiter": .text("")], "delimiter"),
    ("csv", ["columns": .names(["a"]), "quote": .text("ab")], "quote"),
    ("dsv", ["columns": .names(["a"]), "delimiter": .text("\n")], "delimiter"),
    ("dissect", ["pattern": .text("%{a} %{b}")], nil),
    ("dissect", ["pattern": .text("%{a}%{b}")], "pattern"),
    ("regex", ["pattern": .text("(?<a>x)")], nil), ("regex", ["pattern": .text("x")], "pattern"),
    ("regex", ["pattern": .text("(")], "pattern"),
    ("grok", ["pattern": .text("%{WORD:a}")], nil), ("grok", ["pattern": .text("x")], "pattern"),
    (
      "grok", ["pattern": .text("%{A:a}"), "patterns": .patterns([("A", "%{B}")])], "patterns"
    ),
  ]

  @Test func settingsAreChecked() throws {
    for (name, values, mistake) in Self.samples {
      let kind = try #require(DecodeKindTable.rules(named: name))
      var settings = DecodeSettings(values, resources: .system)
      let decoder = kind.prepare(&settings)
      #expect((decoder == nil) == (mistake != nil), "\(name) \(values)")
      #expect(settings.mistakes.map(\.option) == (mistake.map { [$0] } ?? []), "\(name) \(values)")
    }
  }

  @Test func namesAreKnownBeforehand() throws {
    func names(_ name: String, _ values: [String: DecodeSettings.Value]) throws -> [String]? {
      let kind = try #require(DecodeKindTable.rules(named: name))
      var settings = DecodeSettings(values, resources: .system)
      let decoder = try #require(kind.prepare(&settings))
      switch decoder.names {
      case .unknown: return nil
      case .fields(let names), .paths(let names): return names
      }
    }
    #expect(try names("json", [:]) == nil)
    #expect(try names("csv", ["columns": .names(["a", "b"])]) == ["a", "b"])
    #expect(
      try names("grok", ["pattern": .text("%{WORD:a} %{INT:b}")]) == ["a", "b"])
    #expect(try names("url", [:])?.contains("domain") ?? true)
  }

  @Test func grokIsNarrowed() throws {
    var settings = DecodeSettings(["pattern": .text("%{WORD:a} %{INT:b}")], resources: .system)
    let decoder = try #require(DecodeKindTable.rules(named: "grok")?.prepare(&settings))
    if case .fields(let names) = decoder.reading(["b"]).names {
      #expect(names == ["b"])
    } else {
      Issue.record("a grok pattern knows its names")
    }
  }
}
