import JSON
import Language
import Schema
import Text

/// A copy of a mapping that also writes down, below a field of its own, what its rules come across.
///
/// Mapping samples with it tells which conditions held and which values reached which rule, while
/// the engine itself has nothing to count.
struct ProbedMapping {
  /// The field below which everything is noted.
  static let field = "hlmap_observed"
  /// The decoded event.
  static let event = "event"

  /// The mapping to run.
  private(set) var mapping: Mapping
  /// A dropped event goes on here, to keep what was noted, but nothing more is noted.
  private let hasDrops: Bool

  init(_ original: Mapping) {
    mapping = original
    hasDrops = Planner.inOrder(original).contains { file in
      file.stages.contains(where: ProbedMapping.drops)
        || file.fragments.contains { $0.stages.contains(where: ProbedMapping.drops) }
    }
    mapping = probed(original)
    let span = original.span
    mapping.schemas.append(
      .inline([
        FieldDeclaration(
          name: Located(ProbedMapping.field, span), type: Located("flattened", span))
      ]))
    let event = Path(root: .event, steps: [], span: span)
    mapping.stages.insert(
      note(ProbedMapping.event, .expression(.path(event)), nil, span), at: 0)
  }

  /// The name that a rule's note goes by: `c` condition, `k` case, `m` subject of a match, `v`
  /// value of an assignment, `d` result of a decode.
  static func name(_ kind: Character, _ span: Span) -> String {
    "\(kind)\(span.source)_\(span.lower)_\(span.upper)"
  }

  private static func drops(_ stage: Stage) -> Bool {
    switch stage.kind {
    case .drop: true
    case .group(let group): group.stages.contains(where: drops)
    case .match(let match): match.cases.contains { $0.body.stages.contains(where: drops) }
    case .emit(let emit): emit.body.stages.contains(where: drops)
    case .assign, .forEach, .decode, .use: false
    }
  }

  // MARK: Files and stages

  private func probed(_ file: Mapping) -> Mapping {
    var result = file
    result.includes = file.includes.map(probed)
    result.infer = []
    result.tests = []
    result.docs = nil
    result.stages = probed(file.stages)
    for when in file.infer.compactMap(\.when) {
      result.stages.append(noteCondition(when).stage)
    }
    for index in result.fragments.indices {
      result.fragments[index].stages = probed(result.fragments[index].stages)
    }
    return result
  }

  private func probed(_ stages: [Stage]) -> [Stage] {
    stages.flatMap { stage -> [Stage] in
      var stages: [Stage] = []
      if let when = stage.when, isProbed(when) { stages.append(noteCondition(when).stage) }
      return stages + [probed(stage)]
    }
  }

  private func probed(_ stage: Stage) -> Stage {
    var stage = stage
    switch stage.kind {
    case .assign(let assignment):
      var group = Group()
      group.map = probed(assignment)
      stage.kind = .group(group)
    case .group(let group): stage.kind = .group(probed(group))
    case .match(var match):
      for index in match.cases.indices {
        let span = match.cases[index].span
        match.cases[index].body = probed(match.cases[index].body)
        match.cases[index].body.set.insert(
          noteTrue(ProbedMapping.name("k", span), nil, span), at: 0)
      }
      var group = Group()
      group.stages = [
        note(
          ProbedMapping.name("m", match.subject.span), .expression(match.subject), nil,
          match.subject.span),
        Stage(kind: .match(match), span: stage.span),
      ]
      stage.kind = .group(group)
    case .forEach(var loop):
      var group = Group()
      if let filter = loop.filter, isProbed(filter) {
        let target = "\(ProbedMapping.field).\(ProbedMapping.name("c", filter.span))"
        let trial = ForEach(
          list: loop.list, target: Located(target, filter.span), filter: filter,
          body: .values(.literal(.boolean(true), filter.span)))
        group.stages.append(
          Stage(kind: .forEach(trial), when: guarded(nil, filter.span), span: stage.span))
      }
      if let assignment = loop.ofValues {
        var copy = loop
        copy.target = noted(assignment, loop.target)
        group.stages.append(
          Stage(kind: .forEach(copy), when: guarded(nil, assignment.span), span: stage.span))
      }
      if case .objects(let body) = loop.body { loop.body = .objects(probed(body)) }
      group.stages.append(Stage(kind: .forEach(loop), span: stage.span))
      stage.kind = .group(group)
    case .decode(var decode):
      decode.onError = nil
      guard let name = decode.name else { break }
      let result = Path(root: .named(name.value), steps: [], span: name.span)
      var group = Group()
      group.stages = [
        Stage(kind: .decode(decode), span: stage.span),
        note(
          ProbedMapping.name("d", decode.span), .expression(.path(result)), nil, decode.span),
      ]
      stage.kind = .group(group)
    case .drop:
      var group = Group()
      group.set = [noteTrue("dropped", nil, stage.span)]
      stage.kind = .group(group)
    case .emit(var emit):
      emit.body = probed(emit.body)
      stage.kind = .emit(emit)
    case .use: break
    }
    return stage
  }

