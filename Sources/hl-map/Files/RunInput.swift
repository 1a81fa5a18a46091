import Glibc
import Machine
import Streams

/// An input as the command line names it: a file, or standard input.
struct RunInput {
  /// Nil for standard input.
  var path: String?
  let source: any Source

  /// What an argument names.
  init(argument: String) {
    self =
      argument == "-"
      ? .standardInput : RunInput(path: argument, source: FileSource(path: argument))
  }

  private init(path: String?, source: any Source) {
    self.path = path
    self.source = source
  }

  static var standardInput: RunInput { RunInput(path: nil, source: FileSource.standardInput) }

  /// What there is now, or why nothing can be told.
  func status() throws(SystemError) -> stat {
    var status = stat()
    let result = path.map { stat($0, &status) } ?? fstat(STDIN_FILENO, &status)
    if result != 0 { throw SystemError() }
    return status
  }
}
