import Glibc
import Machine

/// Why bytes could not be written.
public enum OutputFailure: Error, Sendable {
  /// Whoever read them went away.
  case closed
  /// The operating system refused them.
  case system(SystemError)

  /// The reason, for people, without the name of the output.
  public var message: String {
    switch self {
    case .closed: SystemError(code: EPIPE).message
    case .system(let error): error.message
    }
  }
}
