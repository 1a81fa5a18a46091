import Functions
import JSON
import Planning
import Text

/// Regular expressions of an intake format that can take very long on a text that nearly fits.
extension IntakeChecker {
  func checkPatterns() {
    format.forEachTemplate { template in
      TemplateWalk(onExpression: { self.checkPattern(of: $0) }).walk(template)
    }
    for external in format.pipeline.compactMap(\.external) {
      switch external.name.value {
      case "grok.match": external["pattern"].map { check(grok: $0) }
      case "grok.case_match":
        if case .map(let members, _) = external["patterns"] {
          for (_, value) in members { check(grok: value) }
        }
      default: continue
      }
      if case .map(let members, _) = external["custom_patterns"] {
        for (_, value) in members { check(grok: value) }
      }
    }
  }

  private func checkPattern(of expression: TemplateExpression) {
    let (name, arguments): (String, TemplateArguments)
    switch expression {
    case .filter(_, let filter, let given) where filter.value.hasPrefix("re_"):
      (name, arguments) = (filter.value, given)
    case .call(.attribute(.name("re", _), let method), let given, _):
      (name, arguments) = (method.value, given)
    default: return
    }
    guard ["re_match", "re_search", "match", "search"].contains(name),
      case .constant(.text(let pattern), let span)? = arguments.positional.first
    else { return }
    check(pattern, span)
  }

  private func check(grok value: IntakeValue) {
    guard let pattern = value.text else { return }
    check(Self.withoutReferences(pattern), value.span)
  }

  private func check(_ pattern: String, _ span: Span) {
    var reader = PatternAmbiguity(pattern)
    if let part = reader.find() { report(.explosive(part, of: pattern, span)) }
  }

  /// A grok pattern with a word for every `%{…}`: what the library holds is not the format's.
  private static func withoutReferences(_ pattern: String) -> String {
    var result = ""
    var rest = pattern[...]
    while let start = rest.firstRange(of: "%{") {
      guard let end = rest[start.upperBound...].firstIndex(of: "}") else { break }
      result += rest[..<start.lowerBound] + "(?:\u{1})"
      rest = rest[rest.index(after: end)...]
    }
    return result + rest
  }
}
