extension JSONTree {
  /// A scalar as rules compare it with texts; nil for null, lists and objects.
  public var scalarText: String? {
    switch self {
    case .boolean(let flag): flag ? "true" : "false"
    case .number(let text), .text(let text): text
    case .null, .list, .object: nil
    }
  }
}

extension Constant {
  /// A scalar as rules compare it with texts; nil for null, lists and maps.
  public var scalarText: String? { JSONTree(self).scalarText }
}
