import ArgumentParser
import Diagnostics
import Glibc
import Planning
import Text

/// When reports are coloured.
enum ColorChoice: String, CaseIterable, ExpressibleByArgument {
  case auto, always, never

  /// Whether to colour what goes to the descriptor; `NO_COLOR` and dumb terminals say no.
  func isOn(for descriptor: Int32) -> Bool {
    switch self {
    case .always: return true
    case .never: return false
    case .auto:
      if let value = getenv("NO_COLOR"), value[0] != 0 { return false }
      if let terminal = getenv("TERM"), strcmp(terminal, "dumb") == 0 { return false }
      return isatty(descriptor) == 1
    }
  }
}

/// Text for people: reports on standard output, everything else on standard error.
///
/// File names, names of tests, values of events and all else that came from outside passes here. Who
/// writes a report puts it on one line by `SafeText.line`; what would act on a terminal is escaped
/// here, whoever wrote it.
enum Console {
  /// Writes a report to standard output.
  static func print(_ text: String) { write(SafeText.report(text)) }

  /// Writes a report in JSON to standard output.
  static func print(json text: String) { write(SafeText.json(text)) }

  /// Writes to standard output as it is, for programs or because it is escaped already; a closed
  /// pipe ends the process quietly.
  static func write(_ text: String) {
    if let code = write(text, to: STDOUT_FILENO) {
      if code == EPIPE { exit(0) }
      note("cannot write to standard output: \(String(cString: strerror(code)))")
      exit(ArgumentParser.ExitCode.unavailable.rawValue)
    }
  }

  /// Writes a report to standard error; nothing can be done when that fails.
  static func warn(_ text: String) { _ = write(SafeText.report(text), to: STDERR_FILENO) }

  /// Writes over the line of standard error that the cursor is on.
  static func overwrite(_ text: String) {
    _ = write("\r\u{1B}[K" + SafeText.line(text), to: STDERR_FILENO)
  }

  /// Writes a line to standard error, behind the name of the command.
  static func note(_ text: String) { warn("hl-map: \(SafeText.line(text))\n") }

  /// The error number, or nil when everything was written.
  private static func write(_ text: String, to descriptor: Int32) -> Int32? {
    var text = text
    return text.withUTF8 { bytes in
      var done = 0
      while done < bytes.count, let base = bytes.baseAddress {
        let count = Glibc.write(descriptor, base + done, bytes.count - done)
        if count >= 0 {
          done += count
        } else if errno == EAGAIN {
          var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
          poll(&waiting, 1, -1)
        } else if errno != EINTR {
          return errno
        }
      }
      return nil
    }
  }

  /// Says what is wrong with rules that cannot be used, and ends the command.
  static func refuse(_ rules: LoadedRules, _ color: ColorChoice) throws -> Never {
    warnOfErrors(in: rules, color)
    throw ArgumentParser.ExitCode.rules
  }

  /// Writes the errors of rules to standard error; how many there are.
  @discardableResult
  static func warnOfErrors(in rules: LoadedRules, _ color: ColorChoice) -> Int {
    let text = TextReport(sources: rules.sources, usesColor: color.isOn(for: STDERR_FILENO))
    let errors = rules.diagnostics.filter { $0.severity == .error }
    for error in errors { warn(text.render(error) + "\n") }
    return errors.count
  }
}
