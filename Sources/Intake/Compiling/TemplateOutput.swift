import Events
import Functions
import JSON
import Planning
import Text

/// What a template gives: its one expression's value, or the text of all its pieces.
extension IntakeCompiler {
  /// The value of a template; evaluation that fails goes to `fail`.
  func value(of template: Template, fail: PlanBuilder.Label) -> Register {
    builder.origin = template.span
    buildsContainers = false
    let value = uncheckedValue(of: template, fail: fail)
    guard buildsContainers else { return value }
    let result = builder.makeTemporary()
    builder.add(.json(to: result, from: value))
    return result
  }

  private func uncheckedValue(of template: Template, fail: PlanBuilder.Label) -> Register {
    if let path = template.barePath {
      if variable(named: path[0].value) == nil {
        return register(of: Path(names: path), fail: nil)
      }
    }
    if let text = template.constant {
      return text.isEmpty ? builder.constant(.null) : builder.constant(text)
    }
    if let expression = template.expression {
      return register(of: piece(expression), fail: fail)
    }
    let nodes = template.nodes
    if nodes.count == 1, case .output(let pieces) = nodes[0] {
      return output(merged(pieces), fail: fail)
    }
    let result = builder.makeTemporary()
    builder.add(.beginOutput)
    inScope(of: nodes) { compile(nodes, fail: fail) }
    builder.add(.endOutput(to: result))
    return result
  }

  private enum Piece {
    case constant(String)
    case expression(TemplateExpression)
  }

  /// Constants side by side are one piece, and a constant expression is its text.
  private func merged(_ pieces: [TemplatePiece]) -> [Piece] {
    var result: [Piece] = []
    for piece in pieces {
      let next =
        switch piece {
        case .text(let text): Piece.constant(text)
        case .expression(let expression): self.piece(expression)
        }
      if case .constant(let text) = next, case .constant(let before) = result.last {
        result[result.count - 1] = .constant(before + text)
      } else {
        result.append(next)
      }
    }
    return result
  }

  private func piece(_ expression: TemplateExpression) -> Piece {
    constantText(expression).map(Piece.constant) ?? .expression(expression)
  }

  /// `str(…)` of a constant.
  private func constantText(_ expression: TemplateExpression) -> String? {
    if case .negative(.constant(.integer(let lexeme), _), _) = expression {
      return lexeme == "0" ? lexeme : "-" + lexeme
    }
    guard case .constant(let constant, _) = expression else { return nil }
    if case .text(let text) = constant { return text }
    builder.scratch.reset()
    var text = ByteBuilder(in: builder.scratch)
    PythonValue.appendText(value(of: constant), to: &text, in: builder.scratch)
    return text.finish()?.string
  }

  private func output(_ pieces: [Piece], fail: PlanBuilder.Label) -> Register {
    if pieces.count == 1 { return register(of: pieces[0], fail: fail) }
    let registers = pieces.map { register(of: $0, fail: fail) }
    let result = builder.makeTemporary()
    let (start, count) = builder.argumentRun(registers)
    builder.add(.text(to: result, arguments: start, count: count))
    return result
  }

  private func register(of piece: Piece, fail: PlanBuilder.Label) -> Register {
    switch piece {
    case .constant(let text): builder.constant(text)
    case .expression(let expression): value(expression, fail: fail)
    }
  }

  // MARK: Statements

  private func compile(_ nodes: [TemplateNode], fail: PlanBuilder.Label) {
    for node in nodes {
      switch node {
      case .output(let pieces):
        for piece in merged(pieces) {
          builder.add(.addOutput(register(of: piece, fail: fail)))
        }
      case .assign(let targets, let takesApart, let expression):
        assign(expression, to: targets, takesApart: takesApart, fail: fail)
      case .branch(let cases, let otherwise):
        let end = builder.makeLabel()
        for (test, body) in cases {
          let next = builder.makeLabel()
          condition(test, jumpTo: next, if: false, fail: fail)
          compile(body, fail: fail)
          builder.add(.jump(0), to: end)
          builder.place(next)
        }
        compile(otherwise, fail: fail)
        builder.place(end)
      case .loop(let loop): compile(loop, fail: fail)
      }
    }
  }

