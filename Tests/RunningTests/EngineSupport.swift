import Diagnostics
import Events
import Glibc
import Planning
import Running
import Testing

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
  private let sentinel: UInt8
  private let output = OutputBuffer(capacity: 1 << 12)

  /// - Parameter head: whether `hlmap: 1` is put before the text.
  init(_ rules: String, head: Bool = true, multiline: Bool = false) throws {
    let loaded = RuleLoader.load(text: head ? "hlmap: 1\n" + rules : rules, name: "rules.yml")
    worker = try Engine.worker(loaded, multiline: multiline)
    sentinel = multiline ? 0 : 10
  }

  init(path: String) throws {
    worker = try Engine.worker(RuleLoader.load(path: path), multiline: false)
    sentinel = 10
  }

  private static func worker(_ loaded: LoadedRules, multiline: Bool) throws -> Worker {
    guard let plan = loaded.plan else {
      let report = CompactReport(sources: loaded.sources).render(loaded.diagnostics)
      throw RulesAreMistaken(description: report)
    }
    return Worker(plan: plan, now: 1_700_000_000_000, multiline: multiline)
  }

  func map(_ event: String) -> Mapped { map(Array(event.utf8)) }

  func map(_ event: [UInt8]) -> Mapped {
    output.removeAll()
    // The sentinel, then bytes that must not be taken for a part of the event.
    let padded = event + [sentinel] + Array(repeating: 0x22, count: Scratch.slack)
    let verdict = padded.withUnsafeBufferPointer { buffer in
      worker.process(Bytes(buffer.baseAddress!, count: event.count), into: output)
    }
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

/// Files of the project and of the folder beside it.
enum Files {
  static let root = String(#filePath.dropLast("/Tests/RunningTests/EngineSupport.swift".count))

  static func bytes(_ path: String) -> [UInt8]? {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&chunk, 1, chunk.count, file), count > 0 {
      bytes += chunk[..<count]
    }
    return bytes
  }

  /// The names in a folder, sorted; empty where there is none.
  static func names(_ folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }

  /// The shared folder beside the project, or beside the checkout it is a work tree of.
  static let shared: String? = ["../shared", "../../shared"].map { "\(root)/\($0)" }
    .first { !names($0).isEmpty }
}

/// A seeded generator of numbers (SplitMix64): the same run every time.
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }

  mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<max(1, limit), using: &self) }
  mutating func chance(_ one: Int) -> Bool { below(one) == 0 }
  mutating func pick<T>(_ list: [T]) -> T { list[below(list.count)] }
}
