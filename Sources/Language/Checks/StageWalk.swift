import JSON
import Planning
import Text

/// Every stage and every expression of a mapping, whatever fragments and loops they stand in.
struct StageWalk {
  var onStage: (Stage) -> Void = { _ in }
  var onAssignment: ((Assignment) -> Void)?
  var onExpression: ((Expression) -> Void)?
  var onBinding: ((Binding) -> Void)?
  /// Arguments of fragments are expressions at the place of their use.
  var visitsArguments = true

  func walk(_ file: Mapping) {
    if let decode = file.decode { walk(decode) }
    for inference in file.infer { inference.when.map(visit) }
    walk(file.bindings)
    for fragment in file.fragments { walk(fragment.stages) }
    walk(file.stages)
  }

  func walk(_ stages: [Stage]) {
    for stage in stages { walk(stage) }
  }

  func walk(_ stage: Stage) {
    onStage(stage)
    stage.when.map(visit)
    walkBody(of: stage)
  }

  /// All of a stage but its condition.
  func walkBody(of stage: Stage) {
    switch stage.kind {
    case .assign(let assignment): walk(assignment)
    case .group(let group): walk(group)
    case .match(let match):
      visit(match.subject)
      for one in match.cases {
        one.when.map(visit)
        walk(one.body)
      }
    case .branches(let branches):
      for one in branches.branches {
        one.when.map(visit)
        walk(one.body)
      }
    case .forEach(let loop):
      visit(loop.list)
      walk(loop.bindings)
      loop.filter.map(visit)
      switch loop.body {
      case .objects(let group): walk(group)
      case .values(let value): visit(value)
      }
    case .decode(let decode): walk(decode)
    case .use(let uses):
      if visitsArguments { for use in uses { use.arguments.forEach(visit) } }
    case .drop, .remove: break
    case .emit(let emit):
      emit.list.map(visit)
      walk(emit.body)
    }
  }

  private func walk(_ bindings: [Binding]) {
    for binding in bindings {
      onBinding?(binding)
      binding.sources.forEach(visit)
    }
  }

  private func walk(_ group: Group) {
    walk(group.bindings)
    walk(group.decodes)
    for assignment in group.set { walk(assignment) }
    for assignment in group.map { walk(assignment) }
    walk(group.stages)
  }

  private func walk(_ assignment: Assignment) {
    onAssignment?(assignment)
    guard onExpression != nil else { return }
    assignment.when.map(visit)
    for source in assignment.source.expressions { visit(source) }
  }

  private func walk(_ decode: Decode) {
    visit(decode.source)
    decode.otherwise.map(visit)
    decode.parameter.map(visit)
  }

  private func visit(_ expression: Expression) {
    if let onExpression { expression.forEachNode(onExpression) }
  }
}

extension Assignment.Source {
  /// The expressions a value may come from; none for a constant.
  var expressions: [Expression] {
    switch self {
    case .expression(let expression): [expression]
    case .firstPresent(let expressions): expressions
    case .constant: []
    }
  }
}

extension Expression {
  /// Calls the body with this expression and all inside it, outermost first.
  func forEachNode(_ body: (Expression) -> Void) {
    body(self)
    var pending: [Expression] = parts.reversed()
    while let next = pending.popLast() {
      body(next)
      pending += next.parts.reversed()
    }
  }

  /// The expressions directly inside this one.
  public var parts: [Expression] {
    switch self {
    case .literal, .path: []
    case .list(let items, _): items
    case .call(_, let arguments, _): arguments
    case .fallback(let left, let right, _), .comparison(_, let left, let right, _),
      .and(let left, let right, _), .or(let left, let right, _):
      [left, right]
    case .test(let subject, _, _, _): [subject]
    case .arithmetic(_, let left, let right, _): [left, right]
    case .not(let inner, _), .negation(let inner, _), .navigation(let inner, _, _): [inner]
    case .conditional(let condition, let value, let otherwise, _):
      [condition, value] + (otherwise.map { [$0] } ?? [])
    case .selection(let list, let condition, _, _): [list, condition]
    }
  }

  /// What `a else b else c` may give, in order; the expression itself for all others.
  var alternatives: [Expression] {
    var pending = [self]
    var result: [Expression] = []
    while let next = pending.popLast() {
      if case .fallback(let left, let right, _) = next {
        pending += [right, left]
      } else {
        result.append(next)
      }
    }
    return result
  }

  /// The operands of `a and b and c`, in order; the expression itself for all others.
  var conjuncts: [Expression] {
    var pending = [self]
    var result: [Expression] = []
    while let next = pending.popLast() {
      if case .and(let left, let right, _) = next {
        pending += [right, left]
      } else {
        result.append(next)
      }
    }
    return result
  }

  /// The operands of `a or b or c`, in order; the expression itself for all others.
  var disjuncts: [Expression] {
    var pending = [self]
    var result: [Expression] = []
    while let next = pending.popLast() {
      if case .or(let left, let right, _) = next {
        pending += [right, left]
      } else {
        result.append(next)
      }
    }
    return result
  }

  /// The path, where the expression is nothing else.
  var plainPath: Path? {
    if case .path(let path) = self { path } else { nil }
  }
}

extension Path {
  /// The path as one text; equal texts are the same path.
  var text: String {
    var text =
      switch root {
      case .event: steps.first?.value.isMember == true ? "" : "$event"
      case .raw: "$raw"
      case .out: "$out"
      case .item: "$item"
      case .tested: steps.isEmpty ? "$item" : ""
      case .named(let name): "$\(name)"
      }
    for step in steps {
      switch step.value {
      case .member(let name): text += text.isEmpty ? name : ".\(name)"
      case .index(let number): text += "[\(number)]"
      case .each: text += "[*]"
      }
    }
    return text
  }

  /// The names of the path; nil where it has other steps.
  var members: [String]? {
    let members = steps.compactMap(\.value.member)
    return members.count == steps.count ? members : nil
  }
}
