import Events
import Planning
import Text

/// The variables of one block of a template: of the whole, or of a loop's body.
struct Scope {
  /// A variable and where its value lives.
  final class Variable {
    let register: Register
    /// Set for `loop` itself.
    var iterator: UInt32?

    init(_ register: Register) { self.register = register }
  }

  var variables: [String: Variable] = [:]

  /// The names that nodes assign in their own scope; bodies of loops are scopes of their own.
  static func assigned(in nodes: [TemplateNode]) -> Set<String> {
    var names: Set<String> = []
    for node in nodes {
      switch node {
      case .output, .loop: break
      case .assign(let targets, _, _): names.formUnion(targets.map(\.value))
      case .branch(let cases, let otherwise):
        for (_, body) in cases { names.formUnion(assigned(in: body)) }
        names.formUnion(assigned(in: otherwise))
      }
    }
    return names
  }
}

extension IntakeCompiler {
  /// The variable of that name in the scopes around.
  func variable(named name: String) -> Scope.Variable? {
    for scope in scopes.reversed() {
      if let variable = scope.variables[name] { return variable }
    }
    return nil
  }

  /// All other variables that may hold the list or map of one, hidden ones too.
  func variables(besides one: Scope.Variable) -> [Scope.Variable] {
    scopes.flatMap { scope in
      scope.variables.sorted { $0.key < $1.key }.map(\.value)
    }.filter { $0 !== one && $0.iterator == nil }
  }

  /// Runs `body` in a scope with variables for all that `nodes` assign; they start as what is
  /// outside.
  func inScope(of nodes: [TemplateNode], _ body: () -> Void) {
    var scope = Scope()
    for name in Scope.assigned(in: nodes).sorted() {
      let outer = variable(named: name)
      let register = builder.makeTemporary()
      let start = outer?.register ?? layerValue(named: name)
      builder.add(.move(to: register, from: start ?? builder.constant(.absent)))
      scope.variables[name] = Scope.Variable(register)
    }
    scopes.append(scope)
    body()
    scopes.removeLast()
  }

  private func layerValue(named name: String) -> Register? {
    guard layers[name] != nil else { return nil }
    return register(
      of: Path(names: [Located(name, builder.origin)]), fail: nil)
  }
}
