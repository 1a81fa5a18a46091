/// One JSON value as a span of bytes: read from the event, taken from the plan, or computed.
///
/// ```
///  base ───────────► bytes   count  kind     form
///  string            between the quotes, spelled as `form` says
///  integer, float    the lexeme as it was spelled: 30, 1.10, 1e400
///  array, object     the whole text with its brackets; always valid JSON
///  true false null   the lexeme
///  absent, ignored   nothing
/// ```
///
/// 16 bytes, trivial. A value borrows its bytes: they live in the input block, in the worker's
/// `Scratch` (until the event ends) or in the plan.
@frozen
public struct Value {
  public enum Kind: UInt8, Sendable {
    /// Not in the event.
    case absent = 0
    /// In the event, but one of the rule file's `ignore:` values; treated as absent.
    case ignored = 1
    case null = 2
    case `false` = 3
    case `true` = 4
    /// A number without fraction or exponent, of any length.
    case integer = 5
    case float = 6
    case string = 7
    case array = 8
    case object = 9
  }

  /// How the bytes of a string stand for its text.
  public enum Form: UInt8, Sendable {
    /// No quote, backslash or control byte: the JSON spelling and the text are the same bytes.
    /// (For a container: no line break outside strings.)
    case clean = 0
    /// The JSON spelling, with at least one backslash escape.
    case escaped = 1
    /// The text itself; may need escapes when written.
    /// (For a container: may hold line breaks between tokens.)
    case decoded = 2
  }

  public var base: UnsafePointer<UInt8>
  public var count: UInt32
  public var kind: Kind
  public var form: Form

  @inlinable @inline(__always)
  public init(_ kind: Kind, _ base: UnsafePointer<UInt8>, count: Int, form: Form = .clean) {
    self.base = base
    self.count = UInt32(truncatingIfNeeded: count)
    self.kind = kind
    self.form = form
  }

  @inlinable
  public init(_ kind: Kind, _ bytes: Bytes, form: Form = .clean) {
    self.init(kind, bytes.base, count: bytes.count, form: form)
  }

  // Literals of 16 bytes and more, since values are copied in steps of 16. Computed, so that other
  // modules see constants and make no calls.
  @inlinable @inline(__always)
  public static var absent: Value { Value(.absent, Bytes("                ").base, count: 0) }
  /// What evaluating a template gives where it fails: it is not present, and not absent either.
  @inlinable @inline(__always)
  public static var failed: Value { Value(.ignored, Bytes("                ").base, count: 0) }
  @inlinable
  public static var null: Value { Value(.null, Bytes("null            ").base, count: 4) }
  @inlinable
  public static var `true`: Value { Value(.true, Bytes("true            ").base, count: 4) }
  @inlinable
  public static var `false`: Value { Value(.false, Bytes("false           ").base, count: 5) }
  @inlinable
  public static var emptyText: Value { Value(.string, Bytes("                ").base, count: 0) }
  @inlinable
  public static var emptyArray: Value { Value(.array, Bytes("[]              ").base, count: 2) }
  @inlinable
  public static var emptyObject: Value { Value(.object, Bytes("{}              ").base, count: 2) }

  public static func boolean(_ value: Bool) -> Value { value ? .true : .false }

  /// A text whose bytes are already decoded; it is escaped when written.
  @inlinable
  public static func text(_ bytes: Bytes) -> Value { Value(.string, bytes, form: .decoded) }

  /// A text of static memory that needs no escapes: a literal with blanks behind, which do not
  /// count, up to 16 bytes or more.
  public static func text(_ literal: StaticString) -> Value {
    precondition(literal.utf8CodeUnitCount >= 16, "values are copied in steps of 16")
    var text = Bytes(literal)
    while text.count > 0, text[text.count - 1] == 0x20 { text = text.slice(0, text.count - 1) }
    return Value(.string, text)
  }

  @inlinable @inline(__always)
  public var isPresent: Bool { kind.rawValue > Kind.ignored.rawValue }

  @inlinable @inline(__always)
  public var isNumber: Bool { kind == .integer || kind == .float }
  @inlinable @inline(__always)
  public var isBoolean: Bool { kind == .true || kind == .false }
  @inlinable @inline(__always)
  public var isContainer: Bool { kind == .array || kind == .object }

  /// The bytes as they are spelled, whatever the form.
  @inlinable @inline(__always)
  public var spelling: Bytes { Bytes(base, count: Int(count)) }
}

extension Value: @unchecked Sendable {}
