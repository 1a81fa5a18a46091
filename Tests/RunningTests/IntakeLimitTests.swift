import Events
import Foundation
import Planning
import Running
import Testing

@testable import HLMap

/// What one event of an intake format may take: large events pass, hostile ones are rejected.
@Suite(.serialized, .timeLimit(.minutes(10))) struct IntakeLimitTests {
  private static func format(_ template: String) -> String {
    """
    name: limits
    pipeline:
      - {name: fields}
    stages: {fields: {actions: [{set: {process.name: \(quoted(template))}}]}}
    """
  }

  private func map(_ template: String, _ list: String) throws -> Mapped {
    try Engine(Self.format(template), head: false).map(#"{"message":\#(list)}"#)
  }

  /// What a template gives for a list, behind the list itself.
  private func name(_ template: String, _ list: String) throws -> String {
    guard case .lines(let lines) = try map(template, list), let line = lines.first,
      let start = line.range(of: #""process":{"name":""#)
    else { return "nothing" }
    return String(line[start.upperBound...].prefix { $0 != "\"" })
  }

  private static func list(_ count: Int, of item: String) -> String {
    "[" + Array(repeating: item, count: count).joined(separator: ",") + "]"
  }

  // MARK: Lists that grow

  private static let hundred = "\"" + String(repeating: "x", count: 100) + "\""

  /// Copied for each item, these lists would take gigabytes.
  @Test(arguments: [
    (
      "{% set l = [] %}{% for a in original.message %}{% set _ = l.append(a) %}{% endfor %}{{ l | length }}!",
      "10000!"
    ),
    (
      "{% set l = [] %}{% set m = [] %}{% for a in original.message %}{% set _ = l.append(a) %}{% set _ = m.append({'k': a}) %}{% endfor %}{{ l | length }}+{{ m | length }}",
      "10000+10000"
    ),
    (
      "{% for a in original.message if a %}{% if loop.last %}{{ loop.length }}{% endif %}{% endfor %}",
      "10000"
    ),
    (
      "{% set l = [] %}{% for a in original.message %}{% if a != 'y' and l | length < 1 %}{% set _ = l.append(a) %}{% endif %}{% endfor %}{{ l | length }}!",
      "1!"
    ),
  ])
  func manyItems(_ template: String, _ expected: String) throws {
    #expect(try name(template, Self.list(10_000, of: Self.hundred)) == expected)
  }

  /// A list that grows where it is changes for all names of it, and not for those who hold what it
  /// was: it ends as a short list does, which is copied.
  @Test(arguments: [
    // A second name, and the way back.
    (
      "{% set m = l %}{% set _ = l.append(1) %}{% set _ = l.append(2) %}{{ m[-1] }} {{ l[-2] }}",
      "2 1"
    ),
    (
      "{% set m = l %}{% set _ = l.append(1) %}{% set _ = m.append(2) %}{{ m[-1] }} {{ l[-1] }}",
      "2 2"
    ),
    (
      "{% set m = l[:] %}{% set _ = l.append(1) %}{% set _ = m.append(2) %}{{ m[-1] }} {{ l[-1] }}",
      "2 1"
    ),
    // Itself, and a part of itself.
    ("{% set _ = l.append(l) %}{% set _ = l.append(1) %}{{ l[-2][-1] }} {{ l[-1] }}", "0 1"),
    ("{% set _ = l.append([1]) %}{% set _ = l.append(l[-1]) %}{{ l[-1] }}{{ l[-2] }}", "[1][1]"),
    // What was written out, is gone through or became a part.
    ("{{ l }}{% set _ = l.append(1) %}{{ l[-1] }}", "0]1"),
    ("{% for a in l %}{% set _ = l.append(1) %}{% endfor %}{{ l[-1] }}", "1"),
    (
      "{% for a in l %}{% if loop.last %}{% set _ = l.append(7) %}{{ a }}{% endif %}{% endfor %}{{ l[-1] }}",
      "07"
    ),
    ("{% set m = [l] %}{% set _ = l.append(1) %}{{ m[0][-1] }}", "0"),
    // A name in a scope of its own, for the same list.
    (
      "{% for a in [1, 2, 3] %}{% set _ = l.append(a) %}{% if a == 4 %}{% set l = 1 %}{% endif %}{% endfor %}{{ l[-1] }}",
      "3"
    ),
    // More lists than grow at once.
    (
      (0..<12).map { "{% set l\($0) = l[:] %}{% set _ = l\($0).append(\($0)) %}" }.joined()
        + (0..<12).map { "{% set _ = l\($0).append('x') %}" }.joined()
        + (0..<12).map { "{{ l\($0)[-2] }}{{ l\($0)[-1] }}" }.joined(),
      (0..<12).map { "\($0)x" }.joined()
    ),
  ])
  func holders(_ template: String, _ expected: String) throws {
    let start = "{% set l = original.message.l %}{% set _ = l.append(0) %}"
    for list in ["[]", Self.list(30, of: Self.hundred)] {
      #expect(try name(start + template, #"{"l":\#(list)}"#).hasSuffix(expected))
    }
  }

  // MARK: Work

  /// 16 MB in 50,000 items.
  @Test(
    .enabled(if: isOptimised, "tests read what is written slowly in other builds"),
    arguments: [
      "{% for a in original.message %}{% if a.id == 7 %}{{ a.text | length }}{% endif %}{% endfor %}",
      "{% set l = [] %}{% for a in original.message %}{% if a.id > 5 and a.text is defined %}{% set _ = l.append(a.text | upper) %}{% endif %}{% endfor %}{{ l | length }}",
      "{{ original.message | map(attribute='id') | unique | list | length }}",
      "{{ original.message | selectattr('id', '==', 7) | list | length }}",
    ])
  func largeEvents(_ template: String) throws {
    let text = String(repeating: "y", count: 290)
    let items = (0..<50_000).map { #"{"id":\#($0),"text":"\#(text)"}"# }
    let mapped = try map(template, "[\(items.joined(separator: ","))]")
    guard case .lines = mapped else {
      Issue.record("\(mapped)")
      return
    }
  }

  /// A build without optimisation takes minutes to use up what one event may.
  private static let isOptimised = !_isDebugAssertConfiguration()

  private static let ones = list(50_000, of: "1")
  private static let floats =
    "[" + (0..<5_000).map { "0.\($0 &* 7919 % 10_007)7351" }.joined(separator: ",") + "]"
  private static let maps = list(20_000, of: #"{"k":2}"#)
  private static let longText =
    "[\"" + String(repeating: "1,", count: 20_000) + "\"," + list(20_000, of: "1").dropFirst()
  private static let escapes =
    "[\"" + String(repeating: "\\n", count: 100_000) + "\"," + list(50_000, of: "1").dropFirst()
  private static let backtracking = list(
    20_000, of: "\"" + String(repeating: "a", count: 40) + "!\"")

  /// Searches that stay below what one may try.
  private static let backtrackingLess =
    list(10_000, of: "\"" + String(repeating: "aaaaaaaaaaaa!", count: 100) + "\"")

  private static func each(_ condition: String) -> String {
    "{% for a in original.message %}{% if \(condition) %}x{% endif %}{% endfor %}"
  }

  /// Loops whose every round walks over all of the event.
  @Test(
    .enabled(if: isOptimised, "up to the limits in optimised builds only"),
    arguments: [
      (each("original.message == original.message"), ones), (each("2 in original.message"), ones),
      (each("original.message <= original.message"), ones),
      (each("original.message[-1] == 3"), ones),
      (each("original.message | length == 3"), ones),
      (each("original.message | sort == []"), floats),
      (each("original.message | string == ''"), floats),
      (each("original.message | sum == 0"), floats),
      (each("original.message | unique | list == []"), floats),
      (each("original.message | max == 3"), floats),
      (each("original.message | tojson == ''"), maps),
      (each("original.message | selectattr('k', '==', 1) | list == 1"), maps),
      (each("original.message | map('string') | join == ''"), ones),
      (each("original.message[::-1] == 3"), ones),
      (each("original.message[0].split(',') == 1"), longText),
      (each("original.message[0].replace('1', '2') == 1"), longText),
      (each("original.message[0] == 'a'"), escapes),
      (
        "{{ original.message | selectattr('k', 'in', original.message) | list | length }}",
        list(50_000, of: #"{"k":2}"#)
      ),
      (each("a | string | re_search('(a+)+$')"), backtracking),
      (each("a | string | re_search('(a+)+$')"), backtrackingLess),
    ])
  func rounds(_ template: String, _ list: String) throws {
    let mapped = try map(template, list)
    #expect(
      mapped == .rejected(.workLimit, 0) || mapped == .rejected(.memoryLimit, 0),
      "\(template): \("\(mapped)".prefix(100))")
  }

  // MARK: Traces

  /// Notes of long loops end; what comes behind is noted again.
  @Test func traces() throws {
    let template = """
      {% set l = [] %}{% for a in original.message %}{% for b in [1, 2] %}{% if a %}\
      {% set _ = l.append(a) %}{% endif %}{% endfor %}{% endfor %}{{ l | length }}
      """
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(
      "limits-\(UInt64.random(in: 0...(.max))).yml")
    try Self.format(template).write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    let loaded = RuleLoader.load(path: file.path, LoadRequest(detail: .labels))
    let worker = Worker(plan: try #require(loaded.plan), now: 0, multiline: false)
    for (count, isCut) in [(10, false), (5_000, true)] {
      let event = Array(#"{"message":\#(Self.list(count, of: Self.hundred))}"#.utf8)
      let trace = event.withPaddedEvent { worker.trace($0, into: OutputBuffer()) }
      #expect(trace.isCut == isCut)
      #expect(trace.fields["process.name"] == "\"\(2 * count)\"")
      #expect(trace.entries.count < 100)
      for case .write(let write) in trace.entries { #expect(write.sources.count <= 64) }
    }
  }
}
