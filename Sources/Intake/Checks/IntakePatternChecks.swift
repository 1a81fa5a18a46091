import Diagnostics
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
      for option in DecodeKindTable.intake(named: external.name.value)?.options ?? [] {
        guard let value = external[option.name] else { continue }
        switch (option.kind, value) {
        case (.grok, _): check(grok: value)
        case (.grokPatterns, .map(let members, _)):
          for (_, value) in members { check(grok: value) }
        default: break
        }
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
