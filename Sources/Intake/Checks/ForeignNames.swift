import Text

/// Names that other languages have for what templates can do.
enum ForeignNames {
  private static let names = [
    "touppercase": "upper", "uppercase": "upper", "tolowercase": "lower", "lowercase": "lower",
    "downcase": "lower", "upcase": "upper", "count": "length", "size": "length", "len": "length",
    "trim": "strip", "includes": "find", "contains": "find", "indexof": "index",
    "startswith": "startswith", "endswith": "endswith", "replaceall": "replace", "concat": "join",
    "parse_json": "from_json", "fromjson": "from_json", "regex_match": "re_match",
    "regex_search": "re_search", "match": "re_match", "search": "re_search",
  ]

  /// The name that one of another language, or a mistyped one, most likely means.
  static func meant(by name: String, among known: [String]) -> String? {
    if let own = names[name.lowercased()], known.contains(own) { return own }
    return Suggestion.nearest(to: name, in: known)
  }
}
