import Diagnostics
import Events
import Functions
import JSON
import Planning
import Schema
import Text

/// Types of fields, and `as:`, as casts of values.
extension Compiler {
  /// The cast of an assignment to a field; nil after reporting a mistake.
  func cast(for field: Target, _ explicit: Cast?) -> (kind: CastKind, format: TimestampFormat?)? {
    guard let explicit else { return (field.cast, nil) }
    guard let kind = castKind(named: explicit.name.value) else {
      report(.unknownCast(explicit.name))
      return nil
    }
    if let type = field.type, !kind.fits(type) {
      report(.impossibleCast(explicit, kind, field.name, type))
      return nil
    }
    if kind == .date { return dateCast(explicit) }
    if kind == .epoch { return epochCast(explicit) }
    if !explicit.arguments.isEmpty || !explicit.named.isEmpty {
      report(
        Diagnostic(
          .wrongArity, "`\(explicit.name.value)` takes no arguments", at: explicit.span,
          help: "only `date` and `epoch` do: `date(\"%d/%m/%Y\", tz: \"Europe/Paris\")`"))
      return nil
    }
    return (kind, nil)
  }

  private func epochCast(_ cast: Cast) -> (kind: CastKind, format: TimestampFormat?)? {
    let units = EpochUnit.allCases.map { "`epoch(\"\($0.rawValue)\")`" }.joined(separator: ", ")
    guard cast.arguments.count == 1, cast.named.isEmpty else {
      report(
        Diagnostic(
          .wrongArity, "`epoch` takes the unit that it counts", at: cast.span,
          help: "write one of \(units)"))
      return nil
    }
    guard case .text(let text) = cast.arguments[0].value, let unit = EpochUnit(rawValue: text)
    else {
      report(
        Diagnostic(
          .badConstant, "this is no unit of `epoch`", at: cast.arguments[0].span,
          help: "write one of \(units)"))
      return nil
    }
    return (.epoch, TimestampFormat(counting: unit))
  }

  /// The type that `as:` names, by its own name or by a type of fields.
  func castKind(named name: String) -> CastKind? {
    CastKindTable.named(name)
      ?? FieldType(parsing: name).flatMap {
        CastKindTable.cast(ofFieldType: $0.rawValue, pattern: nil)
      }
  }

  private func dateCast(_ cast: Cast) -> (kind: CastKind, format: TimestampFormat?)? {
    if cast.arguments.isEmpty && cast.named.isEmpty { return (.date, nil) }
    var pattern: String?
    var zone: ZoneRules?
    if cast.arguments.count > 1 {
      report(
        Diagnostic(
          .wrongArity, "`date` takes one format", at: cast.arguments[1].span,
          help: "name the zone: `date(\"%d/%m/%Y\", tz: \"Europe/Paris\")`"))
      return nil
    }
    if let argument = cast.arguments.first {
      guard case .text(let text) = argument.value else {
        report(.dateArgument(argument.span, "the format"))
        return nil
      }
      pattern = text
    }
    for (name, value) in cast.named {
      guard name.value == "tz" else {
        report(
          Diagnostic(
            .unknownKey, "`date` has no argument `\(name.value)`", at: name.span,
            help: "did you mean `tz`?"))
        return nil
      }
      guard case .text(let text) = value.value else {
        report(.dateArgument(value.span, "the zone"))
        return nil
      }
      guard let rules = builder.resources.zone(writtenAs: text) else {
        report(
          Diagnostic(
            .badConstant, "there is no time zone `\(text)`", at: value.span,
            help: "write an IANA name such as `Europe/Paris`, or an offset such as `+02:00`"))
        return nil
      }
      zone = rules
    }
    do {
      return (.date, try TimestampFormat(pattern, zone: zone))
    } catch {
      report(
        Diagnostic(
          .badConstant, error.message, at: cast.arguments.first?.span ?? cast.span,
          help: error.help))
      return nil
    }
  }
}

extension Field {
  /// What values are cast to on their way into the field.
  var cast: CastKind {
    CastKindTable.cast(ofFieldType: type.rawValue, pattern: pattern) ?? .any
  }
}

extension CastKind {
  /// Whether a value of this type may stand in a field of that one.
  func fits(_ type: FieldType) -> Bool {
    switch type.family {
    case .text: isScalar
    case .integer: result == .integer
    case .float: isNumeric
    case .boolean: result == .boolean
    case .date: notation == .date
    case .ip: notation == .address
    case .geoPoint: notation == .point
    case .open: mayHaveMembers
    }
  }

  /// What it gives, with an article.
  fileprivate var given: String {
    switch notation {
    case .date: return "a date"
    case .address: return "an address"
    case .point: return "a point on the globe"
    case nil: break
    }
    switch result {
    case .text: return "a text"
    case .integer: return "an integer"
    case .float: return "a number"
    case .boolean: return "a boolean"
    case .list: return "a list"
    case .object: return "an object"
    case .any, .same: return "a value of any type"
    }
  }
}

extension Diagnostic {
  fileprivate static func unknownCast(_ name: Located<String>) -> Diagnostic {
    let known = CastKindTable.names + FieldType.allCases.map(\.rawValue)
    let nearest = Suggestion.nearest(to: name.value, in: known)
    return Diagnostic(
      .unknownCast, "there is no type `\(name.value)`", at: name.span,
      help: nearest.map { "did you mean `\($0)`?" }
        ?? "the types are \(CastKindTable.names.joined(separator: ", "))",
      fix: nearest.map { Fix(name.span, $0) })
  }

  fileprivate static func impossibleCast(
    _ cast: Cast, _ kind: CastKind, _ name: String, _ type: FieldType
  ) -> Diagnostic {
    let article = "aeiou".contains(type.rawValue.prefix(1)) ? "an" : "a"
    let field = "\(article) \(type.rawValue) field"
    return Diagnostic(
      .impossibleCast, "`\(name)` is \(field); `\(cast.name.value)` gives \(kind.given)",
      at: cast.span, help: "leave `as:` out to cast to \(type.rawValue)")
  }

  fileprivate static func dateArgument(_ span: Span, _ what: String) -> Diagnostic {
    Diagnostic(
      .badConstant, "\(what) of `date` must be a text", at: span, help: "write it in quotes")
  }
}
