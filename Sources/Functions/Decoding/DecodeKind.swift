import Events

/// A way to decode a text: its declaration, its documentation and its reader in one place.
///
/// A class, so that a look-up by name hands out one reference instead of copying all this.
public final class DecodeKind: Sendable {
  /// Makes the reader of texts from the options that a rule file gives; nil after noting a mistake
  /// that leaves nothing to read with.
  public typealias Preparation = @Sendable (inout DecodeSettings) -> TextDecoder?

  /// What a kind reads besides texts, and how.
  public struct Sources: OptionSet, Sendable {
    /// One bit for each.
    public let rawValue: UInt8

    /// The sources of those bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Numbers and booleans, as they are spelled.
    public static let scalars = Sources(rawValue: 1)
    /// Lists and objects.
    public static let containers = Sources(rawValue: 2)
    /// The value comes as it stands in the event, its escapes not undone.
    public static let undecoded = Sources(rawValue: 4)
  }

  /// What a kind gives, for checks before the first event.
  public enum Result: Sendable {
    /// Fields of any type.
    case object
    /// Fields that are texts.
    case texts
    /// One plain value, by its name in messages.
    case single(String)
    /// Whatever the text holds.
    case any
  }

  /// A text with what it decodes to; shown in the reference and run as a test.
  public struct Example: Sendable {
    /// The text.
    public let text: String
    /// The options beside the kind, as they stand between braces in YAML; nil for none.
    public let options: String?
    /// The result as JSON, or `failed`.
    public let result: String

    init(_ text: String, _ options: String? = nil, gives result: String) {
      self.text = text
      self.options = options
      self.result = result
    }
  }

  /// The key that names it in a rule file, or the name of an external stage.
  public let name: String
  /// What it takes beside the text.
  public let options: [Option]
  /// What it reads besides texts.
  public let sources: Sources
  /// What it gives, as far as that is known before the first event.
  public let result: Result
  /// What a text that does not decode is missing; for statistics and traces.
  public let failure: String
  /// What the result is.
  public let about: String
  /// Texts that show what it does; none for the external stages of intake formats.
  public let examples: [Example]
  /// Makes the reader of texts from the options.
  public let prepare: Preparation

  init(
    _ name: String, options: [Option] = [], sources: Sources, result: Result, failure: String,
    about: String, examples: [Example] = [], prepare: @escaping Preparation
  ) {
    self.name = name
    self.options = options
    self.sources = sources
    self.result = result
    self.failure = failure
    self.about = about
    self.examples = examples
    self.prepare = prepare
  }

  /// Whether the result may be something else than an object.
  public var givesAny: Bool { if case .any = result { true } else { false } }

  /// Whether what it gives is an object of texts.
  public var givesTexts: Bool { if case .texts = result { true } else { false } }

  /// What messages call the one plain value it gives; nil where it gives fields.
  public var singleValue: String? { if case .single(let name) = result { name } else { nil } }

  /// The declaration of an option; nil where the kind has none of that name.
  public func option(_ name: String) -> Option? { options.first { $0.name == name } }
}

extension DecodeKind {
  /// A key that a rule file may write beside the kind.
  public struct Option: Sendable {
    /// What the value of the key may be.
    public enum Kind: Sendable {
      case text
      /// A text that no event has a part in; for templates, where others may compute it.
      case constantText
      /// A regular expression.
      case regex
      /// A grok pattern.
      case grok
      /// Grok patterns by name.
      case grokPatterns
      /// A list of names.
      case names
      case flag
      /// A text that each event may compute.
      case computed
    }

    /// The key as a rule file writes it.
    public let name: String
    /// What its value may be.
    public let kind: Kind
    /// Whether the kind makes no sense without it.
    public let isRequired: Bool
    /// One line: what it stands for, with its default.
    public let about: String

    init(_ name: String, _ kind: Kind, required: Bool = false, about: String) {
      self.name = name
      self.kind = kind
      isRequired = required
      self.about = about
    }
  }
}
