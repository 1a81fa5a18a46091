import Glibc

/// What the operating system refused, by its number.
public struct SystemError: Error, Hashable, Sendable {
  public var code: Int32

  public init(code: Int32 = errno) { self.code = code }

  /// The system's own words, such as "No space left on device".
  public var message: String { String(cString: strerror(code)) }
}
