import Diagnostics
import JSON
import Text
import YAML

/// Turns the nodes of a `parser.yml` into its syntax tree.
///
/// What the dialect ignores (an unknown key, a stage that no pipeline names) is a warning and the
/// rest stands: a format runs here as it runs elsewhere.
struct IntakeParser {
  let text: SourceText
  var diagnostics: [Diagnostic] = []
  private var lexer = TemplateLexer()
  private var roots: [String] = []

  init(text: SourceText) { self.text = text }

  /// Whether a file's root is that of an intake format.
  static func recognises(_ root: YAMLNode) -> Bool {
    guard case .map(let entries) = root.kind else { return false }
    return entries.contains { $0.name == "pipeline" } && !entries.contains { $0.name == "hlmap" }
  }

  mutating func parse(_ root: YAMLNode) -> IntakeFormat {
    var format = IntakeFormat(span: root.span)
    for entry in entries(of: root) {
      switch entry.name {
      case "name": format.name = located(entry.value, "a name")
      case "ignored_values":
        format.ignored = items(entry.value).compactMap { ignored($0) }
      case "pipeline":
        if case .list(let items) = entry.value.kind {
          format.pipeline = items.compactMap { self.entry($0) }
        } else {
          wrongShape(entry.value, "a list of stages")
        }
      case "stages": format.stages = entries(of: entry.value).map { stage($0) }
      case "description": break
      default: unknown(entry, Self.keys, "an intake format", "it has no effect")
      }
    }
    format.roots = roots
    return format
  }

  // MARK: The pipeline

  private mutating func entry(_ node: YAMLNode) -> IntakeEntry? {
    guard case .map(let entries) = node.kind else {
      wrongShape(node, "an entry of the pipeline, which is a map")
      return nil
    }
    var name: Located<String>?
    var filter: Template?
    var external: IntakeExternal?
    for entry in entries {
      switch entry.name {
      case "name": name = located(entry.value, "a name")
      case "filter": filter = self.filter(entry.value)
      case "external": if !isNull(entry.value) { external = self.external(entry.value) }
      case "description": break
      default: unknown(entry, Self.entryKeys, "an entry of the pipeline", "it has no effect")
      }
    }
    guard let name else {
      if !entries.contains(where: { $0.name == "name" }) {
        report(.missingKey, .error, "an entry of the pipeline needs `name`", at: node.span)
      }
      return nil
    }
    return IntakeEntry(name: name, filter: filter, external: external, span: node.span)
  }

  private mutating func external(_ node: YAMLNode) -> IntakeExternal? {
    var name: Located<String>?
    var properties: [(name: Located<String>, value: IntakeValue)] = []
    guard case .map(let entries) = node.kind else {
      wrongShape(node, "an external stage, which is a map")
      return nil
    }
    for entry in entries {
      switch entry.name {
      case "name": name = located(entry.value, "a name")
      case "properties":
        properties = each(entry.value) { parser, property in
          let isComputed = Self.computedProperties.contains(property.name)
          return (
            Located(property.name, property.key.span),
            isComputed ? parser.value(property.value) : parser.verbatim(property.value)
          )
        }
      case "description": break
      default: unknown(entry, Self.externalKeys, "an external stage", "it has no effect")
      }
    }
    guard let name else {
      if !entries.contains(where: { $0.name == "name" }) {
        report(.missingKey, .error, "an external stage needs `name`", at: node.span)
      }
      return nil
    }
    return IntakeExternal(name: name, properties: properties)
  }

  // MARK: Stages

  private mutating func stage(_ entry: YAMLEntry) -> IntakeStage {
    var stage = IntakeStage(name: Located(entry.name, entry.key.span), actions: [])
    for part in entries(of: entry.value) {
      switch part.name {
      case "actions": stage.actions = items(part.value).compactMap { action($0) }
      case "filter":
        report(
          .unknownKey, .warning, "`filter` of a stage has no effect", at: part.key.span,
          help: "put it into the stage's entry of the pipeline")
      case "name", "description": break
      default: unknown(part, Self.stageKeys, "a stage", "it has no effect")
      }
    }
    return stage
  }

  private mutating func action(_ node: YAMLNode) -> IntakeAction? {
    guard case .map(let entries) = node.kind else {
      wrongShape(node, "an action, which is a map")
      return nil
    }
    var action = IntakeAction(span: node.span)
    var dictionary: [(key: Located<String>, value: IntakeValue)]?
    var mapping: [(source: Template, target: Located<String>)] = []
    var fallback: IntakeValue?
    for entry in entries {
      switch entry.name {
      case "filter": action.filter = filter(entry.value)
      case "set":
        action.set = each(entry.value) { parser, field in
          (Located(field.name, field.key.span), parser.value(field.value))
        }
      case "dictionary":
        dictionary = each(entry.value) { parser, entry in
          (parser.key(entry.key), parser.value(entry.value))
        }
      case "mapping":
        mapping = self.entries(of: entry.value).compactMap { entry in
          guard let target = located(entry.value, "a target field") else { return nil }
          return (template(entry.key), target)
        }
      case "fallback": fallback = value(entry.value)
      case "delete": action.delete = items(entry.value).compactMap { texts(of: $0) }
      case "translate", "name", "description": break
      default: unknown(entry, Self.actionKeys, "an action", "it has no effect")
      }
    }
    if let dictionary {
      action.translation = IntakeTranslation(
        dictionary: dictionary, mapping: mapping, fallback: fallback)
    }
    return action
  }

  // MARK: Values

