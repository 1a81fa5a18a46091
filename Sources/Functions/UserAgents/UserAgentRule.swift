/// One rule of a user-agent rule set: a pattern, and what a match says.
public struct UserAgentRule: Sendable, Hashable {
  public var pattern: String
  public var ignoresCase: Bool
  /// The name; `$1` to `$9` stand for groups. Nil is the first group.
  public var name: String?
  /// Up to three parts of the version, written likewise. Nil is the second, third, fourth group.
  public var version: [String?]

  public init(
    _ pattern: String, ignoresCase: Bool = false, name: String? = nil, version: [String?] = []
  ) {
    self.pattern = pattern
    self.ignoresCase = ignoresCase
    self.name = name
    self.version = version
  }
}