  private func assign(
    _ expression: TemplateExpression, to targets: [Located<String>], takesApart: Bool,
    fail: PlanBuilder.Label
  ) {
    let value = ownValue(expression, fail: fail)
    if takesApart {
      distribute(value, over: targets, fail: fail)
    } else if let variable = scopes.last?.variables[targets[0].value] {
      builder.add(.move(to: variable.register, from: value))
    }
  }

  private func distribute(
    _ list: Register, over targets: [Located<String>], fail: PlanBuilder.Label
  ) {
    let parts = targets.map { _ in builder.makeTemporary() }
    let (start, count) = builder.argumentRun(parts)
    builder.add(.takeApart(list, arguments: start, count: count))
    builder.add(.jumpIfTest(parts[0], .failed, 0), to: fail)
    for (part, target) in zip(parts, targets) {
      guard let variable = scopes.last?.variables[target.value] else { continue }
      builder.add(.move(to: variable.register, from: part))
    }
  }

  private func compile(_ loop: TemplateLoop, fail: PlanBuilder.Label) {
    var items = value(loop.items, fail: fail)
    builder.add(.jumpUnlessTest(items, .iterable, 0), to: fail)
    if let test = loop.test { items = filtered(items, loop, test, fail: fail) }
    let iterator = UInt32(builder.iteratorCount)
    builder.iteratorCount += 1
    let again = builder.makeLabel()
    let end = builder.makeLabel()
    let item = builder.makeTemporary()
    if !loop.otherwise.isEmpty {
      // Without an item the other branch runs.
      let count = builder.makeTemporary()
      builder.add(.iterate(items, iterator: iterator))
      builder.add(.counter(to: count, iterator: iterator, .length))
      let some = builder.makeLabel()
      builder.add(.jumpIfTest(count, .truthy, 0), to: some)
      inScope(of: loop.otherwise) { compile(loop.otherwise, fail: fail) }
      builder.place(some)
    }
    builder.add(.iterate(items, iterator: iterator))
    builder.place(again)
    builder.add(.next(to: item, iterator: iterator, 0), to: end)
    inLoop(loop, item, iterator, fail: fail) { compile(loop.body, fail: fail) }
    builder.add(.jump(0), to: again)
    builder.place(end)
  }

  /// Runs `body` with the loop's variables set to the item.
  private func inLoop(
    _ loop: TemplateLoop, _ item: Register, _ iterator: UInt32, fail: PlanBuilder.Label,
    _ body: () -> Void
  ) {
    var scope = Scope()
    let itself = Scope.Variable(builder.constant(.emptyObject))
    itself.iterator = iterator
    scope.variables["loop"] = itself
    for target in loop.targets {
      scope.variables[target.value] = Scope.Variable(builder.makeTemporary())
    }
    scopes.append(scope)
    if loop.takesApart {
      distribute(item, over: loop.targets, fail: fail)
    } else if let variable = scope.variables[loop.targets[0].value] {
      builder.add(.move(to: variable.register, from: item))
    }
    inScope(of: loop.body, body)
    scopes.removeLast()
  }

  /// The items that pass the loop's `if`, as a list, so that `loop` counts them alone.
  private func filtered(
    _ items: Register, _ loop: TemplateLoop, _ test: TemplateExpression, fail: PlanBuilder.Label
  ) -> Register {
    let iterator = UInt32(builder.iteratorCount)
    builder.iteratorCount += 1
    let kept = builder.makeTemporary()
    let item = builder.makeTemporary()
    let again = builder.makeLabel()
    let end = builder.makeLabel()
    builder.add(.move(to: kept, from: builder.constant(.emptyArray)))
    builder.add(.iterate(items, iterator: iterator))
    builder.place(again)
    builder.add(.next(to: item, iterator: iterator, 0), to: end)
    inLoop(loop, item, iterator, fail: fail) {
      condition(test, jumpTo: again, if: false, fail: fail)
    }
    builder.add(.append(to: kept, item: item))
    builder.add(.jump(0), to: again)
    builder.place(end)
    return kept
  }
}
