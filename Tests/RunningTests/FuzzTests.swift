import Diagnostics
import Glibc
import Planning
import Running
import TestSupport
import Testing
import Text

@testable import HLMap

/// Seeded mutations of real events and rule files; `FUZZ_SECONDS` says how long, `FUZZ_SEED` from
/// where. What was found stands in `Fixtures/fuzz/`.
@Suite(.serialized) struct FuzzTests {
  static let seconds = getenv("FUZZ_SECONDS").flatMap { Double(String(cString: $0)) } ?? 2
  static let seed = getenv("FUZZ_SEED").flatMap { UInt64(String(cString: $0)) } ?? 1

  func forAWhile(_ body: (inout GeneratedJSON) throws -> Void) rethrows {
    let clock = ContinuousClock()
    let end = clock.now + .seconds(Self.seconds)
    var made = GeneratedJSON(seed: Self.seed)
    while clock.now < end { try body(&made) }
  }

  static func files(_ folder: String, _ suffix: String) -> [[UInt8]] {
    ProjectFiles.names("\(ProjectFiles.root)/\(folder)").filter { $0.hasSuffix(suffix) }
      .compactMap { ProjectFiles.bytes("\(ProjectFiles.root)/\(folder)/\($0)") }
  }

  @Test func events() throws {
    let engines = try [
      Engine(path: "\(ProjectFiles.root)/Fixtures/fuzz/rules.yml"),
      Engine(path: "\(ProjectFiles.root)/Mappings/harfanglab.yml"),
    ]
    let seeds =
      Self.files("Fixtures/harfanglab", ".json").map { $0.map { $0 == 10 ? 0x20 : $0 } }
      + Self.files("Fixtures/fuzz", ".json")
    forAWhile { made in
      var event = made.random.chance(2) ? made.random.pick(seeds) : Array(made.object(6).utf8)
      for _ in 0..<made.random.below(3) { event = made.mutated(event) }
      for engine in engines {
        if case .lines(let lines) = engine.map(event) {
          for line in lines {
            // What is written is JSON of any depth, on one line.
            #expect(
              ReferenceJSON(Array(line.utf8), depth: 1024) != nil,
              "\(String(decoding: event, as: UTF8.self))")
          }
        }
      }
    }
  }

  @Test func rules() {
    let seeds =
      Self.files("Fixtures/language", ".yml") + Self.files("Fixtures/fuzz", ".yml")
      + Self.files("Mappings", ".yml")
    forAWhile { made in
      var bytes = made.random.pick(seeds)
      for _ in 0...made.random.below(3) { bytes = made.mutated(bytes) }
      load(String(decoding: bytes, as: UTF8.self))
    }
  }

  @Test func expressions() {
    let parts = [
      "a", "a.b", "$raw", "$out.k", "$item", "$x", "[0]", "[*]", "[-1]", "[\"k\"]", "(", ")", "[",
      "]",
      ",", "|", " ", " and ", " or ", " not ", " in ", " is ", " else ", "==", "!=", "<", ">=",
      " contains ", " matches ", "'x'", "\"(a+)+$\"", "1", "1.5", "-1e9", "true", "null", "present",
      "ip", "lower", "split(a, 'x')", "replace_regex(a, '(', 'b')", "format('{}', a)", "\\", "'",
      "\"",
      "é", "\u{0}", "nth(a, 99999999999999999999)", "slice(a, -1)", "in_cidr(a, '10.0.0.0/33')",
    ]
    forAWhile { made in
      let expression = (0...made.random.below(12)).map { _ in made.random.pick(parts) }.joined()
      let text = quoted(expression)
      load("hlmap: 1\nschema: [{r: object}]\nstages: [{to: r.v, from: \(text), when: \(text)}]")
    }
  }

  /// Loads a text, renders what is found, and maps an event where it is sound.
  func load(_ text: String, event: String = FuzzTests.event) {
    let loaded = RuleLoader.load(text: text, name: "fuzz.yml")
    for finding in loaded.diagnostics {
      guard let span = finding.span else { continue }
      let count = loaded.sources[span].bytes.count
      #expect(span.lower <= span.upper && Int(span.upper) <= count, "\(text)")
    }
    _ = TextReport(sources: loaded.sources).render(loaded.diagnostics)
    #expect(loaded.plan != nil || !loaded.diagnostics.isEmpty, "\(text)")
    if loaded.plan != nil, let engine = try? Engine(text, head: false) {
      _ = engine.map(event)
    }
  }

  static let event = #"{"a":{"b":[1,{"k":"x"}],"b":[1.5,"x\u0041"]},"k":"CORP\\ann","x":0}"#
}
