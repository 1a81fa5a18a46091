/// The lists below `related`, which gather what an event names anywhere.
public enum RelatedList: String, CaseIterable, Sendable {
  case ip, hosts, user, hash
}

/// What the schema says about one field.
public struct Field: Hashable, Sendable {
  /// Who declared the field last.
  public enum Source: Hashable, Sendable {
    case ecs(ECSVersion)
    case vendor
  }

  /// The dotted name, such as `source.ip`.
  public var name: String
  /// The type of its values.
  public var type: FieldType
  /// ECS normalises the field to a list.
  public var isArray: Bool
  /// The only values the field may hold; empty where any may.
  public var allowedValues: [String]
  /// The values ECS recommends; empty where it recommends none.
  public var expectedValues: [String]
  /// The regular expression that ECS wants values to match.
  public var pattern: String?
  /// Whether ECS marks the field as beta, so that it may still change.
  public var isBeta: Bool
  /// The list below `related` that gathers its values; nil where none does.
  public var related: RelatedList?
  /// Who declares the field.
  public var source: Source
  /// A vendor's own words; nil for fields of ECS.
  public var description: String?

  /// A field; without more than name and type, a vendor's scalar that may hold any value of the
  /// type.
  public init(
    name: String, type: FieldType, isArray: Bool = false, allowedValues: [String] = [],
    expectedValues: [String] = [], pattern: String? = nil, isBeta: Bool = false,
    source: Source = .vendor, description: String? = nil
  ) {
    self.name = name
    self.type = type
    self.isArray = isArray
    self.allowedValues = allowedValues
    self.expectedValues = expectedValues
    self.pattern = pattern
    self.isBeta = isBeta
    self.source = source
    self.description = description
  }
}
