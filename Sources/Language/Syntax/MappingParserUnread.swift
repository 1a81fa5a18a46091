import Diagnostics
import Text
import YAML

/// `unread:` the parts of the event that no rule reads, each with its reason.
extension MappingParser {
  mutating func unread(_ node: YAMLNode) -> [UnreadPath] {
    guard let entries = map(node, expected: "a map of paths to reasons, `agent.version: why`")
    else { return [] }
    var result: [UnreadPath] = []
    for entry in entries {
      let path = unreadPath(entry.key)
      let reason = name(entry.value, "the reason")
      if let reason, reason.value.allSatisfy(\.isWhitespace) {
        report(.emptyPath, "the reason cannot be empty", at: entry.value.span)
        continue
      }
      guard let path, let reason else { continue }
      result.append(UnreadPath(path: path, reason: reason))
    }
    return result
  }

  private mutating func unreadPath(_ node: YAMLNode) -> Path? {
    let help = "write a path as rules do, such as `agent.version` or `rules[*].name`"
    guard let expression = expression(node, constantsBelong: help) else { return nil }
    if case .path(let path) = expression, path.root == .event, !path.steps.isEmpty { return path }
    wrongShape(node, expected: "a path of the event", help: help)
    return nil
  }
}
