import Foundation
import Testing

@testable import Running

/// A disk of 64 KiB that fills up in the middle of a run: no event is in neither file, and going on
/// with the event that is named loses none.
@Suite(.serialized, .enabled(if: SmallDisk.isAvailable, SmallDisk.need))
struct FullDiskTests {
  private let program: Program
  private static let count = 4_000

  init() throws {
    program = try Program()
    // Every third event is refused.
    let lines = (1...Self.count).map { $0 % 3 == 0 ? "no event \($0)" : Program.event($0) }
    try program.write("events", lines.map { $0 + "\n" }.joined())
  }

  @Test(arguments: ["1", "2"], ["letters", "output", "both"])
  func nothingIsLost(threads: String, full: String) throws {
    defer { program.remove() }
    let (out, letters) =
      ["letters": ("out", "m/d"), "output": ("m/out", "d")][full] ?? ("m/out", "m/d")
    let outcome = try program.shell(
      """
      mkdir m
      unshare -rm sh -c 'mount -t tmpfs -o size=64k none m
        $0 run -r rules.yml -j \(threads) events > \(out) --dead-letter \(letters); code=$?
        cp m/* . 2>/dev/null; exit $code' "$HLMAP"
      """)
    #expect(outcome.code == 4)
    let written = try numbers("out")
    let kept = try numbers("d")
    // Half lines would be no numbers.
    let unsafe = try #require(place(in: outcome.error, behind: "is that of events line "))
    let both = Set(written).union(kept)
    #expect(both.isSuperset(of: 1..<unsafe))
    #expect(!both.contains(unsafe))
    #expect(both.allSatisfy { $0 < unsafe })
    #expect(written.count + kept.count == both.count)
    if unsafe > 1 { #expect(outcome.error.contains("up to that of events line \(unsafe - 1) are")) }
  }

  /// With a file for the events, what there is stands beside it, and the old file is whole.
  @Test func whatThereIsIsNamed() throws {
    defer { program.remove() }
    let outcome = try program.shell(
      """
      mkdir m
      unshare -rm sh -c 'mount -t tmpfs -o size=64k none m
        echo old > m/out
        $0 run -r rules.yml events --output m/out --dead-letter d; code=$?
        ls m; cat m/out; cp m/out.partial-* there; exit $code' "$HLMAP"
      """)
    #expect(outcome.code == 4)
    #expect(outcome.output.hasSuffix("\nold\n"))
    #expect(
      outcome.error.contains("m/out is not complete; what there is of it is in m/out.partial-"))
    #expect(outcome.error.contains("d is not complete; what there is of it is in d.partial-"))
    let unsafe = try #require(place(in: outcome.error, behind: "is that of events line "))
    let letters = try #require(try program.partial(of: "d"))
    let both = try Set(numbers("there")).union(numbers(letters))
    #expect(both == Set(1..<unsafe))
  }

  /// The numbers of the events of a file of output or letters; 0 for a line that is neither.
  private func numbers(_ name: String) throws -> [Int] {
    let text = try program.read(name)
    #expect(text.isEmpty || text.hasSuffix("}\n"))
    return text.split(separator: "\n").map { line in
      let part = line.contains("no event") ? line.split(separator: "no event ").last : line[...]
      return Int((part ?? "").filter(\.isNumber)) ?? 0
    }
  }

  private func place(in message: String, behind words: String) -> Int? {
    message.range(of: words, options: .backwards).flatMap { range in
      Int(message[range.upperBound...].prefix { $0.isNumber })
    }
  }
}
