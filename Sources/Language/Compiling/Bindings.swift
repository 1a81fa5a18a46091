import Diagnostics
import Planning
import Text

/// A value that a `let:` names, where the name is known.
struct BoundValue {
  /// Where the value stands.
  var register: Register
  /// What it is; nil where it is the first present of several.
  var expression: Expression?
  /// What names meant where it was computed.
  var context: Compiler.Context
  /// Where the name was given.
  var span: Span
}

/// `let:` computes each value once, in order, and gives it a name.
extension Compiler {
  /// The stages of a file, with the names that its own `let:` gives.
  func compileRules(of file: Mapping, _ context: inout Context) {
    bind(file.bindings, &context)
    compileStages(file.stages, &context)
    context.bindings = [:]
  }

  /// Adds the names to what the context knows.
  func bind(_ bindings: [Binding], _ context: inout Context) {
    for binding in bindings {
      builder.origin = binding.span
      let single = binding.sources.count == 1 ? binding.sources.first : nil
      var register = firstPresent(binding.sources, context)
      if case .path(let path)? = single, path.root == .out {
        // Later writes must not change the value.
        let copy = builder.makeTemporary()
        builder.add(.move(to: copy, from: register))
        register = copy
      }
      let name = binding.name
      if let first = meaning(of: name.value, context) {
        report(.shadows(name, first))
        continue
      }
      context.bindings[name.value] = BoundValue(
        register: register, expression: single, context: context, span: name.span)
    }
  }

  /// What a name means already, in words, and where it was given its meaning.
  func meaning(of name: String, _ context: Context) -> (words: String, span: Span?)? {
    if let bound = context.bindings[name] { return ("a value of a `let`", bound.span) }
    if context.argument(named: name) != nil { return ("a parameter of the fragment", nil) }
    if context.decodes[name] != nil { return ("the result of a decode", nil) }
    return nil
  }

  /// The value of a name that a `let:` gave, or of what the steps behind it lead to.
  func value(of bound: BoundValue, following steps: [Located<PathStep>]) -> Register {
    if steps.isEmpty { return bound.register }
    if case .path(var path)? = bound.expression, path.root != .out {
      path.steps += steps
      return value(of: path, bound.context)
    }
    return navigate(bound.register, (bound.expression?.stepsToItems ?? []) + steps)
  }
}

extension Diagnostic {
  static func shadows(
    _ name: Located<String>, _ first: (words: String, span: Span?)
  ) -> Diagnostic {
    Diagnostic(
      .duplicateName, "`$\(name.value)` is \(first.words) here", at: name.span,
      labels: first.span.map { [Label($0, "named here")] } ?? [],
      help: "a name has one meaning at a place; choose another one")
  }
}