  private func probed(_ group: Group) -> Group {
    var result = Group()
    result.set = group.set.flatMap(probed)
    result.map = group.map.flatMap(probed)
    result.stages = probed(group.stages)
    return result
  }

  private func probed(_ assignment: Assignment) -> [Assignment] {
    var result: [Assignment] = []
    if let when = assignment.when, isProbed(when) {
      result.append(noteCondition(when).assignment)
    }
    switch assignment.source {
    case .constant: break
    case .expression, .firstPresent:
      var copy = assignment
      copy.targets = assignment.targets.map { noted(assignment, $0) }
      copy.cast = nil
      copy.onError = nil
      copy.unlessSet = false
      copy.when = guarded(assignment.when, assignment.span)
      result.append(copy)
    }
    var original = assignment
    if case .reject? = assignment.onError?.value { original.onError = nil }
    return result + [original]
  }

  // MARK: Notes

  /// Where the values of an assignment to a target are noted.
  private func noted(_ assignment: Assignment, _ target: Located<String>) -> Located<String> {
    let name = ProbedMapping.name("v", assignment.span)
    return Located("\(ProbedMapping.field).\(name).\(target.value)", target.span)
  }

  private func isProbed(_ condition: Expression) -> Bool {
    if case .literal = condition { false } else { true }
  }

  private func noteCondition(_ when: Expression) -> (assignment: Assignment, stage: Stage) {
    let assignment = noteTrue(ProbedMapping.name("c", when.span), when, when.span)
    return (assignment, Stage(kind: .assign(assignment), span: when.span))
  }

  private func noteTrue(_ name: String, _ when: Expression?, _ span: Span) -> Assignment {
    var result = Assignment(
      targets: [Located("\(ProbedMapping.field).\(name)", span)],
      source: .constant(Located(.boolean(true), span)), span: span)
    result.when = guarded(when, span)
    return result
  }

  private func note(
    _ name: String, _ source: Assignment.Source, _ when: Expression?, _ span: Span
  ) -> Stage {
    var assignment = Assignment(
      targets: [Located("\(ProbedMapping.field).\(name)", span)], source: source, span: span)
    assignment.when = guarded(when, span)
    return Stage(kind: .assign(assignment), span: span)
  }

  /// The condition, and that the event is not dropped yet.
  private func guarded(_ condition: Expression?, _ span: Span) -> Expression? {
    guard hasDrops else { return condition }
    let names = [ProbedMapping.field, "dropped"]
    let path = Path(
      root: .out, steps: names.map { Located(.member($0), span) }, span: span)
    let isKept = Expression.test(
      .path(path), Located(.present, span), isNegated: true, span: span)
    return condition.map { .and(isKept, $0, $0.span) } ?? isKept
  }
}
