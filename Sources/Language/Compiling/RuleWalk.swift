import JSON
import Planning
import Text

/// What rules read and write, in the order they run, with fragments written out.
///
/// Reads the syntax, not the plan, so that everything found has its place in the file. Meant for
/// mappings that have a plan; from faulty ones it collects what it can.
struct RuleWalk {
  /// One field written by one assignment.
  struct Write: Sendable {
    /// The name as the assignment says it, parameters replaced; inside `for_each` it is relative.
    var name: String
    /// The name from the top of the output.
    var field: String
    /// Where the name is written.
    var span: Span
    /// Nil for the objects that a `for_each` makes; for its values one that stands for `from:`.
    var assignment: Assignment?
    /// It goes to an event of its own, which an `emit` writes.
    var isEmitted: Bool
    /// The place of each condition it stands under, outermost first.
    var guards: [Span]
    /// It stands under the `else:` of `cases`, which has no condition and does not always run.
    var isOtherwise: Bool
  }

  /// The writes to fields, in the order the rules run.
  private(set) var writes: [Write] = []
  /// What is read, and under which conditions.
  private(set) var uses = RuleReads()
  /// The conditions of `uses`, in their order.
  private(set) var expressions: [Expression] = []

  private let rules: ExpandedRules
  /// The file's `decode:`.
  private var eventDecode: Decode?

  /// Walks the mapping and what it includes.
  init(_ mapping: Mapping) { self.init(ExpandedRules(mapping)) }

  init(_ rules: ExpandedRules) {
    self.rules = rules
    let files = rules.files
    var scope = Scope()
    eventDecode = files.compactMap(\.decode).last
    if let decode = eventDecode {
      read(decode.source, scope)
      if let otherwise = decode.otherwise { read(otherwise, scope) }
      if let parameter = decode.parameter { read(parameter, scope) }
    }
    uses.received[.event] = ""
    if eventDecode == nil { uses.received[.raw] = "" }
    for file in files {
      walk(file.bindings, &scope)
      walk(file.stages, &scope)
      scope.bindings = [:]
    }
    for when in files.flatMap(\.infer).compactMap(\.when) { _ = condition(when, scope) }
    uses.unread = files.flatMap(\.unread).map {
      RuleReads.Unread(path: $0.path.steps.map(\.value), reason: $0.reason.value)
    }
  }

  /// What names mean at a place.
  private struct Scope: ExpansionContext {
    var frame: Frame<Scope>?
    var decodes: [String: RuleReads.Read.Base] = [:]
    /// The list whose items `$item` is.
    var item: (base: RuleReads.Read.Base, steps: [Located<PathStep>])?
    /// The same for the item that a condition in brackets tests.
    var tested: (base: RuleReads.Read.Base, steps: [Located<PathStep>])?
    /// The values that a `let:` names; nil for those that do not stand in the event.
    var bindings: [String: (base: RuleReads.Read.Base, steps: [Located<PathStep>])?] = [:]
    var prefix = ""
    var guards: [Span] = []
    var isEmitted = false
    var isOtherwise = false
  }

  // MARK: Stages

  private mutating func walk(_ stages: [Stage], _ scope: inout Scope) {
    for stage in stages {
      let guards = scope.guards
      if let when = stage.when { scope.guards += condition(when, scope) }
      walk(stage, &scope)
      scope.guards = guards
    }
  }

  private mutating func walk(_ stage: Stage, _ scope: inout Scope) {
    switch stage.kind {
    case .assign(let assignment): walk(assignment, scope)
    case .group(let group): walk(group, &scope)
    case .match(let match): walk(match, &scope)
    case .branches(let branches):
      for one in branches.branches {
        let outer = scope
        if let when = one.when {
          scope.guards += condition(when, scope)
        } else {
          scope.isOtherwise = true
        }
        walk(one.body, &scope)
        (scope.guards, scope.isOtherwise) = (outer.guards, outer.isOtherwise)
      }
    case .forEach(let loop): walk(loop, scope)
    case .decode(let decode):
      read(decode.source, scope)
      if let otherwise = decode.otherwise { read(otherwise, scope) }
      if let parameter = decode.parameter { read(parameter, scope) }
      if let name = decode.name {
        let result = RuleReads.Read.Base.result(decode.span, name: "$\(name.value)")
        scope.decodes[name.value] = result
        if let eventDecode, decode.gives(sameAs: eventDecode) { uses.received[result] = "" }
      }
    case .use(let uses): for use in uses { walk(use, scope) }
    case .drop, .remove: break
    case .emit(let emit):
      var inner = scope
      inner.isEmitted = true
      if let list = emit.list {
        inner.item = items(of: list, scope)
        read(list, scope, isWhole: inner.item == nil)
      }
      walk(emit.body, &inner)
    }
  }