  private mutating func value(_ node: YAMLNode) -> IntakeValue {
    switch node.kind {
    case .scalar(let scalar):
      switch YAML11Value(scalar) {
      case .null: return .constant(.null, node.span)
      case .boolean(let value): return .constant(.boolean(value), node.span)
      case .integer(let lexeme): return .constant(.integer(lexeme), node.span)
      case .float(let lexeme): return .constant(.float(lexeme), node.span)
      case .text: return .template(template(scalar, node.span))
      }
    case .list(let items): return .list(items.map { value($0) }, node.span)
    // A map is a constant, whatever its texts look like.
    case .map: return verbatim(node)
    }
  }

  /// The same with texts as they stand, whatever brackets are in them.
  private mutating func verbatim(_ node: YAMLNode) -> IntakeValue {
    switch node.kind {
    case .scalar(let scalar):
      guard case .text = YAML11Value(scalar) else { return value(node) }
      return .template(Template(constant: scalar.text, span: node.span))
    case .list(let items): return .list(items.map { verbatim($0) }, node.span)
    case .map(let entries):
      return .map(entries.map { (key($0.key), verbatim($0.value)) }, node.span)
    }
  }

  /// A scalar as a template; one that cannot be read is reported and gives no value.
  private mutating func template(_ node: YAMLNode) -> Template {
    guard case .scalar(let scalar) = node.kind else {
      wrongShape(node, "a text")
      return Template(nodes: [], span: node.span)
    }
    return template(scalar, node.span)
  }

  private mutating func template(_ scalar: YAMLScalar, _ span: Span) -> Template {
    guard TemplateParser.hasTemplate(scalar.text) else {
      return Template(constant: scalar.text, span: span)
    }
    let source =
      EmbeddedSource(inPlace: scalar, at: span, in: text)
      ?? EmbeddedSource(scalar, at: span, in: text)
    do {
      return try TemplateParser.parse(source, cutBy: &lexer, noting: &roots)
    } catch {
      report(
        error.isUnsupported ? .unsupportedTemplate : .templateSyntax, .warning,
        error.message + "; the template never gives a value",
        at: source.span(error.lower, error.upper),
        help: error.help
          ?? (error.isUnsupported
            ? "use expressions and `set`, `if` and `for`"
            : "write it as Jinja has it, such as `{{ a.b | lower }}`"))
      return Template(.constant(.null, span), span: span)
    }
  }

  /// A condition; an empty text is none.
  private mutating func filter(_ node: YAMLNode) -> Template? {
    guard case .scalar(let scalar) = node.kind else {
      wrongShape(node, "a condition")
      return nil
    }
    return scalar.text.isEmpty ? nil : template(node)
  }

  /// A key as the text that values are compared with.
  private func key(_ node: YAMLNode) -> Located<String> {
    guard case .scalar(let scalar) = node.kind else { return Located("", node.span) }
    let text =
      switch YAML11Value(scalar) {
      case .null: "None"
      case .boolean(let value): value ? "True" : "False"
      case .integer(let lexeme), .float(let lexeme): lexeme
      case .text: scalar.text
      }
    return Located(text, node.span)
  }

  private mutating func located(_ node: YAMLNode, _ expected: String) -> Located<String>? {
    if let text = node.text { return Located(text, node.span) }
    wrongShape(node, expected)
    return nil
  }

  private func texts(of node: YAMLNode) -> Located<String>? {
    node.text.map { Located($0, node.span) }
  }

  /// A text that counts as no value. A number is none: no text equals it.
  private func ignored(_ node: YAMLNode) -> Located<String>? {
    guard case .scalar(let scalar) = node.kind, case .text = YAML11Value(scalar) else { return nil }
    return Located(scalar.text, node.span)
  }

  private func isNull(_ node: YAMLNode) -> Bool {
    if case .scalar(let scalar) = node.kind { YAML11Value(scalar) == .null } else { false }
  }

  /// The entries of a map; null has none.
  private mutating func entries(of node: YAMLNode) -> [YAMLEntry] {
    if case .map(let entries) = node.kind { return entries }
    if !isNull(node) { wrongShape(node, "a map") }
    return []
  }

  /// Maps the entries of a map in place; copying them would take much of the parsing time.
  private mutating func each<Result>(
    _ node: YAMLNode, _ body: (inout IntakeParser, YAMLEntry) -> Result
  ) -> [Result] {
    let entries = entries(of: node)
    var results: [Result] = []
    results.reserveCapacity(entries.count)
    let span = entries.span
    for index in span.indices { results.append(body(&self, span[index])) }
    return results
  }

  private mutating func items(_ node: YAMLNode) -> [YAMLNode] {
    if case .list(let items) = node.kind { return items }
    if !isNull(node) { wrongShape(node, "a list") }
    return []
  }

  // MARK: Reports

  private mutating func report(
    _ code: DiagnosticCode, _ severity: Diagnostic.Severity, _ message: String, at span: Span,
    help: String? = nil, fix: Diagnostic.Fix? = nil
  ) {
    diagnostics.append(Diagnostic(code, severity, message, at: span, help: help, fix: fix))
  }

  private mutating func wrongShape(_ node: YAMLNode, _ expected: String) {
    report(
      .wrongShape, .error, "expected \(expected); found \(node.summary)", at: node.span)
  }

  private mutating func unknown(
    _ entry: YAMLEntry, _ known: [String], _ place: String, _ effect: String
  ) {
    let other = Self.otherNames[entry.name].flatMap { known.contains($0) ? $0 : nil }
    let near = other ?? Suggestion.nearest(to: entry.name, in: known)
    report(
      .unknownKey, .warning, "\(place) has no key `\(entry.name)`: \(effect)", at: entry.key.span,
      help: near.map { "did you mean `\($0)`?" } ?? "the keys are \(known.joined(separator: ", "))",
      fix: near.map { .init(entry.key.span, $0) })
  }
}
