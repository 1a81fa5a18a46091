import Diagnostics
import Text
import YAML

/// `cases:` without a `match:`.
extension MappingParser {
  /// What the case of a value has, without the value.
  static let branchKeys = ["when", "else"] + bodyKeys + ["note"]

  mutating func branches(_ node: YAMLNode) -> Branches? {
    guard let items = list(node, expected: "a list of cases") else { return nil }
    var branches: [Branches.Branch] = []
    for (number, item) in items.enumerated() {
      if let branch = branch(item, isLast: number + 1 == items.count) { branches.append(branch) }
    }
    return Branches(branches)
  }

  private mutating func branch(_ node: YAMLNode, isLast: Bool) -> Branches.Branch? {
    guard let entries = map(node, expected: "a case, which is a map with `when:`") else {
      return nil
    }
    if let entry = entries.first(where: { $0.name == "is" }) {
      report(
        .conflictingKeys, "a case compares by `is` only below a `match:`", at: entry.key.span,
        help: "write `match:` with the value to compare beside `cases:`, or `when:` here")
      return nil
    }
    let fields = check(entries, of: node, allowed: Self.branchKeys, in: "a case")
    _ = fields["note"].flatMap { constantText($0, "a text") }
    let when = fields["when"].flatMap { condition($0) }
    let body = group(fields)
    if let node = fields["else"] {
      if boolean(node) == false { wrongShape(node, expected: "`else: true`") }
      if let other = fields.key("when") {
        report(
          .conflictingKeys, "a case has `when` or `else`, not both", at: other,
          help: "give `else: true` a case of its own at the end")
        return nil
      }
      guard isLast else {
        report(
          .unreachableCase, "the cases after this one are never reached: `else` takes everything",
          at: node.span, help: "move `else: true` to the end")
        return nil
      }
    } else if when == nil {
      if fields.lacks("when"), fields.lacks("else") {
        report(
          .missingKey, "a case needs the key `when`", at: head(of: node),
          help: "the last case may have `else: true` instead")
      }
      return nil
    }
    return Branches.Branch(when: when, body: body, span: node.span)
  }
}
