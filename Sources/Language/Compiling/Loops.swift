import Diagnostics
import Events
import Functions
import Planning
import Text

/// `for_each` and `emit`: bodies with an item of their own.
extension Compiler {
  func compileLoop(_ loop: ForEach, _ context: Context, at span: Span) {
    guard mayLoop("for_each", context, span), let name = expandedName(loop.target, context),
      let field = target(named: name.value, at: name.span, in: context.targets),
      mayAppend(to: field, loop.append)
    else { return }
    let list = value(of: loop.list, context)
    let scope = builder.makeScope()
    let item = PlanBuilder.Tree(.auxiliary(scope: scope), name: "$item")
    _ = builder.register(of: [], in: item)
    let targets = Targets(.auxiliary(scope: scope), prefix: field.name)
    var inner = context
    inner.item = item
    inner.targets = targets
    inner.enclosingLoop = "for_each"

    var filter: Register?
    var result = Register(0)
    let body = itemBlock(span) {
      let end = builder.makeLabel()
      bind(loop.bindings, &inner)
      if loop.filter != nil {
        let holds = builder.makeRegister(.auxiliary(scope: scope))
        filter = holds
      }
      compileGuarded(by: loop.filter, jumpTo: end, inner) {
        if let filter { builder.add(.set(to: filter, from: builder.constant(.true))) }
        switch loop.body {
        case .objects(let group): compileGroup(group, &inner)
        case .values(let expression):
          let raw = value(of: expression, inner)
          result = builder.makeRegister(.auxiliary(scope: scope))
          builder.name(result, .target(field.name, .item))
          builder.rules.append(
            WriteRule(
              target: field.name, cast: field.cast, constraint: field.field.flatMap(constraint)))
          builder.add(.write(to: result, from: raw, rule: UInt32(builder.rules.count - 1)))
          builder.probe(.item(field: field.name), expression.span, raw)
        }
      }
      builder.place(end)
    }
    let gathered: PlanBuilder.PendingLoop.Result =
      switch loop.body {
      case .objects: .objects(targets.template)
      case .values: .values(result)
      }
    if case .objects = loop.body {
      itemFields[field.name, default: []].formUnion(
        targets.registers.keys.map { "\(field.name).\($0)" })
    } else {
      fieldsOfAnyObject.insert(field.name)
    }
    builder.origin = span
    let made = builder.makeTemporary()
    builder.loops.append(
      .init(
        list: list, item: item, scope: scope, body: body, filter: filter, result: gathered, to: made
      ))
    builder.add(.loop(UInt32(builder.loops.count - 1)))
    builder.rules.append(
      WriteRule(target: field.name, cast: .any, appends: loop.append != nil))
    builder.add(.write(to: field.register, from: made, rule: UInt32(builder.rules.count - 1)))
  }

  func compileEmit(_ emit: Emit, _ context: Context, at span: Span) {
    guard mayLoop("emit", context, span) else { return }
    let list = emit.list.map { value(of: $0, context) }
    let scope = builder.makeScope()
    let targets = Targets(.auxiliary(scope: scope))
    var inner = context
    inner.targets = targets
    inner.enclosingLoop = "emit"
    var item: PlanBuilder.Tree?
    if list != nil {
      let tree = PlanBuilder.Tree(.auxiliary(scope: scope), name: "$item")
      _ = builder.register(of: [], in: tree)
      inner.item = tree
      item = tree
    }
    let body = itemBlock(span) {
      compileGroup(emit.body, &inner)
      compileInferences(ofEmitted: targets, inner.decodes)
    }
    builder.origin = span
    builder.emits.append(
      .init(
        list: list, item: item, scope: scope, lastScope: builder.scopeCount - 1, body: body,
        template: targets.template))
    builder.add(.emit(UInt32(builder.emits.count - 1)))
  }

  /// `a[c]` and `a[* where c]`: a loop whose body is the condition.
  func selection(
    of list: Expression, _ condition: Expression, takesAll: Bool, _ span: Span, _ context: Context
  ) -> Register {
    let list = value(of: list, context)
    let scope = builder.makeScope()
    let item = PlanBuilder.Tree(.auxiliary(scope: scope), name: "$item")
    let whole = builder.register(of: [], in: item)
    let holds = builder.makeRegister(.auxiliary(scope: scope))
    var inner = context
    inner.tested = item
    let body = builder.block {
      let end = builder.makeLabel()
      compileCondition(condition, jumpTo: end, if: false, inner)
      builder.add(.set(to: holds, from: builder.constant(.true)))
      builder.place(end)
    }
    let result = builder.makeTemporary()
    builder.loops.append(
      .init(
        list: list, item: item, scope: scope, body: body, filter: holds,
        result: takesAll ? .chosen(whole) : .firstChosen(whole), to: result))
    builder.add(.loop(UInt32(builder.loops.count - 1)))
    return result
  }

  /// A body of its own whose steps are known to run once an item.
  private func itemBlock(_ span: Span, _ build: () -> Void) -> Int {
    builder.block { builder.guarded(.item, span, body: build) }
  }

  /// One loop an event is linear; loops in loops are not.
  private func mayLoop(_ name: String, _ context: Context, _ span: Span) -> Bool {
    guard let outer = context.enclosingLoop, !(outer == "emit" && name == "for_each") else {
      return true
    }
    report(
      Diagnostic(
        .conflictingKeys, "`\(name)` cannot stand inside `\(outer)`", at: span,
        help: "loops do not nest; use `[*]` to reach into inner lists"))
    return false
  }
}
