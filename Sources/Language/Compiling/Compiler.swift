import Diagnostics
import JSON
import Planning
import Schema
import Text

/// The state of turning one mapping into a plan; its extensions compile one kind of syntax each.
final class Compiler {
  let schema: Schema
  let builder: PlanBuilder
  let rules: ExpandedRules
  var diagnostics: [Diagnostic] = []
  let mainTargets: Targets
  var tables: [String: Table] = [:]
  /// The fields of the objects that loops write, by the field that holds those.
  var itemFields: [String: Set<String>] = [:]
  /// Fields that accept objects with members of any name.
  var fieldsOfAnyObject: Set<String> = []
  /// What is inferred of every event.
  var inferences: [Inference] = []
  /// Names of tables that were used.
  var usedTables: Set<String> = []
  /// Every field that some rule writes, and where first.
  var writtenFields: [String: Span] = [:]
  /// Field look-ups already made, by name.
  var resolutions: [String: Schema.Resolution] = [:]
  /// What fields allow, by name.
  var constraints: [String: ValueConstraint?] = [:]
  /// Unknown names so far; a file of thousands is not worth a search for each.
  var unknownNames = 0
  /// What decodes can give, by their numbers, and what the event can have: where that is known.
  var decodeMembers: [Int: DecodeMembers] = [:]
  var eventMembers: DecodeMembers?
  /// Steps of paths into these results that some use meets, and those that one does not.
  var metMembers: Set<Span> = []
  var unmetMembers: [Span: Diagnostic] = [:]
  /// Where a target's name holds `${parameter}`, so that no one name can be written there.
  var placeholderNames: Set<Span> = []

  init(_ rules: ExpandedRules, schema: Schema, builder: PlanBuilder) {
    self.rules = rules
    self.schema = schema
    self.builder = builder
    mainTargets = Targets(.output)
  }

  /// The fields one kind of output has so far.
  final class Targets {
    let region: Register.Region
    /// Names are relative to this field, for the items of a `for_each`.
    let prefix: String
    var template = OutputTemplateBuilder()
    var registers: [String: Register] = [:]
    /// Where each field was first written.
    var firstSpan: [String: Span] = [:]

    init(_ region: Register.Region, prefix: String = "") {
      self.region = region
      self.prefix = prefix
    }
  }

  /// What a name in an expression means at the current place.
  struct Context: ExpansionContext {
    var targets: Targets
    var item: PlanBuilder.Tree?
    /// The item that a condition in brackets tests; nil outside of such.
    var tested: PlanBuilder.Tree?
    /// Results of decodes by name: indices into `builder.decodes`.
    var decodes: [String: Int] = [:]
    /// The values that `let:` names, by these names.
    var bindings: [String: BoundValue] = [:]
    /// Names that the `let:` of the stage at hand is to give: its own `when:` does not know them.
    var upcoming: [String] = []
    var frame: Frame<Context>?
    /// Why `for_each` and `emit` may not stand here.
    var enclosingLoop: String?

    init(targets: Targets) { self.targets = targets }
  }

  func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  /// The names to suggest for an unknown one, sorted; none once there were too many unknown names.
  func candidates(_ names: @autoclosure () -> [String]) -> [String] {
    guard unknownNames < Suggestion.searchLimit else { return [] }
    unknownNames += 1
    return names().sorted()
  }

  func finish() -> Plan {
    builder.template = mainTargets.template
    return builder.seal()
  }

  // MARK: Declarations

  /// Collects the tables and inferences of all files.
  func declareNames() {
    for file in rules.files {
      inferences += file.infer
      for table in file.tables {
        if let first = tables[table.name.value] {
          report(.duplicateName("table", table.name, first: first.name.span))
        }
        tables[table.name.value] = table
      }
    }
  }

  func compileIgnore(_ ignore: [Located<JSONTree>]?) {
    guard let ignore else { return }
    builder.input.ignoresNull = false
    builder.input.ignoresEmpty = false
    for constant in ignore {
      switch constant.value {
      case .null: builder.input.ignoresNull = true
      case .text(""): builder.input.ignoresEmpty = true
      default: builder.input.ignored.append(builder.constant(value(of: constant.value)))
      }
    }
  }

  // MARK: Stages

  func compileStages(_ stages: [Stage], _ context: inout Context) {
    for stage in stages { compileStage(stage, &context) }
  }

  func compileStage(_ stage: Stage, _ context: inout Context) {
    builder.origin = stage.span
    let end = builder.makeLabel()
    if case .group(let group) = stage.kind, stage.when != nil {
      context.upcoming = group.bindings.map(\.name.value)
    }
    compileGuarded(by: stage.when, jumpTo: end, &context) {
      $0.upcoming = []
      compileKind(of: stage, &$0)
    }
    builder.place(end)
  }

  /// Adds what runs only where a condition holds; the label follows it.
  func compileGuarded(
    by condition: Expression?, jumpTo end: PlanBuilder.Label, _ context: Context, body: () -> Void
  ) {
    var context = context
    compileGuarded(by: condition, jumpTo: end, &context) { _ in body() }
  }

  /// The same where the body may add to the context, which is not copied for it: it may hold the
  /// results of thousands of decodes.
  func compileGuarded(
    by condition: Expression?, jumpTo end: PlanBuilder.Label, _ context: inout Context,
    body: (inout Context) -> Void
  ) {
    guard let condition else { return body(&context) }
    builder.guarded(.condition, condition.span) {
      compileCondition(condition, jumpTo: end, if: false, context)
    } body: {
      body(&context)
    }
  }

  private func compileKind(of stage: Stage, _ context: inout Context) {
    switch stage.kind {
    case .assign(let assignment): compileAssignment(assignment, context)
    case .group(let group): compileGroup(group, &context)
    case .match(let match): compileMatch(match, &context)
    case .branches(let branches): compileBranches(branches, &context)
    case .forEach(let loop): compileLoop(loop, context, at: stage.span)
    case .decode(let decode): compileDecode(decode, &context)
    case .use(let uses): for use in uses { compileUse(use, context) }
    case .drop(let reason):
      builder.dropReasons.append(reason?.value ?? "dropped by a rule")
      builder.add(.drop(reason: UInt32(builder.dropReasons.count - 1)))
    case .remove(let names): for name in names { compileRemoval(of: name, context) }
    case .emit(let emit): compileEmit(emit, context, at: stage.span)
    }
  }

  private func compileUse(_ use: FragmentUse, _ context: Context) {
    guard let expansion = rules.expansion(of: use) else { return }
    var inner = context.entering(expansion)
    inner.bindings = [:]
    builder.guarded(.use, use.span) { compileStages(expansion.stages, &inner) }
  }

  func compileGroup(_ group: Group, _ context: inout Context) {
    let outer = context.bindings
    defer { context.bindings = outer }
    bind(group.bindings, &context)
    compileStages(group.decodes, &context)
    for assignment in group.set { compileAssignment(assignment, context) }
    for assignment in group.map { compileAssignment(assignment, context) }
    compileStages(group.stages, &context)
  }
}

extension Diagnostic {
  static func notAScalar(_ span: Span, _ what: String) -> Diagnostic {
    Diagnostic(
      .badConstant, "\(what) must be a text, a number or a boolean", at: span,
      help: "lists and maps cannot be compared")
  }
}

extension [String] {
  /// A few names after some words, for a help text; nil where there are none or too many.
  func listed(_ words: String) -> String? {
    guard !isEmpty, count <= 12 else { return nil }
    return "\(words) \(map { "`\($0)`" }.joined(separator: ", "))"
  }
}
