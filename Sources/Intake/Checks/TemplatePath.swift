import JSON
import Text

/// A path of a template as it is written, `json.message.user.name`, whatever is spelled `a.b`,
/// `a['b']` or `a.get('b')` in it.
struct TemplatePath {
  var root: Located<String>
  var keys: [Located<String>]
  var span: Span

  var names: [String] { [root.value] + keys.map(\.value) }
  var text: String { names.joined(separator: ".") }
}

extension TemplateExpression {
  /// The path that an expression is; nil where it computes anything.
  var writtenPath: TemplatePath? { path(takingDefaults: false) }

  /// The same where `get` may name what stands in for a value that is absent.
  var pathWithDefaults: TemplatePath? { path(takingDefaults: true) }

  private func path(takingDefaults: Bool) -> TemplatePath? {
    switch self {
    case .name(let name, let span):
      return TemplatePath(root: Located(name, span), keys: [], span: span)
    case .path(let names):
      return TemplatePath(root: names[0], keys: Array(names.dropFirst()), span: span)
    case .attribute(let base, let name):
      guard var path = base.path(takingDefaults: takingDefaults) else { return nil }
      path.keys.append(name)
      path.span = span
      return path
    case .item(let base, .constant(.text(let key), let keySpan), let span):
      guard var path = base.path(takingDefaults: takingDefaults) else { return nil }
      path.keys.append(Located(key, keySpan))
      path.span = span
      return path
    case .call(.attribute(let base, let name), let arguments, let span) where name.value == "get":
      guard var path = base.path(takingDefaults: takingDefaults),
        takingDefaults || arguments.isOne,
        case .constant(.text(let key), let keySpan)? = arguments.positional.first
      else { return nil }
      path.keys.append(Located(key, keySpan))
      path.span = span
      return path
    default: return nil
    }
  }

  /// The operands of `and`, at any depth; the expression itself where there is none.
  var conjuncts: [TemplateExpression] {
    if case .and(let operands) = self { operands.flatMap(\.conjuncts) } else { [self] }
  }
}

extension TemplateArguments {
  /// Whether they are a single one without a name.
  fileprivate var isOne: Bool { positional.count == 1 && named.isEmpty && spread == nil }
}
