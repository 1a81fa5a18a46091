import Diagnostics
import JSON
import Planning
import Text

/// Keys of lookups and values of `match` cases that the value looked up never has.
extension Checker {
  func checkLookup(_ lookup: Lookup, of assignment: Assignment) {
    guard case .expression(let subject) = assignment.source, subject.alternatives.count == 1 else {
      return
    }
    let type = type(of: subject)
    if type == .object {
      report(.neverAKey(subject.span, "the lookup", "the value is an object"))
      return
    }
    guard case .inline(let entries) = lookup.source else { return }
    // The items of a list are looked up, and what type they have is not known.
    let known = type == .list ? nil : type
    for entry in entries { checkKey(entry.key, against: subject, known, "this key") }
  }

  func checkCases(of match: Match) {
    let type = type(of: match.subject)
    for one in match.cases {
      for value in one.values { checkKey(value, against: match.subject, type, "this case") }
    }
  }

  /// The members of `lower(a) in ["x", "Y"]`.
  func checkMembers(_ members: [Expression], of subject: Expression) {
    let type = type(of: subject)
    for case .literal(let constant, let span) in members {
      checkKey(Located(constant, span), against: subject, type, "this member")
    }
  }

  private func checkKey(
    _ constant: Located<JSONTree>, against subject: Expression, _ type: StaticType?, _ what: String
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

  /// The same text in other letters, where it needs no escapes.
  private static func fix(
    _ constant: Located<JSONTree>, _ text: String
  ) -> Diagnostic.Fix? {
    guard case .text = constant.value, text.isPlainWord else { return nil }
    // Texts inside expressions have quotes of their own.
    let length = Int(constant.span.upper - constant.span.lower)
    guard length == text.utf8.count else { return nil }
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
