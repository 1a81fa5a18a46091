import Diagnostics
import Events
import Functions
import Planning
import Schema
import Text

/// Compiles an intake format: pipeline entries become guarded steps, templates become values.
///
/// What the dialect cannot compute (a reference to nothing, an unknown filter) is reported as a
/// warning and compiled to what it does elsewhere: it gives no value.
final class IntakeCompiler {
  let builder: PlanBuilder
  let format: IntakeFormat
  /// The stages by name; of several the last counts.
  private let stageNumbers: [String: Int]
  let taxonomy: Taxonomy
  var diagnostics: [Diagnostic] = []
  /// How many unknown names were given a suggestion so far.
  private var unknownNames = 0
  /// Whether no findings are wanted: a format that runs has warnings at most.
  let isSilent: Bool

  /// The event under construction, `final`.
  let event: DocumentBuilder
  /// What templates can name: `original`, `final`, the stages.
  @exclusivity(unchecked) private(set) var layers = NamedValues<Layer>()
  /// Variables of the current template, innermost scope last.
  @exclusivity(unchecked) var scopes: [Scope] = []
  /// Whether the current template builds lists or maps that may hold what JSON does not have.
  var buildsContainers = false
  /// What is known of the fields that rules set; inference may find any field below one.
  @exclusivity(unchecked) var fields = FieldTable()
  /// Where the outputs of external stages are given first; known where the plan has probes.
  let outputs: [String: Span]

  enum Layer {
    /// The document as received.
    case input
    case document(DocumentBuilder)
    case external(ExternalLayer)
  }

  /// What the external entries of one name give.
  final class ExternalLayer {
    /// Present once an entry has run.
    let exists: Register
    @exclusivity(unchecked) var outputs = NamedValues<PlanBuilder.Tree>()

    init(exists: Register) { self.exists = exists }
  }

  /// Findings that only warn are left out with `onlyErrors`, and names near to mistyped ones are not
  /// looked for.
  init(
    _ format: IntakeFormat, taxonomy: Taxonomy, onlyErrors: Bool = false,
    detail: PlanDetail = .none,
    resources: Resources = .system
  ) {
    self.format = format
    stageNumbers = Dictionary(
      format.stages.enumerated().map { ($1.name.value, $0) }, uniquingKeysWith: { $1 })
    isSilent = onlyErrors
    self.taxonomy = taxonomy
    builder = PlanBuilder(
      origin: format.span, eventName: "original", vocabulary: .intake, detail: detail,
      resources: resources)
    outputs = builder.isProbed ? format.outputs : [:]
    builder.input.ignoresNull = false
    builder.input.ignoresEmpty = false
    event = DocumentBuilder(number: 0, in: builder)
    builder.documents = [event]
  }

  /// The plan; what is wrong is in `diagnostics`.
  func compile() -> Plan {
    declareLayers()
    let object = builder.constant(.emptyObject)
    builder.add(.put(to: event.register(of: []), from: object, document: 0))
    copyLog()
    for entry in format.pipeline { compile(entry) }
    compileInference()
    copyMessage()
    var plan = builder.seal()
    plan.documents?.ignored = ignoredTexts()
    return plan
  }

  private func ignoredTexts() -> PathTree? {
    let texts = Set(format.ignored.map(\.value)).subtracting([""]).sorted()
    return texts.isEmpty ? nil : builder.keyTree(texts)
  }

  func warn(
    _ code: DiagnosticCode, _ message: String, at span: Span, help: String? = nil,
    fix: Diagnostic.Fix? = nil
  ) {
    if isSilent { return }
    diagnostics.append(Diagnostic(code, .warning, message, at: span, help: help, fix: fix))
  }

  /// The name that a mistyped one most likely meant; nil if no findings are wanted, or once there
  /// were too many unknown names.
  func nearest(to word: String, in names: @autoclosure () -> [String]) -> String? {
    if isSilent || unknownNames == Suggestion.searchLimit { return nil }
    unknownNames += 1
    return Suggestion.nearest(to: word, in: names())
  }

  /// The field that a mistyped one most likely meant; nil if no findings are wanted, or once there
  /// were too many unknown names.
  func nearestField(to name: String) -> String? {
    if isSilent || unknownNames == Suggestion.searchLimit { return nil }
    unknownNames += 1
    return taxonomy.suggestion(for: name)
  }

  // MARK: Layers

