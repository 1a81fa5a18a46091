import Events

/// The options of one decode as a rule file gives them, and what a kind finds wrong with them.
public struct DecodeSettings {
  /// The value of an option.
  public enum Value: Sendable {
    case text(String)
    case names([String])
    case patterns([(name: String, pattern: String)])
    case flag(Bool)
  }

  private let values: [String: Value]
  /// Whether somebody wants to know of mistakes; else patterns may be compiled when they are needed.
  public let isChecked: Bool
  /// Where zones and user-agent rules come from.
  public let resources: Resources
  /// What has been found, in order.
  public private(set) var mistakes: [DecodeMistake] = []

  /// The values have the types that the kind declares for its options.
  public init(_ values: [String: Value], isChecked: Bool = true, resources: Resources) {
    self.values = values
    self.resources = resources
    self.isChecked = isChecked
  }

  /// Whether an option is given.
  public func has(_ name: String) -> Bool { values[name] != nil }

  /// The text of an option; nil where it is left out.
  public func text(_ name: String) -> String? {
    if case .text(let text) = values[name] { text } else { nil }
  }

  /// The names of a list, none where it is left out.
  public func names(_ name: String) -> [String] {
    if case .names(let names) = values[name] { names } else { [] }
  }

  /// The patterns of a map, none where it is left out.
  public func patterns(_ name: String) -> [(name: String, pattern: String)] {
    if case .patterns(let patterns) = values[name] { patterns } else { [] }
  }

  /// Whether an option is `true`.
  public func isSet(_ name: String) -> Bool {
    if case .flag(true) = values[name] { true } else { false }
  }

  /// Notes a mistake.
  mutating func note(_ mistake: DecodeMistake) { mistakes.append(mistake) }

  /// Notes a mistake that leaves nothing to read with.
  mutating func refuse(_ mistake: DecodeMistake) -> TextDecoder? {
    note(mistake)
    return nil
  }
}

/// What is wrong with an option of a decode, for its author.
public struct DecodeMistake: Sendable {
  /// What the finding is about.
  public enum Reason: Sendable {
    /// The kind cannot be used here at all.
    case kind
    case constant, pattern
  }

  /// What the finding is about.
  public var reason: Reason
  /// What is wrong.
  public var message: String
  /// What to do instead.
  public var help: String?
  /// The option to blame; nil for the kind itself.
  public var option: String?
  /// The entry of the option to blame, where that is a map.
  public var member: String?
  /// The bytes to blame in the text of the option or entry; nil for all of it.
  public var range: Range<Int>?
  /// A name that stands for nothing, and those that do.
  public var unknown: (name: String, known: [String])?

  init(_ reason: Reason, _ message: String, in option: String? = nil, help: String? = nil) {
    self.reason = reason
    self.message = message
    self.option = option
    self.help = help
  }
}
