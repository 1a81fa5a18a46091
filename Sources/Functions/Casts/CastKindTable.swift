/// All types that values can be cast to: one line a type, in the order in which messages list them.
public enum CastKindTable {
  /// Each type once.
  public static let all: [CastKind] = [
    .keyword,
    .long,
    .integer,
    .short,
    .byte,
    .unsignedLong,
    .float,
    .boolean,
    .ip,
    .date,
    .epoch,
    .fileTime,
    .mac,
    .geoPoint,
    .object,
    .json,
    .any,
  ]

  /// The names that messages list.
  public static let names = all.filter(\.isListed).map(\.name)

  /// The type of that name.
  public static func named(_ name: String) -> CastKind? { byName[name] }

  /// What values of a field are cast to, by its type and pattern in ECS; nil for an unknown type.
  public static func cast(ofFieldType type: String, pattern: String?) -> CastKind? {
    guard let kind = byFieldType[type] else { return nil }
    guard kind == .keyword, let pattern else { return kind }
    return all.first { $0.fieldPattern.map(pattern.hasPrefix) ?? false } ?? kind
  }

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
  private static let byFieldType = Dictionary(
    uniqueKeysWithValues: all.flatMap { kind in kind.fieldTypes.map { ($0, kind) } })
}
