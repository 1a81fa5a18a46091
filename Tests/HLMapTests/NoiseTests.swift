import Diagnostics
import Planning
import Testing
import Text

@testable import HLMap

/// Damaged rule files are reported on, whatever the damage.
@Suite struct NoiseTests {
  /// A small generator with a fixed seed, so that a failure can be repeated.
  private struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ state >> 29
    }
  }

  private static let files =
    ["Mappings/harfanglab.yml", "Fixtures/bench/reference.yml"]
    + Fixtures.names(in: "Fixtures/defects").map { "Fixtures/defects/\($0)/mapping.yml" }
    + ["match", "fragments", "decode", "for-each", "emit", "when"].map {
      "Fixtures/language/\($0).yml"
    }

  @Test(arguments: files)
  func damagedFiles(path: String) throws {
    let text = Array(try #require(Fixtures.read(path)).utf8)
    var dice = Dice(state: UInt64(text.count))
    for _ in 0..<15 {
      var bytes = text
      for _ in 0..<Int.random(in: 1...4, using: &dice) where bytes.count > 4 {
        let place = Int.random(in: 0..<bytes.count - 2, using: &dice)
        switch Int.random(in: 0..<4, using: &dice) {
        case 0: bytes.remove(at: place)
        case 1: bytes.insert(bytes[place], at: place)
        case 2: bytes.swapAt(place, place + 1)
        default: bytes[place] = "{}[]:\"'$|(),.# \n-&*x0".utf8.randomElement(using: &dice) ?? 0
        }
      }
      let loaded = RuleLoader.load(
        text: String(decoding: bytes, as: UTF8.self), name: "damaged.yml")
      let hasErrors = loaded.diagnostics.contains { $0.severity == .error }
      #expect(hasErrors == (loaded.plan == nil))
      for diagnostic in loaded.diagnostics {
        guard let span = diagnostic.span else { continue }
        #expect(Int(span.upper) <= loaded.sources[span].bytes.count + 1)
      }
    }
  }
}
