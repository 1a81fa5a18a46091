import Diagnostics
import Events
import Functions
import Parsing
import Schema

/// Constants beside what ECS says of their field; what ECS forbids is refused in compilation.
extension Checker {
  func checkConstants(of assignment: Assignment, to name: String, _ target: Span) {
    guard let field = compiler.field(name) else { return }
    if case .constant(let constant) = assignment.source, assignment.lookup == nil {
      for text in assignment.texts(of: constant) { check(text, field) }
      checkShape(constant, field, assignment)
    }
    guard let lookup = assignment.lookup else { return }
    var values = [lookup.otherwise].compactMap(\.self)
    switch lookup.source {
    case .inline(let entries): values += entries.map(\.value)
    case .named(let table): values += compiler.tables[table.value]?.entries.map(\.value) ?? []
    }
    for value in values {
      if case .text(let text) = value.value { check(Located(text, value.span), field) }
      if case .list = value.value, !field.isArray, field.cast.isScalar {
        report(.listIntoScalar(value.span, field, nil))
      }
    }
  }

  private func check(_ text: Located<String>, _ field: Field) {
    if !field.expectedValues.isEmpty, !field.expectedValues.contains(text.value) {
      report(.notExpected(text, field))
    }
    if let pattern = field.pattern, field.cast != .mac, let regex = regex(pattern),
      !regex.isMatch(
        compiler.builder.memory.keep(text.value), in: compiler.builder.scratch)
    {
      report(.breaksPattern(text, field, pattern))
    }
  }

  private func regex(_ pattern: String) -> Regex? { try? Regex(pattern) }

  private func checkShape(
    _ constant: Located<Constant>, _ field: Field, _ assignment: Assignment
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
  static func notExpected(_ text: Located<String>, _ field: Field) -> Diagnostic {
    let nearest = Suggestion.nearest(to: text.value, in: field.expectedValues)
    return Diagnostic(
      .valueNotExpected, .warning, "ECS does not expect `\(text.value)` in `\(field.name)`",
      at: text.span, label: "expected: \(field.expectedValues.joined(separator: ", "))",
      help: nearest.map { "did you mean `\($0)`?" } ?? "write one of the expected values",
      fix: nearest.flatMap { $0.isPlainWord ? Fix(text.span, $0) : nil })
  }

  fileprivate static func breaksPattern(
    _ text: Located<String>, _ field: Field, _ pattern: String
  ) -> Diagnostic {
    Diagnostic(
      .valueBreaksPattern, .warning,
      "`\(text.value)` is not written as ECS wants `\(field.name)` to be", at: text.span,
      help: "values match `\(pattern)`")
  }

  fileprivate static func scalarIntoList(_ constant: Located<Constant>, _ field: Field)
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

extension String {
  /// Whether the text needs no quotes anywhere in a rule file.
  var isPlainWord: Bool {
    utf8.first.map { (0x61...0x7A).contains($0 | 0x20) } ?? false
      && utf8.allSatisfy {
        (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0) || $0 == 0x5F || $0 == 0x2D
      }
      && !["true", "false", "null", "yes", "no", "on", "off"].contains(lowercased())
  }
}
