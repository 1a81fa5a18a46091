import Events
import Running
import TestSupport
import Testing

/// What holds for every event, tried on generated ones; the seeds make every run the same.
@Suite struct EnginePropertyTests {
  private static let rounds = 1_500

  @Test(arguments: 1...4)
  func untouchedValuesStayVerbatim(seed: Int) throws {
    let engine = try Engine(
      """
      schema: [{r: object}]
      ignore: []
      stages: [{map: {r.one: x, r.two: key.inner, r.three: '$raw["x"]'}}]
      """)
    var made = GeneratedJSON(seed: UInt64(seed))
    made.repeatsNames = false
    for _ in 0..<Self.rounds {
      let (x, y) = (made.value(4), made.value(4))
      let noise = (made.value(3), made.value(2))
      let event =
        "{\"n\":\(noise.0),\"x\":\(x),\"key\":{\"m\":\(noise.1),\"inner\":\(y)},\"n\":\(x)}"
      let wanted = "{\"r\":{\"one\":\(x),\"two\":\(y),\"three\":\(x)}}"
      #expect(engine.map(event) == .lines([wanted]))
    }
  }

  /// Whole generated objects, with duplicate and escaped keys, as an independent reader sees them.
  @Test(arguments: 1...4)
  func membersAreThoseOfTheReference(seed: Int) throws {
    let engine = try Engine(
      """
      schema: [{r: object}]
      ignore: []
      stages: [{map: {r.a: a, r.ab: a.b, r.abc: a.b.c, r.x: x, r.xa: x.a, r.raw: $raw}}]
      """)
    var made = GeneratedJSON(seed: UInt64(seed) + 100)
    for _ in 0..<Self.rounds {
      let event = made.object()
      let root = try #require(ReferenceJSON(event))
      var wanted: [[UInt16]: ReferenceJSON] = [:]
      for (name, path) in [
        ("a", ["a"]), ("ab", ["a", "b"]), ("abc", ["a", "b", "c"]), ("x", ["x"]),
        ("xa", ["x", "a"]),
        ("raw", []),
      ] {
        var value: ReferenceJSON? = root
        for key in path { value = value?[key] }
        if let value { wanted[Array(name.utf16)] = value }
      }
      let result = engine.map(event).description
      #expect(ReferenceJSON(result)?["r"] == .object(wanted), "\(event)\n\(result)")
    }
  }

  @Test(arguments: 1...4)
  func verdictsAreThoseOfTheReference(seed: Int) throws {
    let engine = try Engine("schema: [{r: object}]\nstages: [{map: {r.v: $raw}}]", multiline: true)
    let line = try Engine("schema: [{r: object}]\nstages: [{map: {r.v: a.b}}]")
    var made = GeneratedJSON(seed: UInt64(seed) + 200)
    for _ in 0..<Self.rounds {
      let bytes = made.mutated(Array(made.object().utf8))
      let reference = ReferenceJSON(bytes)
      let scanned = EngineSuiteTests.scanned(bytes)
      #expect((scanned == nil) == (reference == nil), "\(String(decoding: bytes, as: UTF8.self))")
      var isObject = false
      if case .object? = reference { isObject = true }
      for (engine, isMultiline) in [(engine, true), (line, false)]
      where isMultiline || !bytes.contains(10) {
        if case .lines = engine.map(bytes) {
          #expect(isObject, "\(String(decoding: bytes, as: UTF8.self))")
        } else {
          #expect(!isObject, "\(String(decoding: bytes, as: UTF8.self))")
        }
      }
    }
  }

  /// Walking a validated container gives what scanning its parts gives.
  @Test(arguments: 1...3)
  func cursorsAgreeWithTheScanner(seed: Int) throws {
    var made = GeneratedJSON(seed: UInt64(seed) + 300)
    let scratch = Scratch()
    func check(_ value: Value, _ depth: Int) {
      if value.kind == .array {
        var items = ArrayCursor(value)
        var count = 0
        while let item = items.next() {
          checkPart(item, depth)
          count += 1
        }
        #expect(JSONCursor.count(of: value) == count)
      } else if value.kind == .object {
        var members = ObjectCursor(value)
        while let (key, part) = members.next() {
          #expect(key.kind == .string)
          checkPart(part, depth)
        }
      }
    }
    func checkPart(_ part: Value, _ depth: Int) {
      let spelling = Array(part.spelling)
      let text = part.kind == .string ? [0x22] + spelling + [0x22] : spelling
      #expect(EngineSuiteTests.scanned(text) == text)
      check(part, depth + 1)
    }
    for _ in 0..<400 {
      scratch.reset()
      let text = made.object()
      var copy = text
      let value = copy.withUTF8 {
        JSONScanner.value(in: Bytes($0.baseAddress!, count: $0.count), scratch: scratch)
      }
      let object = try #require(value)
      check(object, 0)
    }
  }

  /// Fields come out in the order in which the rules first name them, whatever the event's order.
  @Test func orderIsThatOfTheRules() throws {
    var random = Seeded(7)
    for _ in 0..<50 {
      let names = (0..<12).map { "f\($0)" }.shuffled(using: &random)
      let engine = try Engine(
        "schema: [{r: object}]\nstages:\n- map:\n"
          + names.map { "    r.\($0): \($0)" }.joined(separator: "\n"))
      for _ in 0..<20 {
        let present = names.filter { _ in !random.chance(3) }
        let event = present.shuffled(using: &random).map { "\"\($0)\":\"\($0)\"" }
        let wanted = present.map { "\"\($0)\":\"\($0)\"" }.joined(separator: ",")
        #expect(
          engine.map("{\(event.joined(separator: ","))}").description
            == (present.isEmpty ? "{}" : "{\"r\":{\(wanted)}}"))
      }
    }
  }

  /// What a worker did before changes nothing.
  @Test func workersForget() throws {
    let path = "\(ProjectFiles.root)/Fixtures/fuzz/rules.yml"
    let used = try Engine(path: path)
    var made = GeneratedJSON(seed: 400)
    for _ in 0..<300 {
      let event = made.object()
      _ = used.map(made.mutated(Array(event.utf8)))
      let again = used.map(event)
      let fresh = try Engine(path: path)
      #expect(again == fresh.map(event), "\(event)")
    }
  }
}
