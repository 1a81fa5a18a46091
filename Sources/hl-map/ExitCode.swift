import ArgumentParser

/// The exit codes of the command, as `--help` documents them.
extension ExitCode {
  /// Findings: diagnostics at or above the fail level, failing tests.
  static let findings = ExitCode(1)
  /// The command line is wrong.
  static let usage = ExitCode(2)
  /// Rules cannot be loaded.
  static let rules = ExitCode(3)
  /// Input or output is not available.
  static let unavailable = ExitCode(4)
  /// `run --strict` saw rejected events.
  static let rejected = ExitCode(5)
  /// A defect of the program.
  static let internalError = ExitCode(70)
}
