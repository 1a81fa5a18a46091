/// Finds the known name that a mistyped one most likely meant.
public enum Suggestion {
  /// How many unknown names of one load get a suggestion; nobody reads that many findings.
  package static let searchLimit = 200

  /// The nearest of `names`, or nil.
  ///
  /// One edit is allowed for 3 to 5 letters, two for 6 to 8, three for 9 to 11, four from 12 on; of
  /// one or two letters only the case and the order may differ. Of equally near names the first
  /// with the word's first letter is taken, else the first.
  /// Distance counts insertions, deletions, replacements and swaps of neighbours, in bytes
  /// (restricted Damerau–Levenshtein); case differences are free.
  public static func nearest(to word: String, in names: some Sequence<String>) -> String? {
    let target = Array(word.lowercased().utf8)
    guard !target.isEmpty, target.count <= 200 else { return nil }
    var best: (name: String, distance: Int)?
    let limit = min(4, target.count / 3)
    for name in names {
      let candidate = Array(name.lowercased().utf8)
      if limit == 0 {
        if candidate == target { return name }
        if candidate.count == 2, best == nil, candidate == target.reversed() { best = (name, 1) }
        continue
      }
      let bound = best?.distance ?? limit
      if abs(candidate.count - target.count) > bound { continue }
      let distance = distance(target, candidate, bound: bound)
      if distance == 0 { return name }
      let isNearer = distance < best?.distance ?? .max
      let isLikelier =
        candidate.first == target.first && best?.name.lowercased().utf8.first != target.first
      if distance <= bound, isNearer || isLikelier { best = (name, distance) }
    }
    return best?.name
  }

  /// "did you mean `x`?", or nil when nothing is near.
  public static func help(for word: String, in names: some Sequence<String>) -> String? {
    nearest(to: word, in: names).map { "did you mean `\($0)`?" }
  }

  /// The few names that begin with a word, or hold it; nil where there are none or many.
  public static func beginning(with word: String, in names: some Sequence<String>) -> String? {
    guard word.utf8.count > 1 else { return nil }
    let word = word.lowercased()
    let all = names.sorted()
    let starting = all.filter { $0.lowercased().hasPrefix(word) }
    let found = starting.isEmpty ? all.filter { $0.lowercased().contains(word) } : starting
    guard !found.isEmpty, found.count <= 8 else { return nil }
    let list = found.map { "`\($0)`" }
    return "did you mean "
      + (list.count == 1 ? "" : list.dropLast().joined(separator: ", ") + " or ")
      + list[list.count - 1]
      + "?"
  }

  /// Whether at most `bound` edits lead from one word to the other.
  public static func isWithin(_ bound: Int, _ left: [UInt8], _ right: [UInt8]) -> Bool {
    abs(left.count - right.count) <= bound && distance(left, right, bound: bound) <= bound
  }

  private static func distance(_ left: [UInt8], _ right: [UInt8], bound: Int) -> Int {
    if left == right { return 0 }
    if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
    var beforePrevious = [Int](repeating: 0, count: right.count + 1)
    var previous = Array(0...right.count)
    var current = previous
    for row in 1...left.count {
      current[0] = row
      var smallest = row
      for column in 1...right.count {
        let cost = left[row - 1] == right[column - 1] ? 0 : 1
        var value = min(
          previous[column] + 1, current[column - 1] + 1, previous[column - 1] + cost)
        if row > 1, column > 1, left[row - 1] == right[column - 2],
          left[row - 2] == right[column - 1]
        {
          value = min(value, beforePrevious[column - 2] + 1)
        }
        current[column] = value
        smallest = min(smallest, value)
      }
      if smallest > bound { return bound + 1 }
      swap(&beforePrevious, &previous)
      swap(&previous, &current)
    }
    return previous[right.count]
  }
}
