import Diagnostics
import Events
import Planning
import Text

/// `remove:` takes off what was written so far.
extension Compiler {
  func compileRemoval(of field: Located<String>, _ context: Context) {
    guard let name = expandedName(field, context) else { return }
    let written = context.targets.registers.filter { other, _ in
      other == name.value || other.hasPrefix(name.value + ".")
    }
    if written.isEmpty {
      let known = candidates(Array(context.targets.registers.keys))
      let nearest = Suggestion.nearest(to: name.value, in: known)
      return report(
        Diagnostic(
          .nothingToRemove, "no rule before this one writes `\(name.value)`", at: name.span,
          help: nearest.map { "did you mean `\($0)`?" }
            ?? "`remove` takes off what stands before it; put it behind the rules that write the field",
          fix: nearest.map { Diagnostic.Fix(name.span, $0) }))
    }
    builder.origin = name.span
    let absent = builder.constant(.absent)
    for (_, register) in written.sorted(by: { $0.key < $1.key }) {
      builder.add(.set(to: register, from: absent))
    }
  }
}
