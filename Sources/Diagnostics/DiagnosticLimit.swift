extension [Diagnostic] {
  /// Findings in the syntax of one load; what exceeds them is only counted.
  package static var limit: Int { 1000 }

  /// Each finding once, in the order of files and places, at most `limit` of them and one that says
  /// how many are left out.
  package func uniqueByPlace() -> [Diagnostic] {
    var seen: Set<Diagnostic> = []
    var unique = filter { seen.insert($0).inserted }.sortedByPlace()
    let surplus = unique.count - Self.limit
    if surplus <= 0 { return unique }
    // An error must stay one even where only warnings come first.
    let hidesErrors = unique.suffix(surplus).contains { $0.severity == .error }
    let showsErrors = unique.prefix(Self.limit).contains { $0.severity == .error }
    unique.removeLast(surplus)
    unique.append(
      Diagnostic(
        .yamlTooLarge, hidesErrors && !showsErrors ? .error : .info,
        "\(surplus) more findings are left out", at: unique.last?.span))
    return unique
  }
}
