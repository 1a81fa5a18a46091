import Functions
import Testing

/// Every example of every function as an expression of a rule file.
@Suite struct EngineFunctionTests {
  /// How the arguments of a call are given.
  enum Style: CaseIterable { case constants, fields, piped }

  @Test(arguments: FunctionTable.all.map(\.name), Style.allCases)
  func examples(name: String, style: Style) throws {
    let function = try #require(FunctionTable.named(name))
    for example in function.examples {
      var members: [String] = []
      var arguments: [String] = []
      for (number, argument) in example.arguments.enumerated() {
        let type = function.parameters[min(number, function.parameters.count - 1)].type
        let isNeeded = type == .pattern || type == .constantText
        if argument == "absent" {
          arguments.append("missing")
        } else if !argument.contains("{\"") && argument != "{}",
          isNeeded || style == .constants || style == .piped && number > 0
        {
          arguments.append(argument)
        } else {
          members.append("\"a\(number)\":\(argument)")
          arguments.append("a\(number)")
        }
      }
      let expression =
        style == .piped && !arguments.isEmpty
        ? "\(arguments[0]) | \(name)(\(arguments.dropFirst().joined(separator: ", ")))"
        : "\(name)(\(arguments.joined(separator: ", ")))"
      let event = "{\(members.joined(separator: ","))}"
      let result: String
      do {
        result = try evaluate(expression, event)
      } catch let error as RulesAreMistaken where error.description.contains("constant") {
        // Some arguments are constants beyond what their type says.
        #expect(style == .fields, "\(error)")
        continue
      }
      let isSame =
        result == example.result || ReferenceJSON(result) == ReferenceJSON(example.result)
      #expect(isSame, "\(expression) of \(event): \(result), not \(example.result)")
    }
  }
}
