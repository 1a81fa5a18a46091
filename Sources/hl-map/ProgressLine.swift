import Glibc
import Streams
import Text

/// The line that says how far a long run is, on a terminal only.
final class ProgressLine {
  /// Bytes of all inputs, where all are files.
  private let total: Int?
  private var isShown = false

  /// Nil when standard error is no terminal, or mapped events scroll by on it.
  init?(inputs: [RunInput]) {
    guard isatty(STDERR_FILENO) == 1, isatty(STDOUT_FILENO) != 1 else { return nil }
    var sum = 0
    for input in inputs {
      guard let status = try? input.status(), status.st_mode & S_IFMT == S_IFREG else {
        total = nil
        return
      }
      sum += status.st_size
    }
    total = sum
  }

  func show(_ report: RunReport) {
    let speed = Double(report.bytesRead) / max(report.seconds, 1e-6) / 1e6
    var text = "\(Wording.count(report.events, "event")), "
    text += "\(Wording.decimal(Double(report.bytesRead) / 1e6, 1)) MB"
    if let total, total > 0 {
      text += " (\(min(100, report.bytesRead * 100 / total)) %)"
    }
    text += ", \(Wording.decimal(speed, 1)) MB/s"
    if report.rejected > 0 { text += ", \(Wording.grouped(report.rejected)) refused" }
    Console.overwrite(text)
    isShown = true
  }

  func clear() {
    if isShown { Console.overwrite("") }
  }
}
