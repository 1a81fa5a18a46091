/// One rule of a user-agent rule set: a pattern, and what a match says.
public struct UserAgentRule: Sendable, Hashable {
  /// The regular expression that the text is searched for.
  public var pattern: String
  /// Whether upper and lower case match each other.
  public var ignoresCase: Bool
  /// The name; `$1` to `$9` stand for groups. Nil is the first group.
  public var name: String?
  /// Up to three parts of the version, written likewise. Nil is the second, third, fourth group.
  public var version: [String?]

  /// A rule; without `name` and `version`, the groups of the match give them.
  public init(
    _ pattern: String, ignoresCase: Bool = false, name: String? = nil, version: [String?] = []
  ) {
    self.pattern = pattern
    self.ignoresCase = ignoresCase
    self.name = name
    self.version = version
  }
}
