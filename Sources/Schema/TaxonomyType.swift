/// What a field of an intake taxonomy holds: types that are cast alike are one.
public enum TaxonomyType: UInt8, Sendable, CaseIterable {
  case text, number, boolean, ip
  /// ECS's dates, and `datetime` elsewhere; a `date` that a format declares is `uncast`.
  case date
  case array
  /// A value of any shape, with names of its own below it.
  case opaque
  /// Any other type: values stay as they are.
  case uncast

  /// The type that an entry of a `fields.yml` means; every text means one.
  public init(declared name: String) {
    switch name {
    case "keyword", "text", "wildcard", "match_only_text", "constant_keyword", "keywords",
      "tracker":
      self = .text
    case "long", "number", "float", "double", "scaled_float": self = .number
    case "boolean", "bool": self = .boolean
    case "ip": self = .ip
    case "datetime": self = .date
    case "array", "list": self = .array
    case "object", "flattened", "nested": self = .opaque
    default: self = .uncast
    }
  }

  /// The type that a built-in field means.
  init(builtIn name: String) { self = name == "date" ? .date : TaxonomyType(declared: name) }
}
