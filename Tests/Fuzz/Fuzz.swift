import Diagnostics
import Events
import Glibc
import HLMap
import Planning
import Running

/// Gives libFuzzer one of the entries: `FUZZ_ENTRY=event`, `rules`, `expression`, `template` or
/// `message`, whose `FUZZ_RULES` is an intake format.
@main struct Fuzz {
  @_silgen_name("LLVMFuzzerRunDriver")
  private static func runDriver(
    _ count: UnsafeMutablePointer<Int32>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ entry: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
  ) -> Int32

  static func main() {
    let event: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32 = { Fuzz.event($0, $1) }
    let rules: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32 = { Fuzz.rules($0, $1) }
    let expression: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32 = {
      Fuzz.expression($0, $1)
    }
    let template: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32 = { Fuzz.template($0, $1) }
    let message: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32 = { Fuzz.message($0, $1) }
    var count = CommandLine.argc
    var arguments = CommandLine.unsafeArgv
    let entry = getenv("FUZZ_ENTRY").map { String(cString: $0) } ?? "event"
    let result =
      switch entry {
      case "rules": runDriver(&count, &arguments, rules)
      case "expression": runDriver(&count, &arguments, expression)
      case "template": runDriver(&count, &arguments, template)
      case "message": runDriver(&count, &arguments, message)
      default: runDriver(&count, &arguments, event)
      }
    exit(result)
  }

  private static func text(_ data: UnsafePointer<UInt8>?, _ count: Int) -> String {
    String(decoding: UnsafeBufferPointer(start: data, count: count), as: UTF8.self)
  }

  /// Arbitrary bytes as an event, mapped by a rule file that uses most of the language.
  private static func event(_ data: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let bytes = Array(UnsafeBufferPointer(start: data, count: count))
    for worker in workers {
      map(bytes, worker)
    }
    return 0
  }

  private static func map(_ bytes: [UInt8], _ worker: Worker) {
    output.removeAll()
    let quotes = [UInt8](repeating: 0x22, count: PaddedBytes.padding)
    let memory = (bytes + quotes).withUnsafeBufferPointer { PaddedMemory(copying: $0) }
    withExtendedLifetime(memory) {
      _ = worker.process(memory.terminated(0, bytes.count), into: output)
    }
  }

  private static func rules(_ data: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    load(text(data, count))
    return 0
  }

  private static func expression(_ data: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let text = text(data, count).replacing("'", with: "''")
    load(
      "hlmap: 1\nschema: [{r: object}]\nstages: [{to: r.v, from: '\(text)', when: '\(text)'}]")
    return 0
  }

  private static func template(_ data: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let text = text(data, count).replacing("'", with: "''")
    load(
      "name: n\npipeline: [{name: s, filter: '\(text)'}, {name: s}]\n"
        + "stages: {s: {actions: [{set: {process.name: '\(text)', host: '\(text)'}}]}}")
    return 0
  }

  /// Arbitrary bytes as the raw event of an intake format.
  private static func message(_ data: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    var event = Array(#"{"message":""#.utf8)
    for byte in text(data, count).utf8 {
      switch byte {
      case 0x22, 0x5C: event += [0x5C, byte]
      case ..<0x20: event += Array("\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8)
      default: event.append(byte)
      }
    }
    map(event + Array("\"}".utf8), workers[0])
    return 0
  }

  /// Loads a text, renders what is found, and maps an event where it is sound.
  private static func load(_ text: String) {
    let loaded = RuleLoader.load(text: text, name: "fuzz.yml")
    _ = TextReport(sources: loaded.sources).render(loaded.diagnostics)
    if let plan = loaded.plan {
      map(sample, Worker(plan: plan, now: 0, multiline: false))
    }
  }

  private nonisolated(unsafe) static let output = OutputBuffer(capacity: 1 << 12)

  private nonisolated(unsafe) static let workers: [Worker] = {
    guard let path = getenv("FUZZ_RULES") else { fatalError("set FUZZ_RULES") }
    let loaded = RuleLoader.load(path: String(cString: path))
    guard let plan = loaded.plan else {
      fatalError(TextReport(sources: loaded.sources).render(loaded.diagnostics))
    }
    return [false, true].map { Worker(plan: plan, now: 0, multiline: $0) }
  }()

  private static let sample = Array(
    #"{"a":{"b":[1,{"c":"d"}],"b":[1.5,"x\u0041"]},"x":"CORP\\ann","ip":"10.0.0.1","t":1700000000}"#
      .utf8)
}
