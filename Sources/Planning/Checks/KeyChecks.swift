import Diagnostics
import Parsing

/// Keys of lookups and values of `match` cases that the value looked up never has.
extension Checker {
  func check(_ lookup: Lookup, of assignment: Assignment) {
    guard case .expression(let subject) = assignment.source, subject.alternatives.count == 1 else {
      return
    }
    let type = type(of: subject)
    if let type, type.isContainer {
      report(.neverAKey(subject.span, "the lookup", "the value is \(type.name)"))
      return
    }
    guard case .inline(let entries) = lookup.source else { return }
    for entry in entries { check(entry.key, against: subject, type, "this key") }
  }

  func checkCases(of match: Match) {
    let type = type(of: match.subject)
    for one in match.cases {
      for value in one.values { check(value, against: match.subject, type, "this case") }
    }
  }

  private func check(
    _ constant: Located<Constant>, against subject: Expression, _ type: StaticType?, _ what: String
  ) {
    guard let key = compiler.key(of: constant.value) else { return }
    if let reason = whyNever(key, from: subject, type) {
      var fix: Diagnostic.Fix?
      switch letterCase(of: subject) {
      case .lower: fix = Checker.fix(constant, key.lowercased())
      case .upper: fix = Checker.fix(constant, key.uppercased())
      case nil: break
      }
      report(.neverAKey(constant.span, what, reason, fix))
    } else if ignoredTexts.contains(key) {
      report(
        .neverAKey(
          constant.span, what,
          key.isEmpty ? "an empty text counts as absent" : "`ignore:` makes `\(key)` absent"))
    }
  }

  /// A text key with other letters, where it needs no quotes.
  private static func fix(_ constant: Located<Constant>, _ text: String) -> Diagnostic.Fix? {
    let isWord = text.utf8.allSatisfy { (0x61...0x7A).contains($0 | 0x20) }
    guard case .text = constant.value, isWord else { return nil }
    return Diagnostic.Fix(constant.span, text)
  }
}

extension Diagnostic {
  fileprivate static func neverAKey(
    _ span: Span, _ what: String, _ reason: String, _ fix: Fix? = nil
  ) -> Diagnostic {
    Diagnostic(
      .keyNeverMet, .warning, "\(what) is never met", at: span, label: reason,
      help: fix.map { "write `\($0.replacement)`" } ?? "remove it, or look up another value",
      fix: fix)
  }
}
