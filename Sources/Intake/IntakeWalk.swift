import Diagnostics
import Planning
import Text

extension IntakeFormat {
  /// The place of the first external entry that gives an output, by the full name of the output.
  var outputs: [String: Span] {
    var spans: [String: Span] = [:]
    for entry in pipeline {
      guard let external = entry.external else { continue }
      let name = "\(entry.name.value).\(external.outputField)"
      if spans[name] == nil { spans[name] = external.name.span }
    }
    return spans
  }
}

extension IntakeExternal {
  /// The name under which the stage gives its result.
  var outputField: String { self["output_field"]?.text ?? "message" }
}

/// Goes through a pipeline in its order: the filters it has, and what its templates read of what
/// external stages give.
struct IntakeWalk {
  private let format: IntakeFormat
  private let outputs: [String: Span]
  private var result = RuleReads()

  init(_ format: IntakeFormat) {
    self.format = format
    outputs = format.outputs
    result.caveat =
      "branches inside templates are not counted; a list that a template goes through counts as read"
    result.withoutValues =
      "no stage of the pipeline parses the event into values that could be counted"
  }

  consuming func walk() -> RuleReads {
    for entry in format.pipeline {
      let guards = condition(entry.filter, under: [])
      if let external = entry.external { noteReceived(external, of: entry) }
      for (name, value) in entry.external?.properties ?? [] {
        read(value, under: guards, isPath: name.value == "input_field")
      }
      guard entry.external == nil else { continue }
      let stage = format.stages.last { $0.name.value == entry.name.value }
      for action in stage?.actions ?? [] { walk(action, under: guards) }
    }
    return result
  }

  /// A stage that parses what was received, and not what another stage gives, gives values of it.
  private mutating func noteReceived(_ external: IntakeExternal, of entry: IntakeEntry) {
    if case .template(let template)? = external["input_field"] {
      let roots =
        template.constant.map { [TargetPath.parts($0)[0]] }
        ?? TemplateReads(template, isCondition: false).paths.map(\.path.root.value)
      guard roots.allSatisfy({ $0 == "original" }) else { return }
    }
    let name = "\(entry.name.value).\(external.outputField)"
    if let span = outputs[name] { result.received[.result(span, name: name)] = name }
  }

  private mutating func walk(_ action: IntakeAction, under outer: [Span]) {
    let guards = condition(action.filter, under: outer)
    for (_, value) in action.set { read(value, under: guards) }
    guard let translation = action.translation else { return }
    for (source, _) in translation.mapping { read(.template(source), under: guards, isPath: true) }
    for (_, value) in translation.dictionary { read(value, under: guards) }
    if let fallback = translation.fallback { read(fallback, under: guards) }
  }

  /// Notes a filter and returns the guards for what it covers.
  private mutating func condition(_ filter: Template?, under guards: [Span]) -> [Span] {
    guard let filter else { return guards }
    read(filter, under: guards, isCondition: true)
    result.conditions.append(.init(span: filter.span, guards: guards))
    return guards + [filter.span]
  }

  /// `isPath` says that a text is a dotted path.
  private mutating func read(_ value: IntakeValue, under guards: [Span], isPath: Bool = false) {
    switch value {
    case .template(let template):
      guard isPath, let text = template.constant else { return read(template, under: guards) }
      let names = TargetPath.parts(text).map { Located($0, template.span) }
      read(
        TemplatePath(root: names[0], keys: Array(names.dropFirst()), span: template.span), .taken,
        under: guards)
    case .list(let items, _): for item in items { read(item, under: guards) }
    case .constant, .map: break
    }
  }

  private mutating func read(
    _ template: Template, under guards: [Span], isCondition: Bool = false
  ) {
    let paths = TemplateReads(template, isCondition: isCondition).paths
    guard !paths.isEmpty else { return }
    let variables = TemplateWalk.variables(of: template.nodes)
    for (path, use) in paths where !variables.contains(path.root.value) {
      read(path, use, under: guards)
    }
  }

  private mutating func read(
    _ path: TemplatePath, _ use: RuleReads.Read.Use, under guards: [Span]
  ) {
    guard path.keys.count > 1 else { return }
    let name = "\(path.root.value).\(path.keys[0].value)"
    guard let span = outputs[name] else { return }
    result.reads.append(
      .init(
        base: .result(span, name: name),
        steps: path.keys.dropFirst().map { Located(.member($0.value), $0.span) },
        span: path.span, guards: guards, use: use))
  }
}
