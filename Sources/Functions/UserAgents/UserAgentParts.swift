import Events

/// What a user-agent text says; every name is present, `Other` where nothing is known.
public struct UserAgentParts {
  public var device: Value
  public var name: Value
  /// `major.minor.patch`, as far as they are known; absent without any.
  public var version: Value
  public var systemName: Value
  /// As `version`.
  public var systemVersion: Value
}
