import Diagnostics
import JSON
import Planning
import Schema
import Text

/// Constants beside what ECS says of their field.
extension IntakeChecker {
  func checkConstants() {
    for action in format.stages.flatMap(\.actions) {
      for (target, value) in action.set {
        guard let field = field(target.value) else { continue }
        check(value, field)
        checkShape(value, field)
      }
      guard let translation = action.translation else { continue }
      for (_, target) in translation.mapping {
        guard let field = field(target.value) else { continue }
        for (_, value) in translation.dictionary { check(value, field) }
        if let fallback = translation.fallback { check(fallback, field) }
      }
    }
  }

  private func check(_ value: IntakeValue, _ field: Field) {
    guard !field.allowedValues.isEmpty || !field.expectedValues.isEmpty else { return }
    for text in PossibleTexts(value).texts {
      if !field.allowedValues.isEmpty, !field.allowedValues.contains(text.value) {
        var finding = Diagnostic.valueNotAllowed(
          text.span, text.value, field, isWhole: value.isWhole(text), schema)
        finding.severity = .warning
        report(finding)
      } else if !field.expectedValues.isEmpty, !field.expectedValues.contains(text.value) {
        var finding = Diagnostic.notExpected(text, field)
        if !value.isWhole(text) { finding.fix = nil }
        report(finding)
      }
    }
  }

  /// Scalars and lists stay as written, whatever type ECS gives the field.
  private func checkShape(_ value: IntakeValue, _ field: Field) {
    guard field.type.family != .open, field.type.family != .geoPoint else { return }
    switch value {
    case .list(_, let span):
      guard !field.isArray, compiler.taxonomy.type(of: field.name) != .array else { return }
      report(
        Diagnostic(
          .listIntoScalar, .warning, "`\(field.name)` holds one value in ECS, and this is a list",
          at: span, help: "write the value without the list"))
    case .template, .constant:
      guard field.isArray, compiler.taxonomy.type(of: field.name) != .array, value.isScalar else {
        return
      }
      let text = value.text
      let fix = text.flatMap { $0.isPlainWord ? Diagnostic.Fix(value.span, "[\($0)]") : nil }
      report(
        Diagnostic(
          .scalarIntoList, .info,
          "`\(field.name)` is a list in ECS; this value stays a scalar", at: value.span,
          help: fix.map { "write `\($0.replacement)`" } ?? "write it as a list", fix: fix))
    case .map: return
    }
  }
}

extension IntakeValue {
  /// Whether a possible text is written as a scalar of its own.
  fileprivate func isWhole(_ text: Located<String>) -> Bool {
    switch self {
    case .template(let template): template.span == text.span && template.constant == text.value
    case .list(let items, _): items.contains { $0.isWhole(text) }
    case .constant, .map: false
    }
  }

  /// A constant that is neither a list nor a map.
  fileprivate var isScalar: Bool {
    switch self {
    case .template(let template):
      template.constant.map { !$0.isEmpty && $0.first != "[" && $0.first != "{" } ?? false
    case .constant(let constant, _): constant != .null
    case .list, .map: false
    }
  }
}

/// The texts that a value can become, as far as they are spelled out in it.
struct PossibleTexts {
  var texts: [Located<String>] = []
  /// Whether it can be something else too, or nothing.
  var isOpen = false

  init() {}

  init(_ value: IntakeValue) { add(value) }

  mutating func formUnion(_ other: PossibleTexts) {
    for text in other.texts where !texts.contains(where: { $0.value == text.value }) {
      texts.append(text)
    }
    isOpen = isOpen || other.isOpen
  }

  private mutating func add(_ value: IntakeValue) {
    switch value {
    case .template(let template): add(template)
    case .list(let items, _): for item in items { add(item) }
    case .constant, .map: isOpen = true
    }
  }

  private mutating func add(_ template: Template) {
    if let text = template.constant {
      add(text, template.span)
    } else {
      add(template.nodes, template.span)
    }
  }

  private mutating func add(_ text: String, _ span: Span) {
    // A text that looks like a list is one.
    guard let first = text.first, first != "[", first != "{" else {
      isOpen = true
      return
    }
    texts.append(Located(text, span))
  }

  /// Branches give what one of them gives; text around a value makes another of it.
  private mutating func add(_ nodes: [TemplateNode], _ span: Span) {
    let telling = nodes.filter { !$0.isBlank }
    guard telling.count == 1 else {
      isOpen = true
      return
    }
    switch telling[0] {
    case .output(let pieces):
      let pieces = pieces.filter { !$0.isBlank }
      guard pieces.count == 1 else {
        isOpen = true
        return
      }
      switch pieces[0] {
      case .text(let text): add(text.trimmed, span)
      case .expression(let expression): add(expression)
      }
    case .branch(let cases, let otherwise):
      for (_, body) in cases { add(body, span) }
      add(otherwise, span)
    case .assign, .loop: isOpen = true
    }
  }

  private mutating func add(_ expression: TemplateExpression) {
    switch expression {
    case .constant(.text(let text), let span): add(text, span)
    case .conditional(_, let then, let otherwise):
      add(then)
      if let otherwise { add(otherwise) } else { isOpen = true }
    case .list(let items, _): for item in items { add(item) }
    default: isOpen = true
    }
  }
}

extension TemplateNode {
  fileprivate var isBlank: Bool {
    if case .output(let pieces) = self { pieces.allSatisfy(\.isBlank) } else { false }
  }
}

extension TemplatePiece {
  fileprivate var isBlank: Bool {
    if case .text(let text) = self { text.allSatisfy(\.isWhitespace) } else { false }
  }
}

extension String {
  fileprivate var trimmed: String {
    var text = drop(while: \.isWhitespace)
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
