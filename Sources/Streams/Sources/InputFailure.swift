import Machine

/// Why an input cannot be read.
public enum InputFailure: Error, Sendable {
  /// The operating system refused to open or to read it.
  case system(SystemError)
  /// It is compressed, or no UTF-8.
  case encoded(InputEncoding)
  /// The file became shorter while it was read, so that events may be missing.
  case shrank

  /// The reason, for people, without the name of the input.
  public var message: String {
    switch self {
    case .system(let error): error.message
    case .encoded(let encoding): encoding.message
    case .shrank: "it became shorter while it was read; events of it may be missing"
    }
  }
}