  /// Alias names say what is read where they are used; of computed values all is read here.
  private mutating func walk(_ bindings: [Binding], _ scope: inout Scope) {
    for binding in bindings {
      let single = binding.sources.count == 1 ? binding.sources.first : nil
      let found = single.flatMap { resolved($0, scope) }
      for source in binding.sources { read(source, scope, isWhole: found == nil) }
      scope.bindings[binding.name.value] = .some(found)
    }
  }

  private mutating func walk(_ group: Group, _ scope: inout Scope) {
    let outer = scope.bindings
    defer { scope.bindings = outer }
    walk(group.bindings, &scope)
    walk(group.decodes, &scope)
    for assignment in group.set + group.map { walk(assignment, scope) }
    walk(group.stages, &scope)
  }

  private mutating func walk(_ match: Match, _ scope: inout Scope) {
    read(match.subject, scope)
    uses.branchings.append(match.branching(under: scope.guards, mayRepeat: scope.frame != nil))
    let guards = scope.guards
    for one in match.cases {
      if let when = one.when { read(when, scope) }
      scope.guards = guards + [one.valueSpan]
      walk(one.body, &scope)
    }
    scope.guards = guards
  }

  private mutating func walk(_ loop: ForEach, _ scope: Scope) {
    let item = items(of: loop.list, scope)
    read(loop.list, scope, isWhole: item == nil)
    guard let name = try? scope.fieldName(loop.target.value) else { return }
    let field = scope.prefix + name
    writes.append(
      Write(
        name: name, field: field, span: loop.target.span, assignment: loop.ofValues,
        isEmitted: scope.isEmitted, guards: scope.guards, isOtherwise: scope.isOtherwise))
    var inner = scope
    inner.item = item
    inner.prefix = field + "."
    walk(loop.bindings, &inner)
    if let filter = loop.filter { inner.guards += condition(filter, inner) }
    switch loop.body {
    case .objects(let group): walk(group, &inner)
    case .values(let expression): read(expression, inner)
    }
  }

  private mutating func walk(_ use: FragmentUse, _ scope: Scope) {
    guard let expansion = rules.expansion(of: use) else { return }
    var inner = scope.entering(expansion)
    inner.bindings = [:]
    walk(expansion.stages, &inner)
  }

  private mutating func walk(_ assignment: Assignment, _ scope: Scope) {
    var scope = scope
    if let when = assignment.when { scope.guards += condition(when, scope) }
    switch assignment.source {
    case .constant: break
    case .expression(let expression): read(expression, scope)
    case .firstPresent(let expressions): for expression in expressions { read(expression, scope) }
    }
    for target in assignment.targets {
      guard let name = try? scope.fieldName(target.value) else { continue }
      writes.append(
        Write(
          name: name, field: scope.prefix + name, span: target.span, assignment: assignment,
          isEmitted: scope.isEmitted, guards: scope.guards, isOtherwise: scope.isOtherwise))
    }
  }

  // MARK: Expressions

  /// Notes a condition and returns the guards for what it covers.
  private mutating func condition(_ expression: Expression, _ scope: Scope) -> [Span] {
    read(expression, scope)
    if case .literal = expression { return [] }
    expressions.append(expression)
    uses.conditions.append(
      .init(
        span: expression.span, guards: scope.guards, comparisons: expression.textComparisons()))
    return [expression.span]
  }

