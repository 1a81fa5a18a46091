import Events
import Schema

extension CastKind {
  public init?(named name: String) {
    switch name {
    case "json": self = .json
    case "mac": self = .mac
    case "object": self = .object
    case "any": self = .any
    default:
      guard let type = FieldType(parsing: name) else { return nil }
      switch type.family {
      case .text: self = .keyword
      case .integer: self = type.integers
      case .float: self = .float
      case .boolean: self = .boolean
      case .date: self = .date
      case .ip: self = .ip
      case .geoPoint: self = .geoPoint
      case .open: self = .object
      }
    }
  }

  public static let names = [
    "keyword", "long", "float", "boolean", "ip", "date", "mac", "geo_point", "object", "json",
  ]

  public var name: String {
    switch self {
    case .geoPoint: "geo_point"
    case .unsignedLong: "unsigned_long"
    default: "\(self)"
    }
  }

  /// Lists are cast item by item.
  package var castsItems: Bool { isScalar || self == .object }

  /// Whether what it gives is one plain value.
  public var isScalar: Bool {
    switch self {
    case .keyword, .float, .boolean, .ip, .date, .mac: true
    case .long, .integer, .short, .byte, .unsignedLong: true
    case .geoPoint, .object, .json, .any: false
    }
  }

  package var isInteger: Bool {
    switch self {
    case .long, .integer, .short, .byte, .unsignedLong: true
    default: false
    }
  }

  /// Whether a value of this type may stand in a field of that one.
  package func fits(_ type: FieldType) -> Bool {
    switch type.family {
    case .text: isScalar
    case .integer: isInteger
    case .float: self == .float || isInteger
    case .boolean: self == .boolean
    case .date: self == .date
    case .ip: self == .ip
    case .geoPoint: self == .geoPoint
    case .open: self == .object || self == .json || self == .any
    }
  }
}

extension FieldType {
  /// The cast to a type of integers.
  package var integers: CastKind {
    switch self {
    case .integer: .integer
    case .short: .short
    case .byte: .byte
    case .unsignedLong: .unsignedLong
    default: .long
    }
  }
}
