import Diagnostics
import JSON
import Text

/// The state of a pass over expanded rules: what names mean at the place it has reached.
///
/// In a fragment, `frame` leads to the use that runs it and to what is known at that use, in which the
/// fragment may be inside another one, and so on outwards.
protocol ExpansionContext {
  /// The fragment that the place stands in, at the use that runs it; nil outside of all.
  var frame: Frame<Self>? { get set }
}

/// A fragment while a pass goes through it.
final class Frame<Context> {
  let expansion: Expansion
  /// The context of the use, in which the names in its arguments are resolved.
  let caller: Context

  init(_ expansion: Expansion, usedIn caller: Context) {
    self.expansion = expansion
    self.caller = caller
  }
}

extension ExpansionContext {
  /// The context of the fragment's stages, where the use stands in this one.
  func entering(_ expansion: Expansion) -> Self {
    var inner = self
    inner.frame = Frame(expansion, usedIn: self)
    return inner
  }

  /// What a parameter stands for, and the context it is written in; nil for other names.
  func argument(named name: String) -> (expression: Expression, context: Self)? {
    guard let frame, let expression = frame.expansion.argument(for: name) else { return nil }
    return (expression, frame.caller)
  }

  /// The name of a field with every `${parameter}` replaced by what it stands for.
  func fieldName(_ name: String) throws(PlaceholderMistake) -> String {
    guard name.hasPlaceholders else { return name }
    var result = ""
    var rest = name[...]
    while let open = rest.firstPlaceholder {
      result += rest[..<open]
      rest = Substring(rest.utf8[open...].dropFirst(2))
      guard let close = rest.utf8.firstIndex(of: UInt8(ascii: "}")) else { throw .unclosed }
      let parameter = String(rest[..<close])
      rest = Substring(rest.utf8[close...].dropFirst())
      guard let argument = argument(named: parameter) else {
        throw .unknownParameter(parameter, known: frame?.expansion.parameters.sorted() ?? [])
      }
      guard let text = argument.context.nameSpelled(by: argument.expression) else {
        throw .noName(parameter: parameter, argument: argument.expression.span)
      }
      result += text
    }
    return result + rest
  }

  /// The dotted name an argument spells; parameters that stand for parameters are followed.
  private func nameSpelled(by expression: Expression) -> String? {
    switch expression {
    case .literal(.text(let text), _): return text
    case .path(let path):
      guard let members = path.members else { return nil }
      switch path.root {
      case .event: return members.isEmpty ? nil : members.joined(separator: ".")
      case .named(let name):
        guard let outer = argument(named: name),
          let text = outer.context.nameSpelled(by: outer.expression)
        else { return nil }
        return ([text] + members).joined(separator: ".")
      default: return nil
      }
    default: return nil
    }
  }
}

/// Why a `${…}` in the name of a field stands for nothing.
enum PlaceholderMistake: Error {
  case unclosed
  case unknownParameter(String, known: [String])
  /// What the parameter stands for is not a plain name.
  case noName(parameter: String, argument: Span)

  /// The finding, where the name stands.
  func diagnostic(at name: Span) -> Diagnostic {
    let purpose = "`${name}` stands for a parameter of the enclosing fragment"
    switch self {
    case .unclosed:
      return Diagnostic(.unknownRoot, "`${` is not closed", at: name, help: purpose)
    case .unknownParameter(let parameter, let known):
      return Diagnostic(
        .unknownRoot, "`\(parameter)` is not a parameter here", at: name,
        help: Suggestion.help(for: parameter, in: known) ?? purpose)
    case .noName(let parameter, let argument):
      return Diagnostic(
        .wrongArgumentType,
        "`\(parameter)` is used as a field name, so it must be a plain name", at: argument,
        labels: [.init(name, "used here")], help: "give a name such as `process.parent`")
    }
  }
}

extension String {
  /// Whether it is the name of a field with a `${parameter}` in it.
  ///
  /// Nearly no name has one, so its memory is searched for the sign first.
  var hasPlaceholders: Bool {
    let mayHave = utf8.withContiguousStorageIfAvailable { $0.contains(UInt8(ascii: "$")) }
    return mayHave != false && self[...].firstPlaceholder != nil
  }
}

extension Substring {
  /// The offset of the first `${`; searched byte by byte, since this runs for every name.
  fileprivate var firstPlaceholder: Index? {
    var rest = utf8
    while let sign = rest.firstIndex(of: UInt8(ascii: "$")) {
      if rest[sign...].dropFirst().first == UInt8(ascii: "{") { return sign }
      rest = rest[sign...].dropFirst()
    }
    return nil
  }
}
