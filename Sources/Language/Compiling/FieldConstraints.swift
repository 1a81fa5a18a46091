import Events
import Functions
import Planning
import Schema

extension Compiler {
  /// Which values of its type a field allows; nil for all.
  func constraint(of field: Field) -> ValueConstraint? {
    guard field.type.family != .open, field.type.family != .geoPoint else { return nil }
    if let known = constraints[field.name] { return known }
    let made = makeConstraint(field)
    constraints[field.name] = .some(made)
    return made
  }

  private func makeConstraint(_ field: Field) -> ValueConstraint? {
    let values = field.allowedValues
    if !values.isEmpty {
      let few = values.prefix(20).joined(separator: ", ")
      return ValueConstraint(
        .oneOf(builder.keyTree(values.flatMap { keys(of: $0, cast: field.cast) })),
        "one of \(few)" + (values.count > 20 ? " and \(values.count - 20) more" : ""))
    }
    // A cast that the pattern asks for gives no other form.
    guard let pattern = field.pattern, field.cast.fieldPattern == nil,
      let regex = try? Regex(pattern)
    else {
      return nil
    }
    return ValueConstraint(.pattern(regex), "matching `\(pattern)`")
  }

  /// What an allowed value is found by, once it is cast as values of events are.
  private func keys(of text: String, cast: CastKind) -> [String] {
    let scratch = builder.scratch
    scratch.reset()
    defer { scratch.reset() }
    let given = builder.memory.text(text)
    let value = cast.cast(given, in: scratch) ?? given
    let spelling = JSONText.decoded(value, in: scratch)?.string ?? text
    return [spelling] + [Number.key(value, in: scratch)?.string].compactMap(\.self)
  }
}
