import Events
import Functions
import Testing

@Suite struct TemplateFunctionTests {
  /// A function of the templates by the table it is in.
  struct Entry: CustomTestStringConvertible, Sendable {
    var table: String
    var function: Function

    var testDescription: String { "\(table) \(function.name)" }
  }

  static let entries: [Entry] =
    TemplateFunctions.filters.map { Entry(table: "filter", function: $0) }
    + TemplateFunctions.tests.map { Entry(table: "test", function: $0) }
    + TemplateFunctions.methods.map { Entry(table: "method", function: $0) }
    + TemplateFunctions.globals.map { Entry(table: "global", function: $0) }
    + TemplateFunctions.operators.map { Entry(table: "operator", function: $0) }

  static func named(_ table: String, _ name: String) -> Function? {
    switch table {
    case "filter": TemplateFunctions.filter(named: name)
    case "test": TemplateFunctions.test(named: name)
    case "method": TemplateFunctions.method(named: name)
    case "global": TemplateFunctions.global(named: name)
    default: TemplateFunctions.operator(named: name)
    }
  }

  @Test(arguments: entries)
  func examples(entry: Entry) {
    let function = entry.function
    #expect(function.examples.count >= 2)
    for example in function.examples {
      let expected: CallResult =
        switch example.result {
        case "absent": .absent
        case "failed": .failed
        default: .json(example.result)
        }
      #expect(call(function, example.arguments) == expected, "\(example.arguments)")
    }
  }

  @Test(arguments: entries)
  func declarations(entry: Entry) throws {
    let function = entry.function
    #expect(function.about.hasSuffix(".") && !function.about.contains("\n"))
    let variadic = function.parameters.firstIndex(where: \.isVariadic)
    #expect(variadic == nil || variadic == function.parameters.count - 1)
    for parameter in function.parameters {
      #expect(parameter.type == .any && parameter.admitsAbsent)
      // What may be left out in front of others says what it then is.
      #expect(parameter.isOptional == (parameter.otherwise != nil))
    }
    for name in [function.name] + function.aliases {
      #expect(Self.named(entry.table, name)?.about == function.about)
    }
  }

  @Test func namesForSuggestions() {
    #expect(TemplateFunctions.filterNames.contains("lower"))
    #expect(!TemplateFunctions.filterNames.contains("map(attribute)"))
    #expect(TemplateFunctions.testNames.contains("=="))
    #expect(TemplateFunctions.methodNames.contains("startswith"))
    #expect(TemplateFunctions.globalNames == TemplateFunctions.globalNames.sorted())
    let names = Self.entries.flatMap { entry in
      ([entry.function.name] + entry.function.aliases).map { entry.table + " " + $0 }
    }
    #expect(Set(names).count == names.count)
  }

  /// Whatever the arguments, a function answers, and with JSON.
  @Test(arguments: entries)
  func anyArguments(entry: Entry) {
    let samples = [
      "absent", "null", "true", "0", "-1", "1e400", "9223372036854775807",
      "-9223372036854775808", "99999999999999999999", #""""#, #""a""#, #""\\""#, #""(""#,
      #""%5d%s{}{:>3}""#, #""\ud800\u0000é😀""#, "[]", "{}", #"[null, ["\n", {}], "b", -0]"#,
      #"{"a": {"\u0061": [1]}, "a": 2}"#,
    ]
    let function = entry.function
    check(function, [])
    for first in samples {
      check(function, [first])
      for second in samples {
        check(function, [first, second])
      }
      for second in ["null", "-9223372036854775808", "9223372036854775807", #""a""#] {
        for third in ["null", "-9223372036854775808", "9223372036854775807", #""a""#] {
          check(function, [first, second, third])
        }
      }
    }
  }

  private func check(_ function: Function, _ arguments: [String]) {
    guard case .json(var text) = call(function, arguments, limit: 4 << 20) else { return }
    let scratch = Scratch()
    let value = text.withUTF8 { utf8 in
      utf8.baseAddress.flatMap {
        let bytes = Bytes($0, count: utf8.count)
        let kind: Value.Kind? =
          bytes[0] == UInt8(ascii: "[") ? .array : bytes[0] == UInt8(ascii: "{") ? .object : nil
        // What a template builds is JSON when it leaves the template.
        let json = kind.map { PythonValue.json(Value($0, bytes), in: scratch).spelling } ?? bytes
        return JSONScanner.value(in: json, scratch: scratch)
      }
    }
    withExtendedLifetime(scratch) {
      #expect(value != nil, "\(function.name)(\(arguments)) gives \(text)")
    }
  }

  /// An event's memory is limited: a function that would take more gives nothing.
  @Test func memoryIsLimited() throws {
    let long = "\"" + String(repeating: "a", count: 60_000) + "\""
    for (table, name, arguments) in [
      ("filter", "replace", [long, #""a""#, long]), ("method", "replace", [long, #""a""#, long]),
      ("method", "replace", [long, #""""#, long]), ("method", "join", [long, long]),
      ("filter", "join", [long, long]), ("operator", "*", [long, "9223372036854775807"]),
      ("operator", "*", ["[1]", "9223372036854775807"]),
      ("global", "re.sub", [#""a""#, long, long]),
      ("filter", "batch", ["[1]", "9223372036854775807", long]),
    ] {
      let function = try #require(Self.named(table, name))
      #expect(call(function, arguments, limit: 1 << 20) == .absent, "\(name)")
    }
  }

  @Test func containersDoNotGrowTooDeep() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    for (table, name, before, after) in [
      ("method", "append", ["[]"], []), ("method", "insert", ["[]", "0"], []),
      ("method", "setdefault", ["{}", #""a""#], []), ("filter", "batch", [], ["2"]),
    ] as [(String, String, [String], [String])] {
      let function = try #require(Self.named(table, name))
      #expect(call(function, before + [nested(256)] + after) == .failed, "\(name)")
      #expect(call(function, before + [nested(255)] + after) != .failed, "\(name)")
    }
    let items = try #require(TemplateFunctions.method(named: "items"))
    #expect(call(items, [#"{"a": \#(nested(255))}"#]) == .failed)
  }

  /// Large inputs take time in proportion to their size, or nearly.
  @Test(.timeLimit(.minutes(10)))
  func largeInputs() throws {
    let numbers = "[" + (0..<50_000).reversed().map(String.init).joined(separator: ",") + "]"
    let members =
      "{" + (0..<50_000).map { "\"k\($0)\":\($0)" }.joined(separator: ",") + "}"
    let blanks = "\"" + String(repeating: "\\u2003", count: 50_000) + "x\""
    let sigmas = "\"" + String(repeating: "Σ'", count: 50_000) + "\""
    for (table, name, arguments) in [
      ("filter", "unique", [numbers]), ("filter", "sort", [numbers]), ("filter", "sum", [numbers]),
      ("test", "==", [members, members]), ("filter", "tojson", [members]),
      ("method", "update", [members, members]), ("method", "items", [members]),
      ("method", "strip", [blanks]), ("method", "rsplit", [blanks]), ("method", "lower", [sigmas]),
      ("filter", "string", [members]), ("method", "rsplit", [blanks, #""\u2003""#]),
    ] {
      let function = try #require(Self.named(table, name))
      let result = call(function, arguments)
      #expect(result != .failed && result != .absent, "\(name)")
    }
  }
}
