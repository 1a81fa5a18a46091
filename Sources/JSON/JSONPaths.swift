extension JSONTree {
  /// What stands at a dotted name; nil where nothing does.
  public func at(_ field: String) -> JSONTree? {
    var tree = self
    for part in field.split(separator: ".", omittingEmptySubsequences: false) {
      guard let next = tree[String(part)] else { return nil }
      tree = next
    }
    return tree
  }
}
