import Diagnostics
import Machine
import Text

extension Diagnostic {
  /// A file of YAML that has too many bytes.
  package static func tooLarge(_ name: String, at span: Span?) -> Diagnostic {
    Diagnostic(
      .fileTooLarge, .error, "`\(name)` is larger than \(YAMLReader.maximumBytes >> 20) MiB",
      at: span,
      help: "split the file and `include:` its parts")
  }

  /// A file that cannot be read; `span` is where the rules name it, nil for one named elsewhere.
  package static func unread(_ path: String, _ failure: FileFailure, at span: Span?) -> Diagnostic {
    switch failure.reason {
    case .tooLarge: .tooLarge(path, at: span)
    case .missing:
      Diagnostic(
        .fileNotFound, .error, failure.message, at: span,
        help: span == nil ? nil : "paths in a rule file start at the directory of that file")
    case .unreadable:
      Diagnostic(
        .fileUnreadable, .error, failure.message, at: span,
        help: span == nil ? nil : "name a file that may be read")
    }
  }
}
