import Diagnostics
import JSON
import Text

/// Fragments that every mapping has, unless it declares one of the same name.
enum BuiltInFragments {
  static let names = ["account"]

  /// The fragment a use names, written as if it stood there; nil where it names none of these.
  static func fragment(for use: FragmentUse) -> Fragment? {
    use.name.value == "account" ? account(at: use) : nil
  }

  /// `account(src, dst)`: `DOMAIN\user` → `dst.domain` and `dst.name`.
  private static func account(at use: FragmentUse) -> Fragment {
    let span = use.span
    func located<T: Sendable>(_ value: T) -> Located<T> { Located(value, span) }
    func half(_ function: String) -> Expression {
      .call(
        name: located(function),
        arguments: [
          .path(Path(root: .named("src"), steps: [], span: span)),
          .literal(.text("\\"), span),
        ], span: span)
    }
    var group = Group()
    group.map = [
      Assignment(
        targets: [located("${dst}.domain")], source: .expression(half("before_first")), span: span),
      Assignment(
        targets: [located("${dst}.name")], source: .expression(half("after_first")), span: span),
    ]
    return Fragment(
      name: use.name, parameters: [located("src"), located("dst")],
      stages: [Stage(kind: .group(group), span: span)], span: span)
  }
}
