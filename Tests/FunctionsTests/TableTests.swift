import Events
import Functions
import Testing

@Suite struct TableTests {
  @Test(arguments: FunctionTable.all.map(\.name))
  func examples(name: String) throws {
    try expectExamples(of: #require(FunctionTable.named(name)))
  }

  @Test func examplesOfOperators() {
    for declaration in ArithmeticOperators.all { expectExamples(of: declaration) }
  }

  private func expectExamples(of function: Function) {
    #expect(function.examples.count >= 2)
    for example in function.examples {
      let expected: CallResult =
        switch example.result {
        case "absent": .absent
        case "failed": .failed
        default: .json(example.result)
        }
      #expect(
        call(function, example.arguments) == expected, "\(function.name)(\(example.arguments))")
    }
  }

  @Test func sortedAndUnique() {
    let names = FunctionTable.all.map(\.name)
    #expect(names == names.sorted())
    let all = FunctionTable.all.flatMap { [$0.name] + $0.aliases }
    #expect(Set(all).count == all.count)
    #expect(FunctionTable.names == all.sorted())
    #expect(FunctionTable.named("removeprefix")?.name == "strip_prefix")
    #expect(FunctionTable.named("removesuffix")?.name == "strip_suffix")
  }

  @Test func declarationsAreSound() {
    for function in FunctionTable.all {
      #expect(!function.about.isEmpty && function.about.hasSuffix("."), "\(function.name)")
      #expect(!function.about.contains("\n"), "\(function.name)")
      let variadic = function.parameters.firstIndex(where: \.isVariadic)
      #expect(variadic == nil || variadic == function.parameters.count - 1, "\(function.name)")
      let needsPreparation = function.parameters.contains { $0.type == .pattern }
      #expect(!needsPreparation || function.prepare != nil, "\(function.name)")
    }
  }

  /// Whatever the arguments, a function answers.
  @Test(arguments: FunctionTable.all.map(\.name))
  func anyArguments(name: String) throws {
    let function = try #require(FunctionTable.named(name))
    let samples = [
      "absent", "null", "true", "0", "-1", "1e400", "9223372036854775807", "-9223372036854775808",
      "\"\"", "\"a\"", "\"\\\\\"", "\"\\ud800\\u0000é😀\"", "\"C:\\\\a\\u005cb\"", "[]", "{}",
      "[null, [\"\\n\", {}], \"b\", -0]", "{\"a\": {\"\\u0061\": [1]}}",
    ]
    _ = call(function, [])
    for first in samples {
      _ = call(function, [first])
      for second in samples {
        _ = call(function, [first, second])
        for third in ["null", "-9223372036854775808", "9223372036854775807", "\"a\""] {
          _ = call(function, [first, second, third])
        }
      }
    }
  }

  /// A constant that cannot be used is found when the rules load, at its place.
  @Test(
    arguments: [
      ("base64_decode", ["\"YQ\"", "\"utf-7\""], 1), ("command_line", ["\"a\"", "\"dos\""], 1),
      ("captures", ["\"a\"", "\"(\""], 1), ("pick", ["{}", "[]"], 1), ("omit", ["{}", "[1]"], 1),
      ("rename_keys", ["{}", "\"\"", "\"a\""], 1), ("to_unix", ["0", "\"m\""], 1),
      ("date_diff", ["0", "0", "\"weeks\""], 2), ("parse_duration", ["\"1s\"", "\"\""], 1),
      ("community_id", ["\"::1\"", "1", "\"::2\"", "2", "\"tpc\""], 4),
      ("community_id", ["\"::1\"", "1", "\"::2\"", "2", "256"], 4),
      ("community_id", ["\"::1\"", "1", "\"::2\"", "2", "6", "65536"], 5),
    ] as [(String, [String], Int)])
  func badConstants(name: String, arguments: [String], place: Int) throws {
    #expect(try call(#require(FunctionTable.named(name)), arguments) == .invalid(place))
  }

  /// An event's memory is limited: a function that would take more gives nothing.
  @Test func memoryIsLimited() throws {
    let long = "\"" + String(repeating: "a", count: 60_000) + "\""
    let replace = try #require(FunctionTable.named("replace"))
    #expect(call(replace, [long, "\"a\"", long], limit: 1 << 20) == .absent)
    let pattern = try #require(FunctionTable.named("replace_regex"))
    #expect(call(pattern, [long, "\"a\"", long], limit: 1 << 20) == .absent)
  }
}
