import Diagnostics
import Schema
import Text

/// What is found about fields and their values, whatever language the rules are written in.
extension Diagnostic {
  /// `isWhole` says that the span is just the value, so that it can be replaced.
  package static func valueNotAllowed(
    _ span: Span, _ text: String, _ field: Field, isWhole: Bool, _ schema: Schema
  ) -> Diagnostic {
    let nearest =
      Suggestion.nearest(to: text, in: field.allowedValues)
      ?? field.allowedValues.first { $0.sharesStem(with: text) }
    let others = ["event.kind", "event.category", "event.type", "event.outcome"].filter { name in
      name != field.name && schema.field(name)?.allowedValues.contains(text) == true
    }
    var help = nearest.map { "did you mean `\($0)`?" }
    if let other = others.first {
      help = "`\(text)` is a value of `\(other)`" + (help.map { "; \($0)" } ?? "")
    }
    return Diagnostic(
      .valueNotAllowed, "`\(field.name)` does not allow the value `\(text)`", at: span,
      label: "not one of: \(field.allowedValues.joined(separator: ", "))",
      help: help ?? "write one of the allowed values",
      fix: others.isEmpty && isWhole ? nearest.map { Fix(span, $0) } : nil)
  }

  /// A value that ECS does not list among those it expects in the field.
  package static func notExpected(_ text: Located<String>, _ field: Field) -> Diagnostic {
    let nearest = Suggestion.nearest(to: text.value, in: field.expectedValues)
    return Diagnostic(
      .valueNotExpected, .warning, "ECS does not expect `\(text.value)` in `\(field.name)`",
      at: text.span, label: "expected: \(field.expectedValues.joined(separator: ", "))",
      help: nearest.map { "did you mean `\($0)`?" } ?? "write one of the expected values",
      fix: nearest.flatMap { $0.isPlainWord ? Fix(text.span, $0) : nil })
  }

  /// A name so close to an ECS field that it is probably misspelled.
  package static func nearly(
    _ name: Located<String>, _ known: String,
    label: String = "a field of its own by this declaration"
  ) -> Diagnostic {
    Diagnostic(
      .nearlyKnownField, .warning, "`\(name.value)` is nearly the ECS field `\(known)`",
      at: name.span, label: label,
      help: "write `\(known)` so that rules for ECS find it, or choose a name of your own set")
  }

  /// An `event.type` that ECS does not expect with any of the categories.
  package static func unexpectedType(
    _ type: Located<String>, _ categories: [Located<String>], _ expected: [String]
  ) -> Diagnostic {
    let names = categories.map { "`\($0.value)`" }.joined(separator: ", ")
    return Diagnostic(
      .unexpectedEventType, .warning,
      "ECS does not expect the type `\(type.value)` beside the category \(names)", at: type.span,
      labels: categories.prefix(4).filter { $0.span.source == type.span.source }.map {
        Label($0.span, "the category is set here")
      }, help: "it expects \(expected.map { "`\($0)`" }.joined(separator: ", "))")
  }
}

extension String {
  /// Whether the text needs no quotes anywhere in a rule file.
  package var isPlainWord: Bool {
    utf8.first.map { (0x61...0x7A).contains($0 | 0x20) } ?? false
      && utf8.allSatisfy {
        (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0) || $0 == 0x5F || $0 == 0x2D
      }
      && !["true", "false", "null", "yes", "no", "on", "off"].contains(lowercased())
  }
}

extension String {
  /// Whether two words are forms of one, such as `delete` and `deletion`.
  fileprivate func sharesStem(with other: String) -> Bool {
    let shared = zip(utf8, other.lowercased().utf8).prefix { $0 == $1 }.count
    return shared >= 5 && shared + 2 >= other.utf8.count
  }
}
