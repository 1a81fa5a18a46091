import Diagnostics
import Events
import Glibc
import Machine
import Planning
import Running
import Testing

@testable import HLMap

/// What became of one event.
enum Mapped: Equatable, CustomStringConvertible {
  case lines([String])
  case dropped
  case rejected(RejectReason, Int)

  var description: String {
    switch self {
    case .lines(let lines): lines.joined(separator: "\n")
    case .dropped: "dropped"
    case .rejected(let reason, let offset): "rejected: \(reason.name) at \(offset)"
    }
  }
}

/// A rule text that does not load.
struct RulesAreMistaken: Error, CustomStringConvertible {
  var description: String
}

/// One loaded rule text and a worker that maps events with it.
final class Engine {
  let worker: Worker
  private let output = OutputBuffer(capacity: 1 << 12)

  /// - Parameter head: whether `hlmap: 1` is put before the text.
  init(_ rules: String, head: Bool = true, multiline: Bool = false) throws {
    let loaded = RuleLoader.load(text: head ? "hlmap: 1\n" + rules : rules, name: "rules.yml")
    worker = try Engine.worker(loaded, multiline: multiline)
  }

  init(path: String) throws {
    worker = try Engine.worker(RuleLoader.load(path: path), multiline: false)
  }

  private static func worker(_ loaded: LoadedRules, multiline: Bool) throws -> Worker {
    guard let plan = loaded.plan else {
      let report = CompactReport(sources: loaded.sources).render(loaded.diagnostics)
      throw RulesAreMistaken(description: report)
    }
    return Worker(plan: plan, now: Instant.forTests.milliseconds, multiline: multiline)
  }

  /// Behind the event stand bytes that must not be taken for a part of it.
  private static func process(
    _ event: [UInt8], with worker: Worker, into output: OutputBuffer
  ) -> Verdict {
    let quotes = [UInt8](repeating: 0x22, count: PaddedBytes.padding)
    let memory = (event + quotes).withUnsafeBufferPointer { PaddedMemory(copying: $0) }
    return withExtendedLifetime(memory) {
      worker.process(memory.terminated(0, event.count), into: output)
    }
  }

  func map(_ event: String) -> Mapped { map(Array(event.utf8)) }

  func map(_ event: [UInt8]) -> Mapped {
    output.removeAll()
    let verdict = Engine.process(event, with: worker, into: output)
    switch verdict {
    case .written(let count):
      let lines = output.bytes.string.split(separator: "\n").map(String.init)
      #expect(lines.count == count && output.bytes.last == 10)
      return .lines(lines)
    case .dropped:
      #expect(output.count == 0)
      return .dropped
    case .rejected(let reason, let offset):
      #expect(output.count == 0 && (0...event.count).contains(offset))
      return .rejected(reason, offset)
    }
  }
}

extension Bytes {
  fileprivate var last: UInt8? { count > 0 ? self[count - 1] : nil }
}

func map(_ rules: String, _ event: String) throws -> String {
  try Engine(rules).map(event).description
}

/// A text as a YAML scalar in single quotes.
func quoted(_ text: String) -> String {
  var result = "'"
  for character in text.unicodeScalars {
    result.unicodeScalars.append(character)
    if character == "'" { result.unicodeScalars.append("'") }
  }
  return result + "'"
}

/// The value of an expression as JSON text, or `absent`; nothing is ignored.
func evaluate(_ expression: String, _ event: String = "{}") throws -> String {
  let engine = try Engine(
    "schema: [{r: object}]\nignore: []\nstages: [{to: r.v, from: \(quoted(expression))}]")
  let text = engine.map(event).description
  if text == "{}" { return "absent" }
  let head = #"{"r":{"v":"#
  guard text.hasPrefix(head) else { return text }
  return String(text.dropFirst(head.count).dropLast(2))
}

/// Whether a condition holds; nothing is ignored unless said so.
func holds(_ condition: String, _ event: String = "{}", ignore: String = "[]") throws -> Bool {
  let engine = try Engine(
    """
    schema: [{r: boolean}]
    ignore: \(ignore)
    stages: [{to: r, value: true, when: \(quoted(condition))}]
    """)
  return engine.map(event).description == #"{"r":true}"#
}
