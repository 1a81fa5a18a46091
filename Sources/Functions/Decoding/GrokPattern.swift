import Events
import Synchronization

/// A grok pattern, `%{IP:client} %{WORD:method} %{GREEDYDATA}`, that reads texts.
///
/// The pattern must fit the whole text. Every reference is captured, under the field it names or
/// under its own name; where one name stands for several captures, the last that took part counts.
/// Reading is bounded as every search of `Regex` is.
public final class GrokPattern: Sendable {
  /// Why a pattern cannot be used.
  public struct Failure: Error, Hashable, Sendable {
    /// What is wrong: one sentence, lower case, no full stop.
    public var message: String
    /// The place of the mistake; nil if there is no single one.
    public var place: Place?
    /// The name of a pattern that does not exist, if that is the mistake.
    var unknownName: String?

    init(message: String, place: Place? = nil, unknownName: String? = nil) {
      self.message = message
      self.place = place
      self.unknownName = unknownName
    }

    /// Bytes of a pattern.
    public struct Place: Hashable, Sendable {
      /// The custom pattern; nil for the one that is compiled.
      public var pattern: String?
      /// Byte offsets within that pattern.
      public var range: Range<Int>
    }
  }

  /// What a capture becomes that is to be a number.
  enum Number: String, Sendable {
    case int, float
  }

  /// The names of the patterns that everybody knows.
  static var libraryNames: [String] { GrokLibrary.names }

  private let pattern: String
  /// What the names in the pattern stand for.
  private let meanings: GrokNames
  /// The names that are read, where not all of them are.
  private let wanted: [String]?
  private let program = AtomicLazyReference<GrokProgram>()

  /// Compiles a pattern; `custom` patterns come before those of the library.
  public convenience init(
    _ pattern: String, custom: [(name: String, pattern: String)]
  ) throws(Failure) {
    self.init(unchecked: pattern, custom: custom)
    _ = program.storeIfNil(try GrokProgram(pattern, meanings, wanted: nil))
  }

  /// A pattern that is compiled when it is first needed; where it cannot be, it fits no text.
  public convenience init(unchecked pattern: String, custom: [(name: String, pattern: String)]) {
    self.init(pattern, GrokNames(custom: custom), wanted: nil)
  }

  private init(
    _ pattern: String, _ meanings: GrokNames, wanted: [String]?
  ) {
    self.pattern = pattern
    self.meanings = meanings
    self.wanted = wanted
  }

  /// The same pattern, capturing only these names: what is not captured need not be kept
  /// while the pattern is tried. It is compiled when it is first searched with.
  public func reading(_ names: [String]) -> GrokPattern {
    GrokPattern(pattern, meanings, wanted: names)
  }

  /// The names of what is read, each once, in the order the pattern has them.
  ///
  /// The pattern need not be compiled for them; whether it can be is then not known.
  public var names: [String] {
    wanted ?? program.load()?.names ?? GrokProgram.names(of: pattern, meanings) ?? compiled.names
  }

  private var compiled: GrokProgram {
    if let program = program.load() { return program }
    let made = try? GrokProgram(pattern, meanings, wanted: wanted)
    return program.storeIfNil(made ?? .fittingNothing)
  }

  /// Calls `found` with a name's number and its value; false when the text does not fit.
  ///
  /// A name that took no part is null; one that the pattern lacks is not given. Nothing is called
  /// unless the whole text fits. Values share the memory of the text.
  public func read(
    _ text: Bytes, in scratch: Scratch, found: (_ name: Int, _ value: Value) -> Void
  ) -> Bool {
    compiled.read(text, in: scratch, found: found)
  }
}
