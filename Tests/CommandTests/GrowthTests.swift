import Diagnostics
import Foundation
import Glibc
import Planning
import Testing

@testable import HLMap
@testable import Language
@testable import Running
@testable import Text
@testable import Workbench
@testable import hl_map

/// Rule files take time in proportion to their size, however large and odd they are.
///
/// What counts is the processor time of this thread. Four times the size may take eight times as
/// long, where a loop within a loop takes sixteen times. Work of others can only make a round longer,
/// so each size counts by its shortest round, and rounds go on until one is good enough.
@Suite(.serialized, .timeLimit(.minutes(10))) struct GrowthTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    /// The smaller of the two sizes.
    var count: Int
    var text: @Sendable (Int) -> String
    var testDescription: String { name }
  }

  private static let head = "hlmap: 1\nschema: [{r: object}]\n"

  private static func file(_ head: String, _ count: Int, _ part: (Int) -> String) -> String {
    Self.head + head + "\n" + (0..<count).map { part($0) + "\n" }.joined()
  }

  static let cases = [
    Case(name: "comments that hide something", count: 1000) { count in
      file("stages:", count) { _ in "  # hl-map: ignore[HL2105] because x" }
        + "  - {to: r.a, from: a}\n"
    },
    Case(name: "comments and stages in turn", count: 500) { count in
      file("stages:", count) {
        "  # hl-map: ignore[HL2105] because x\n  - {to: r.a\($0), from: a}"
      }
    },
    Case(name: "codes of one comment", count: 500) { count in
      let codes = Array(repeating: "HL2105", count: count).joined(separator: ", ")
      return file("stages:", 1) { _ in "  # hl-map: ignore[\(codes)]\n  - {to: r.a, from: a}" }
    },
    Case(name: "cases that stand twice", count: 2000) { count in
      file("stages:\n  - match: a\n    cases:", count) { _ in "      - {is: v, set: {r.a: x}}" }
    },
    Case(name: "unknown fragments", count: 1000) { count in
      file("fragments:", count) { "  f\($0)(a): [{map: {r.a: $a}}]" } + "stages:\n"
        + (0..<count).map { "  - {use: gragment\($0)(a)}\n" }.joined()
    },
    Case(name: "fragments and uses of them", count: 1000) { count in
      file("fragments:", count) { "  f\($0)(a): [{use: g($a)}]" } + "  g(a): [{map: {r.a: $a}}]\n"
        + "stages:\n" + (0..<count).map { "  - {use: f\($0)(a)}\n" }.joined()
    },
    Case(name: "stages of an intake format", count: 2000) { count in
      let names = (0..<count).map { "s\($0)" }
      return "name: many\npipeline:\n" + names.map { "  - name: \($0)\n" }.joined() + "stages:\n"
        + names.map {
          "  \($0): {actions: [{set: {process.name: \"{{ original.message }}\"}}]}\n"
        }.joined()
    },
  ]

  @Test(arguments: cases) func check(of one: Case) throws {
    let program = try Program()
    defer { program.remove() }
    let paths = try [one.count, 4 * one.count].map { try program.write("\($0).yml", one.text($0)) }
    try expectGrowth(paths[0], paths[1]) { #expect(CheckRun.check([$0]).files.count == 1) }
  }

  /// What is copied a rule shows only where there are many, so these are read before.
  static let plans = [
    Case(name: "cases", count: 8000) { count in
      file("stages:\n  - match: a\n    cases:", count) { "      - {is: v\($0), set: {r.a: x}}" }
    },
    Case(name: "decodes", count: 8000) { count in
      file("stages:", count) { "  - {decode: {kv: a, name: d\($0)}}" }
    },
    Case(name: "conditional decodes", count: 8000) { count in
      file("stages:", count) { "  - {decode: {kv: a, name: d\($0)}, when: a is present}" }
    },
  ]

  @Test(arguments: plans) func plan(of one: Case) throws {
    let mappings = try [one.count, 4 * one.count].map { count in
      try #require(
        RuleLoader.load(text: one.text(count), name: "rules.yml").syntax as? Mapping)
    }
    try expectGrowth(mappings[0], mappings[1]) { #expect(Planner.plan($0).plan != nil) }
  }

  static let layouts = [
    Case(name: "values over many lines", count: 1000) { count in
      file("stages:\n  - match: a\n    cases:\n      - is: [", count) { "          v\($0)," }
        + "        ]\n        set: {r.a: x}\n"
    },
    Case(name: "stages", count: 500) { count in
      file("stages:", count) { "  - {to: r.a\($0), from: a} # why" }
    },
  ]

  @Test(arguments: layouts) func layout(of one: Case) throws {
    try expectGrowth(one.text(one.count), one.text(4 * one.count)) { text in
      guard case .formatted = RuleLayout.format(Array(text.utf8), name: "rules.yml") else {
        Issue.record("no layout")
        return
      }
    }
  }

  /// Edits that are taken back one by one.
  @Test func restoredLines() throws {
    func lines(_ count: Int) -> EditedText {
      let line = Array("line\n".utf8)
      var text = EditedText(
        SourceText(name: "x", bytes: Array(repeatElement(line, count: count).joined())))
      let edits = (0..<count).map { number in
        let span = Span(source: 0, lower: number * line.count, upper: number * line.count + 4)
        return Diagnostic(.bareWord, .warning, "", at: span, fix: .init(span, "other"))
      }
      let isEdited = text.make(edits)
      #expect(isEdited)
      return text
    }
    try expectGrowth(lines(1000), lines(4000)) { text in
      var text = text
      text.restore(text.changed, to: text)
      #expect(text.edits == text.lines.count)
      text.restore(text.changed, to: nil)
      #expect(text.edits == 0)
    }
  }

  private func expectGrowth<Input>(
    _ small: Input, _ large: Input, _ body: (Input) throws -> Void
  ) throws {
    var (least, most) = (Double.infinity, Double.infinity)
    for _ in 0..<6 {
      least = min(least, try Self.processorTime { try body(small) })
      most = min(most, try Self.processorTime { try body(large) })
      if most < 8 * least { return }
    }
    Issue.record("four times the size takes \(most / least) times as long")
  }

  private static func processorTime(of body: () throws -> Void) rethrows -> Double {
    func now() -> Double {
      var time = timespec()
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
    let start = now()
    try body()
    return now() - start
  }
}
