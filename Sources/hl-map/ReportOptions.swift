import ArgumentParser
import Events
import Machine
import Workbench

extension Instant: ExpressibleByArgument {
  public init?(argument: String) { self.init(rfc3339: argument) }

  public var defaultValueDescription: String {
    self == .forTests ? "2026-01-01T00:00:00Z" : "\(milliseconds)"
  }
}

extension ReportFormat: ExpressibleByArgument {}
extension FailLevel: ExpressibleByArgument {}
