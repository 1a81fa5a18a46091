import Diagnostics
import Functions
import JSON
import Planning
import Text

/// Regular expressions that can take very long on a text that nearly fits.
extension Checker {
  func checkPattern(of decode: Decode) {
    let kind = DecodeKindTable.rules(named: decode.kind.value)
    for option in decode.options where kind?.option(option.name.value)?.kind == .regex {
      if case .text(let pattern) = option.value.value {
        checkAmbiguity(of: pattern, option.value.span)
      }
    }
  }

  func checkPattern(of name: String, _ arguments: [Expression]) {
    guard let function = FunctionTable.named(name) else { return }
    for (parameter, argument) in zip(function.parameters, arguments)
    where parameter.type == .pattern {
      if case .literal(.text(let pattern), let span) = argument {
        checkAmbiguity(of: pattern, span)
      }
    }
  }

  func checkAmbiguity(of pattern: String, _ span: Span) {
    var reader = PatternAmbiguity(pattern)
    if let part = reader.find() { report(.explosive(part, of: pattern, span)) }
  }
}
