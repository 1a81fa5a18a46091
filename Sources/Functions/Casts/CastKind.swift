import Events

/// A type that values can be cast to: its declaration, its documentation and its cast in one place.
///
/// What is of the type already comes back as it is, without a copy. A class, so that workers on all
/// threads can share it without counting references: they hold it unretained while the plan does.
public final class CastKind: Sendable {
  /// The value, which is not of the type already, as that type, or nil when it cannot be; only dates
  /// have a format, and depend on the time. Nil also when the scratch is exhausted.
  @usableFromInline typealias Body = @Sendable (Value, TimestampFormat?, Int, Scratch) -> Value?

  /// What becomes of a list.
  public enum Lists: Sendable {
    /// Its items are cast one by one.
    case castItems
    /// Its items are kept as they are.
    case keepItems
    /// It is cast as one value.
    case castWhole
  }

  /// What fields of dates, of IP addresses and of points ask of a value beside its type.
  public enum Notation: Sendable { case date, address, point }

  /// A cast of one value; shown in the reference and run as a test.
  public struct Example: Sendable {
    /// The value, as JSON.
    public let value: String
    /// What `as:` says; nil where the name of the type says enough.
    public let notation: String?
    /// The result as JSON, or `failed`.
    public let result: String

    init(_ value: String, as notation: String? = nil, _ result: String) {
      self.value = value
      self.notation = notation
      self.result = result
    }
  }

  /// What rules call the type.
  public let name: String
  /// The types of fields, by their names in ECS, whose values are cast to this one.
  public let fieldTypes: [String]
  /// For a cast that some keyword fields take, such as `mac`: how the pattern begins that ECS gives
  /// those fields. What the cast gives always matches that pattern.
  public let fieldPattern: String?
  /// What it gives, for checks before the first event.
  public let result: ResultType
  /// What its result spells; nil where any value of the result's type may come out.
  public let notation: Notation?
  /// The types that can be cast to it, besides lists.
  public let takes: [ResultType]
  /// What becomes of a list.
  public let lists: Lists
  /// Whether messages and the reference list it; the others are chosen by the type of a field.
  public let isListed: Bool
  /// One line: what it takes and gives.
  public let about: String
  /// Casts that show what it does.
  public let examples: [Example]
  /// A bit per `Value.Kind` that is of the type already.
  public let keptKinds: UInt32
  @usableFromInline let body: Body

  init(
    _ name: String, fieldTypes: [String] = [], fieldPattern: String? = nil, result: ResultType,
    notation: Notation? = nil, takes: [ResultType], keeps kinds: [Value.Kind] = [],
    lists: Lists = .castItems, isListed: Bool = true, about: String, examples: [Example],
    body: @escaping Body
  ) {
    self.name = name
    self.fieldTypes = fieldTypes
    self.fieldPattern = fieldPattern
    self.result = result
    self.notation = notation
    self.takes = takes
    self.lists = lists
    self.isListed = isListed
    self.about = about
    self.examples = examples
    keptKinds = kinds.reduce(0) { $0 | 1 << UInt32($1.rawValue) }
    self.body = body
  }

  /// The value as that type, or nil when it cannot be; a scalar or object, no list.
  ///
  /// `format` matters to dates only, and the time, in milliseconds since 1970, to those without a
  /// year. Nil also when the scratch is exhausted.
  public func cast(
    _ value: Value, as format: TimestampFormat? = nil, now: Int = 0, in scratch: Scratch
  ) -> Value? {
    keptKinds &>> UInt32(value.kind.rawValue) & 1 != 0 ? value : body(value, format, now, scratch)
  }

  /// The same for a value of none of the kept kinds, without a format.
  @inlinable @inline(__always)
  public func castOther(_ value: Value, in scratch: Scratch) -> Value? {
    body(value, nil, 0, scratch)
  }

  /// A list with every item cast, and how many items could not be.
  ///
  /// Items that cannot be cast are left out; nulls are left out too but not counted. A list that needs
  /// no change comes back as it is. Absent when the scratch is exhausted.
  public func castItems(
    of list: Value, as format: TimestampFormat? = nil, now: Int = 0, in scratch: Scratch
  ) -> (value: Value, dropped: Int) {
    let (list, failed) = list.mapItems(in: scratch) { item in
      if item.kind == .null { return .leftOut }
      return cast(item, as: format, now: now, in: scratch).map { .kept($0) } ?? .failed
    }
    return (list, failed)
  }

  /// Whether its result is a scalar.
  public var isScalar: Bool {
    switch result {
    case .text, .integer, .float, .boolean: true
    case .list, .object, .any, .same: false
    }
  }

  /// Whether its result may have members of any name.
  public var mayHaveMembers: Bool { result == .object || result == .any }

  /// Whether it gives a number.
  public var isNumeric: Bool { result == .integer || result == .float }
}

extension CastKind: Equatable {
  /// There is one declaration a type.
  public static func == (left: CastKind, right: CastKind) -> Bool { left === right }
}
