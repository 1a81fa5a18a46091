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
@safe
@frozen
public struct Value: BitwiseCopyable {
  /// The type of a value; `absent` and `ignored` count as missing, all others as present.
  public enum Kind: UInt8, BitwiseCopyable, Sendable {
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
  public enum Form: UInt8, BitwiseCopyable, Sendable {
    /// No quote, backslash or control byte: the JSON spelling and the text are the same bytes.
    /// (For a container: no line break outside strings.)
    case clean = 0
    /// The JSON spelling, with at least one backslash escape.
    case escaped = 1
    /// The text itself; may need escapes when written.
    /// (For a container: may hold line breaks between tokens.)
    case decoded = 2
  }

  /// The first byte of the spelling; another `PaddedBytes.padding` bytes after the last are readable.
  public var base: UnsafePointer<UInt8>
  /// The number of bytes of the spelling.
  public var count: UInt32
  /// The type of the value.
  public var kind: Kind
  /// How the bytes encode the value.
  public var form: Form

  /// A value that borrows `count` bytes from `base` on; `count` must fit 32 bits.
  @inlinable @inline(__always)
  public init(_ kind: Kind, _ base: UnsafePointer<UInt8>, count: Int, form: Form = .clean) {
    unsafe self.base = base
    self.count = UInt32(truncatingIfNeeded: count)
    self.kind = kind
    self.form = form
  }

  /// A value that borrows these bytes.
  @inlinable
  public init(_ kind: Kind, _ bytes: Bytes, form: Form = .clean) {
    unsafe self.init(kind, bytes.base, count: bytes.count, form: form)
  }

  // Literals of 16 bytes and more, since values are copied in steps of 16. Computed, so that other
  // modules see constants and make no calls.

  /// The value of a field that the event does not have.
  @inlinable @inline(__always)
  public static var absent: Value { Value(.absent, Bytes("                ").slice(0, 0)) }
  /// The result of a template that fails to evaluate: not present, and not absent either.
  @inlinable @inline(__always)
  public static var failed: Value { Value(.ignored, Bytes("                ").slice(0, 0)) }
  /// The JSON `null`.
  @inlinable
  public static var null: Value { Value(.null, Bytes("null            ").slice(0, 4)) }
  /// The JSON `true`.
  @inlinable
  public static var `true`: Value { Value(.true, Bytes("true            ").slice(0, 4)) }
  /// The JSON `false`.
  @inlinable
  public static var `false`: Value { Value(.false, Bytes("false           ").slice(0, 5)) }
  /// The text `""`.
  @inlinable
  public static var emptyText: Value { Value(.string, Bytes("                ").slice(0, 0)) }
  /// The array `[]`.
  @inlinable
  public static var emptyArray: Value { Value(.array, Bytes("[]              ").slice(0, 2)) }
  /// The object `{}`.
  @inlinable
  public static var emptyObject: Value { Value(.object, Bytes("{}              ").slice(0, 2)) }

  /// The JSON `true` or `false`.
  public static func boolean(_ value: Bool) -> Value { value ? .true : .false }

  /// A text whose bytes are already decoded; it is escaped when written.
  @inlinable
  public static func text(_ bytes: Bytes) -> Value { Value(.string, bytes, form: .decoded) }

  /// A text of static memory that needs no escapes: a literal with blanks after it, which do not
  /// count, up to 16 bytes or more.
  public static func text(_ literal: StaticString) -> Value {
    precondition(literal.utf8CodeUnitCount >= 16, "values are copied in steps of 16")
    var text = Bytes(literal)
    while text.count > 0, text[text.count - 1] == 0x20 { text = text.slice(0, text.count - 1) }
    return Value(.string, text)
  }

  /// Whether the event has the value and the rule file does not ignore it; `null` is present.
  @inlinable @inline(__always)
  public var isPresent: Bool { kind.rawValue > Kind.ignored.rawValue }

  /// Whether it is an integer or a float.
  @inlinable @inline(__always)
  public var isNumber: Bool { kind == .integer || kind == .float }
  /// Whether it is `true` or `false`.
  @inlinable @inline(__always)
  public var isBoolean: Bool { kind == .true || kind == .false }
  /// Whether it is an array or an object.
  @inlinable @inline(__always)
  public var isContainer: Bool { kind == .array || kind == .object }

  /// The bytes as they are spelled, whatever the form.
  @inlinable @inline(__always)
  public var spelling: Bytes { unsafe Bytes(base, count: Int(count)) }
}

extension Value: @unchecked Sendable {}
