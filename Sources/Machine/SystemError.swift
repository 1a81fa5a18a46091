import Glibc

/// What the operating system refused, by its number.
public struct SystemError: Error, Hashable, Sendable {
  /// The number, as in `errno`.
  public var code: Int32

  /// By default the error of the call that has just failed.
  public init(code: Int32 = errno) { self.code = code }

  /// The system's own words, such as "No space left on device".
  public var message: String { String(cString: strerror(code)) }
}
