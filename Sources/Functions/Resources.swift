import Events
import Machine
import Synchronization

/// What rules use of the machine besides files of their own: its time zones and user-agent rules.
///
/// What was read once is kept, so that all rules loaded with one value share it. Any number of threads
/// may ask.
public final class Resources: Sendable {
  /// Those of the machine, where its packages put them.
  public static let system = Resources()

  private let files: any Files
  private let zoneFolder: String
  private let userAgentPath: String
  private let zones = Mutex(Zones())
  private let agents = Mutex(Agents.unread)

  /// Resources in other places, or that come with a program.
  ///
  /// - Parameters:
  ///   - files: where they are read from.
  ///   - zoneFolder: a folder of compiled time zones (RFC 8536), such as `/usr/share/zoneinfo`.
  ///   - userAgentPath: the file `regexes.yaml` of uap-core.
  public init(
    files: any Files = DiskFiles(), zoneFolder: String = "/usr/share/zoneinfo",
    userAgentPath: String = "/usr/share/uap-core/regexes.yaml"
  ) {
    self.files = files
    self.zoneFolder = zoneFolder
    self.userAgentPath = userAgentPath
  }

  // MARK: Time zones

  /// The zone of a name of the database, such as `Europe/Paris`; nil where it has none.
  public func zone(named name: String) -> ZoneRules? { name.withBytes { zone(named: $0) } }

  /// The same for a name that an event holds. One that was asked for lately costs no memory.
  func zone(named name: UnsafeBufferPointer<UInt8>) -> ZoneRules? {
    zones.withLock { zones in
      if let known = zones.entries.first(where: { name.elementsEqual($0.name) }) {
        return known.rules
      }
      let rules = ZoneRules(named: String(decoding: name, as: UTF8.self)) {
        try? files.read("\(zoneFolder)/\($0)", limit: 1 << 20)
      }
      zones.add(Array(name), rules)
      return rules
    }
  }

  /// The zone that a rule file names: one of the database, or an offset such as `+02:00`, `-0330`
  /// and `EST`, which is the same all year.
  public func zone(writtenAs text: String) -> ZoneRules? {
    ZoneRules(fixed: text) ?? zone(named: text)
  }

  /// The zones asked for last, also those that are not there; events may name zones.
  private struct Zones {
    var entries: [(name: [UInt8], rules: ZoneRules?)] = []
    private var oldest = 0

    mutating func add(_ name: [UInt8], _ rules: ZoneRules?) {
      if entries.count < 64 {
        entries.append((name, rules))
      } else {
        entries[oldest] = (name, rules)
        oldest = (oldest + 1) % entries.count
      }
    }
  }

  // MARK: User agents

  private enum Agents {
    case unread
    case read(UserAgents?)
  }

  /// Whether there is a file of user-agent rules; it need not have been read yet.
  public var hasUserAgents: Bool { files.realPath(of: userAgentPath) != nil }

  /// The user-agent rules, read when they are first asked for: that takes longer than loading most
  /// rule files. Nil where there are none.
  public var userAgents: UserAgents? {
    agents.withLock { agents in
      if case .read(let known) = agents { return known }
      let file = (try? files.read(userAgentPath, limit: 8 << 20)).map { UserAgentFile($0) }
      let found = file.flatMap { $0.isEmpty ? nil : UserAgents($0) }
      agents = .read(found)
      return found
    }
  }
}
