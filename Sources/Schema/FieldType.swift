/// The type of a field, as ECS and Elasticsearch name it.
public enum FieldType: String, CaseIterable, Sendable {
  case keyword, wildcard
  case constantKeyword = "constant_keyword"
  case text
  case matchOnlyText = "match_only_text"
  case long, integer, short, byte
  case unsignedLong = "unsigned_long"
  case float, double
  case scaledFloat = "scaled_float"
  case halfFloat = "half_float"
  case boolean, date, ip
  case geoPoint = "geo_point"
  case object, flattened, nested, binary

  /// What kind of value a type holds: types of one family take the same cast.
  public enum Family: Sendable {
    case text, integer, float, boolean, date, ip, geoPoint
    /// A value of any shape, with names of its own below it.
    case open
  }

  /// The type that `text` names, in ECS's spelling or in a common other one.
  public init?(parsing text: String) {
    guard let type = FieldType(rawValue: text) ?? FieldType.aliases[text] else { return nil }
    self = type
  }

  /// All words that name a type, those of other systems among them.
  public static var spellings: [String] { allCases.map(\.rawValue) + aliases.keys.sorted() }

  private static let aliases: [String: FieldType] = [
    "string": .keyword, "str": .keyword, "int": .long, "uint": .unsignedLong, "number": .double,
    "bool": .boolean, "datetime": .date, "timestamp": .date, "date_nanos": .date,
    "ip_address": .ip, "geo": .geoPoint, "map": .object, "json": .object,
  ]

  /// The family that decides how values are cast.
  public var family: Family {
    switch self {
    case .keyword, .wildcard, .constantKeyword, .text, .matchOnlyText, .binary: .text
    case .long, .integer, .short, .byte, .unsignedLong: .integer
    case .float, .double, .scaledFloat, .halfFloat: .float
    case .boolean: .boolean
    case .date: .date
    case .ip: .ip
    case .geoPoint: .geoPoint
    case .object, .flattened, .nested: .open
    }
  }
}
