import Events

extension Function {
  /// `captures(text, pattern)`.
  static let captures = Function(
    "captures",
    parameters: [Parameter("text", .text), Parameter("pattern", .pattern)], returns: .list,
    about: "What the first group of a regular expression caught in each of its matches, or the "
      + "matches where it has no group.",
    examples: [
      Example(
        ["\"CVE-2024-1 and CVE-2025-22\"", "\"CVE-\\\\d+-\\\\d+\""],
        "[\"CVE-2024-1\",\"CVE-2025-22\"]"),
      Example(["\"to=<a@b.c>, to=<d@e.f>\"", "\"to=<(.*?)>\""], "[\"a@b.c\",\"d@e.f\"]"),
      Example(["\"abc\"", "\"x(y)?\""], "[]"),
      Example(["\"xyx\"", "\"x(y)?\""], "[\"y\"]"),
    ],
    prepare: Regex.prepare(at: 1)
  ) { arguments in
    guard let regex = arguments.prepared(as: Regex.self) else { return .absent }
    let span = arguments.span(0)
    let group = min(1, regex.groupCount)
    return regex.search(span.bytes, in: arguments.scratch) { search in
      var list = ListBuilder(in: arguments.scratch)
      while search.next(), !arguments.scratch.isExhausted {
        if let range = search.range(group) {
          list.append(span.slice(range.lowerBound, range.upperBound))
        }
      }
      return list.finish()
    }
  }
}
