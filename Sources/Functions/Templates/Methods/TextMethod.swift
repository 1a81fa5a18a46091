import Events

/// The methods of values: the receiver is the first argument.
enum TemplateMethods {
  typealias TextBody = @Sendable (TextSpan, borrowing Arguments) -> Value

  /// A method of texts; on any other value there is none, and calling it fails.
  static func text(
    _ name: String, _ parameters: [Parameter] = [], returns: ResultType = .text, about: String,
    examples: [Function.Example], body: @escaping TextBody
  ) -> Function {
    Function(
      template: name, [.python("text")] + parameters, returns: returns, about: about,
      examples: examples
    ) { arguments in
      guard let text = arguments.string(0) else { return .failed }
      return body(text, arguments)
    }
  }
}

extension Function.Example {
  /// An example that reads as a call: `.of(arguments, gives: result)`.
  static func of(_ arguments: String..., gives result: String) -> Function.Example {
    Function.Example(arguments, result)
  }
}
