import Events

/// A kind of decode with its options: takes one text after the other apart.
///
/// A class, so that workers on all threads can share it without counting references.
public final class TextDecoder: Sendable {
  /// Puts what a value holds into fields; false when it does not decode.
  public typealias Body = @Sendable (_ source: Value, _ fields: any DecodedFields) -> Bool
  /// The same decoder, specialised to give only these fields; nil for all.
  public typealias Narrowing = @Sendable (_ fields: [String]?) -> TextDecoder

  /// What a result can have, where that does not depend on the text.
  public enum Names: Sendable {
    case unknown
    /// Fields, which a body may give by their number here; a name may hold dots.
    case fields([String])
    /// Dotted names of objects within objects; `*` at the end of one stands for any name.
    case paths([String])
  }

  private let namesOf: @Sendable () -> Names
  private let narrowing: Narrowing?
  private let body: Body

  init(
    names: @autoclosure @escaping @Sendable () -> Names = .unknown, narrowing: Narrowing? = nil,
    body: @escaping Body
  ) {
    namesOf = names
    self.narrowing = narrowing
    self.body = body
  }

  /// Decodes nothing: stands where the options of a kind leave nothing to read with.
  public static let failing = TextDecoder { _, _ in false }

  /// What a result can have; worked out with each call.
  public var names: Names { namesOf() }

  /// The decoder that need not give any other fields than these; nil stands for all.
  public func reading(_ fields: [String]?) -> TextDecoder { narrowing?(fields) ?? self }

  /// Puts what a value holds into `fields`; false when it does not decode, whatever was put there.
  ///
  /// A text comes without its escapes unless the kind wants it undecoded. Slices of it have its form.
  public func read(_ source: Value, into fields: any DecodedFields) -> Bool {
    body(source, fields)
  }
}

/// The output of a decoder, and what it needs to produce it.
public protocol DecodedFields: AnyObject {
  /// Memory that lasts until the event ends.
  var scratch: Scratch { get }
  /// Milliseconds since 1970-01-01T00:00:00Z that the rules see as the time.
  var now: Int { get }
  /// What the event gives for the computed option of the kind; absent where there is none.
  var parameter: Value { get }
  /// Whether the result is read as one value too, so that all fields count.
  var areAllRead: Bool { get }

  /// Takes the field with a number among the decoder's names; of equal ones the last counts.
  func add(_ value: Value, numbered number: Int)
  /// Takes a field; of equal keys the last counts.
  func add(_ value: Value, named key: Bytes)
  /// Whether a field that is read was taken.
  func has(_ key: Bytes) -> Bool
  /// Forgets all that was taken.
  func startOver()

  /// Takes a JSON object apart in the pass that checks it; false where the text is none.
  func readObject(_ text: PaddedBytes) -> Bool
  /// Takes valid JSON as the result, an object with all below it; false for `.failed`.
  func fill(with value: Value) -> Bool
  /// Takes one value, in which nothing is looked for, as the result; false where only an object will
  /// do.
  func set(_ value: Value) -> Bool

  /// Counts characters that had to be replaced.
  func noteReplaced(_ count: Int)
}
