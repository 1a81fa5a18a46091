import Events
import Foundation
import Planning
import Running
import Testing

/// A traced event comes out as any other.
@Suite struct TraceTests {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  @Test(arguments: [
    ("Mappings/harfanglab.yml", "Fixtures/harfanglab/sample.ndjson"),
    ("Fixtures/trace/basics/mapping.yml", "Fixtures/harfanglab/sample.ndjson"),
  ])
  func sameOutput(_ rules: String, _ events: String) throws {
    let loaded = RuleLoader.load(path: "\(Self.root)/\(rules)", isTraceable: true)
    let plan = try #require(loaded.plan)
    let worker = Worker(plan: plan, now: 0, multiline: true)
    let text = try String(contentsOfFile: "\(Self.root)/\(events)", encoding: .utf8)
    for line in text.split(separator: "\n") {
      let padded = Array(line.utf8) + Array(repeating: 0, count: 1 + Scratch.slack)
      try padded.withUnsafeBufferPointer { buffer in
        let event = Bytes(try #require(buffer.baseAddress), count: line.utf8.count)
        let plain = OutputBuffer()
        let traced = OutputBuffer()
        let verdict = worker.process(event, into: plain)
        let trace = worker.trace(event, into: traced)
        #expect(trace.verdict == verdict)
        #expect(traced.bytes.string == plain.bytes.string)
      }
    }
  }
}