  /// Stages that templates read get a document of their own; external ones a tree an output.
  private func declareLayers() {
    layers["original"] = .input
    layers["final"] = .document(event)
    let named = TemplateNames.used(
      in: format, among: format.pipeline.filter { $0.external == nil }.map(\.name.value))
    for entry in format.pipeline where layers[entry.name.value] == nil {
      let name = entry.name.value
      if entry.external != nil {
        let exists = builder.makeRegister(.output)
        builder.name(exists, .source(name))
        layers[name] = .external(ExternalLayer(exists: exists))
      } else if named.contains(name) {
        let document = DocumentBuilder(
          number: builder.documents.count, name: name, in: builder)
        builder.documents.append(document)
        layers[name] = .document(document)
      }
    }
    for entry in format.pipeline {
      guard let external = entry.external, case .external(let layer) = layers[entry.name.value]
      else { continue }
      let output = external.outputField
      guard layer.outputs[output] == nil else { continue }
      let tree = PlanBuilder.Tree(
        .auxiliary(scope: builder.makeScope()), name: "\(entry.name.value).\(output)")
      _ = builder.register(of: [], in: tree)
      // Traces keep what a stage gave.
      tree.readsWhole = builder.isTraceable
      layer.outputs[output] = tree
    }
  }

  // MARK: The pipeline

  private func compile(_ entry: IntakeEntry) {
    builder.origin = entry.name.span
    let end = builder.makeLabel()
    let body = { [self] in
      builder.origin = entry.name.span
      if let external = entry.external {
        compile(external, of: entry)
      } else {
        compileStage(of: entry)
      }
    }
    guarded(by: entry.filter, end: end, body)
    builder.place(end)
  }

  /// Runs `body`'s steps where a filter passes.
  func guarded(by filter: Template?, end: PlanBuilder.Label, _ body: () -> Void) {
    guard let filter else { return body() }
    builder.guarded(
      .condition, filter.span,
      condition: {
        builder.origin = filter.span
        jumpUnlessPasses(filter, to: end)
      }, body: body)
  }

  func stage(named name: String) -> IntakeStage? { stageNumbers[name].map { format.stages[$0] } }

  private func compileStage(of entry: IntakeEntry) {
    if case .document(let document) = layers[entry.name.value], document !== event {
      builder.add(.clear(document.register(of: []), document: UInt32(document.number)))
      builder.add(
        .put(
          to: document.register(of: []), from: builder.constant(.emptyObject),
          document: UInt32(document.number)))
    }
    guard let stage = stage(named: entry.name.value) else {
      let near = nearest(to: entry.name.value, in: format.stages.map(\.name.value))
      warn(
        .undefinedReference, "there is no stage `\(entry.name.value)`; the entry does nothing",
        at: entry.name.span,
        help: near.map { "did you mean `\($0)`?" } ?? "describe it under `stages:`",
        fix: near.map { .init(entry.name.span, $0) })
      return
    }
    var stageDocument: DocumentBuilder?
    if case .document(let document) = layers[entry.name.value], document !== event {
      stageDocument = document
    }
    for action in stage.actions {
      let end = builder.makeLabel()
      guarded(by: action.filter, end: end) {
        for (target, value) in action.set { assign(value, to: target, stageDocument) }
        if let translation = action.translation { compile(translation) }
        for path in action.delete { delete(path) }
      }
      builder.place(end)
    }
  }

  /// The register of a field of the event.
  func node(of field: String) -> Register { event.register(of: field) }

  func noteAssigned(_ field: String) { fields.noteAssigned(fields.number(of: field)) }

  /// Deleting `a.b.c` removes `c` from each map on the way to it, which is what the dialect does.
  private func delete(_ path: Located<String>) {
    builder.origin = path.span
    let names = TargetPath.parts(path.value)
    let last = names.suffix(1)
    for length in stride(from: names.count - 1, through: min(1, names.count - 1), by: -1) {
      let node = event.register(of: Array(names.prefix(length) + last))
      builder.add(.clear(node, document: 0))
    }
  }

  /// The event starts as a copy of the input's `log`.
  private func copyLog() {
    let log = builder.register(of: ["log"], in: builder.event)
    noteAssigned("log")
    builder.add(.put(to: event.register(of: ["log"]), from: log, document: 0))
  }

  /// The raw event is part of the result.
  private func copyMessage() {
    let message = builder.register(of: ["message"], in: builder.event)
    builder.add(.put(to: event.register(of: ["message"]), from: message, document: 0))
  }
}