  private mutating func read(_ expression: Expression, _ scope: Scope, isWhole: Bool = true) {
    switch expression {
    case .path(let path): read(path, scope, isWhole: isWhole)
    case .test(.path(let path), _, _, _): read(path, scope, isWhole: false)
    case .navigation(let inner, let steps, let span):
      guard let found = resolved(expression, scope) else { return read(inner, scope) }
      read(inner, scope, isWhole: false)
      note(found, steps.last?.span ?? span, scope, isWhole: isWhole)
    case .selection(let list, let condition, _, let span):
      let items = resolved(expression, scope)
      read(list, scope, isWhole: items == nil)
      var inner = scope
      inner.tested = items
      read(condition, inner)
      if let items { note(items, span, scope, isWhole: isWhole) }
    default: for part in expression.parts { read(part, scope) }
    }
  }

  private mutating func read(_ path: Path, _ scope: Scope, isWhole: Bool) {
    if let found = resolved(path, scope) {
      // A built-in fragment's expressions are not text of the file.
      let isBuiltIn = scope.frame?.expansion.isBuiltIn == true
      let span = isBuiltIn ? found.steps.last?.span ?? path.span : path.span
      note(found, span, scope, isWhole: isWhole)
    } else if case .named(let name) = path.root, let argument = scope.argument(named: name) {
      read(argument.expression, argument.context)
    }
  }

  private mutating func note(
    _ found: (base: RuleReads.Read.Base, steps: [Located<PathStep>]), _ span: Span, _ scope: Scope,
    isWhole: Bool
  ) {
    uses.reads.append(
      RuleReads.Read(
        base: found.base, steps: found.steps, span: span, guards: scope.guards,
        use: isWhole ? .taken : .inspected))
  }

  /// Where a value stands that is a path, items that a condition chooses, or steps behind such.
  private func resolved(
    _ expression: Expression, _ scope: Scope
  ) -> (base: RuleReads.Read.Base, steps: [Located<PathStep>])? {
    switch expression {
    case .path(let path): return resolved(path, scope)
    case .selection(let list, _, _, let span):
      return resolved(list, scope).map { ($0.base, $0.steps + [Located(.each, span)]) }
    case .navigation(let inner, let steps, _):
      return resolved(inner, scope).map { ($0.base, $0.steps + steps) }
    default: return nil
    }
  }

  private func resolved(
    _ path: Path, _ scope: Scope
  ) -> (base: RuleReads.Read.Base, steps: [Located<PathStep>])? {
    switch path.root {
    case .event: return (.event, path.steps)
    case .raw: return (.raw, path.steps)
    case .out: return nil
    case .item: return scope.item.map { ($0.base, $0.steps + path.steps) }
    case .tested: return scope.tested.map { ($0.base, $0.steps + path.steps) }
    case .named(let name):
      if let argument = scope.argument(named: name) {
        return resolved(argument.expression, argument.context)
          .map { ($0.base, $0.steps + path.steps) }
      }
      if let bound = scope.bindings[name] {
        return bound.map { ($0.base, $0.steps + path.steps) }
      }
      return scope.decodes[name].map { ($0, path.steps) }
    }
  }

  private func items(
    of list: Expression, _ scope: Scope
  ) -> (base: RuleReads.Read.Base, steps: [Located<PathStep>])? {
    resolved(list, scope).map { ($0.base, $0.steps + [Located(.each, list.span)]) }
  }
}

extension ForEach {
  /// What `from:` assigns, item by item; nil where objects are made.
  var ofValues: Assignment? {
    guard case .values(let expression) = body else { return nil }
    return Assignment(targets: [target], source: .expression(expression), span: expression.span)
  }
}

extension Decode {
  /// Whether both decode one text in one way, without options.
  fileprivate func gives(sameAs other: Decode) -> Bool {
    guard kind.value == other.kind.value, options.isEmpty, other.options.isEmpty,
      case .path(let left) = source, case .path(let right) = other.source
    else { return false }
    return left.root == right.root && left.steps.map(\.value) == right.steps.map(\.value)
  }
}

extension Expression {
  /// Every path in the expression, from left to right.
  var paths: [Path] {
    var result: [Path] = []
    forEachNode { if case .path(let path) = $0 { result.append(path) } }
    return result
  }
}
