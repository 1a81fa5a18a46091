import Events

/// What a user-agent text says; every name is present, `Other` where nothing is known.
public struct UserAgentParts {
  /// The device family, such as `iPhone`.
  public var device: Value
  /// The name of the browser or other client.
  public var name: Value
  /// `major.minor.patch`, as far as they are known; absent without any.
  public var version: Value
  /// The name of the operating system.
  public var systemName: Value
  /// As `version`.
  public var systemVersion: Value
}
