import Diagnostics
import Events
import Functions
import JSON
import Planning
import Schema
import Text

/// Constants beside what ECS says of their field; what ECS forbids is refused in compilation.
extension Checker {
  func checkConstants(of assignment: Assignment, to name: String, _ target: Span) {
    guard let field = compiler.field(name) else { return }
    if case .constant(let constant) = assignment.source, assignment.lookup == nil {
      for text in assignment.texts(of: constant) { checkText(text, field) }
      checkShape(constant, field, assignment)
    }
    guard let lookup = assignment.lookup else { return }
    var values = [lookup.otherwise].compactMap(\.self)
    switch lookup.source {
    case .inline(let entries): values += entries.map(\.value)
    case .named(let table): values += compiler.tables[table.value]?.entries.map(\.value) ?? []
    }
    for value in values {
      if case .text(let text) = value.value { checkText(Located(text, value.span), field) }
      if case .list = value.value, !field.isArray, field.cast.isScalar {
        report(.listIntoScalar(value.span, field, nil))
      }
    }
  }

  private func checkText(_ text: Located<String>, _ field: Field) {
    if !field.expectedValues.isEmpty, !field.expectedValues.contains(text.value) {
      report(.notExpected(text, field))
    }
    if let pattern = field.pattern, field.cast.fieldPattern == nil, let regex = regex(pattern),
      !regex.isMatch(
        compiler.builder.memory.keep(text.value), in: compiler.builder.scratch)
    {
      report(.breaksPattern(text, field, pattern))
    }
  }

  private func regex(_ pattern: String) -> Regex? { try? Regex(pattern) }

  private func checkShape(
    _ constant: Located<JSONTree>, _ field: Field, _ assignment: Assignment
  ) {
    guard field.type.family != .open, field.type.family != .geoPoint else { return }
    if case .list = constant.value {
      if !field.isArray { report(.listIntoScalar(constant.span, field, nil)) }
    } else if field.isArray, constant.value != .null, assignment.targets.count == 1 {
      report(.scalarIntoList(constant, field))
    }
  }
}

extension Diagnostic {
  fileprivate static func breaksPattern(
    _ text: Located<String>, _ field: Field, _ pattern: String
  ) -> Diagnostic {
    Diagnostic(
      .valueBreaksPattern, .warning,
      "`\(text.value)` is not written as ECS wants `\(field.name)` to be", at: text.span,
      help: "values match `\(pattern)`")
  }

  fileprivate static func scalarIntoList(_ constant: Located<JSONTree>, _ field: Field)
    -> Diagnostic
  {
    var fix: Fix?
    if case .text(let text) = constant.value, text.isPlainWord {
      fix = Fix(constant.span, "[\(text)]")
    }
    return Diagnostic(
      .scalarIntoList, .info, "`\(field.name)` is a list; this value becomes its only item",
      at: constant.span,
      help: fix.map { "write `\($0.replacement)` to say so" } ?? "write it as a list to say so",
      fix: fix)
  }
}
