import Events

/// Reads the pairs of a text that a regular expression matches.
enum MatchedPairs {
  /// Calls `found` with each name, once, and its value: a list where the name occurs again.
  ///
  /// False where nothing matches, or the scratch is exhausted.
  static func read(
    _ text: Bytes, _ regex: Regex, in scratch: Scratch,
    found: (_ name: Bytes, _ value: Value) -> Void
  ) -> Bool {
    guard var fields = FieldTree(in: scratch) else { return false }
    var isAnyFound = false
    regex.search(text, in: scratch) { search in
      while !scratch.isOverworked, search.next() {
        guard let name = search.range(1), let value = search.range(2), !name.isEmpty else {
          continue
        }
        isAnyFound = true
        fields.set(
          .text(text.slice(value.lowerBound, value.upperBound)),
          at: fields.addition(
            text.slice(name.lowerBound, name.upperBound), under: FieldTree.root))
      }
    }
    return isAnyFound && fields.report(found)
  }
}
