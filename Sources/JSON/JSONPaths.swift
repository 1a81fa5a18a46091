extension JSONTree {
  /// The value at a dotted name; nil if there is none.
  public func at(_ field: String) -> JSONTree? {
    var tree = self
    for part in field.split(separator: ".", omittingEmptySubsequences: false) {
      guard let next = tree[String(part)] else { return nil }
      tree = next
    }
    return tree
  }
}
