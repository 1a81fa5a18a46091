import Glibc

/// The rule lists of uap-core's `regexes.yaml`.
///
/// Of YAML it takes what that file is: three lists of flat maps, one key a line, values quoted or
/// plain. Lines of other forms are passed over.
public struct UserAgentFile: Sendable {
  public private(set) var agents: [UserAgentRule] = []
  public private(set) var systems: [UserAgentRule] = []
  public private(set) var devices: [UserAgentRule] = []

  /// Where the system's package puts the file.
  public static let systemPath = "/usr/share/uap-core/regexes.yaml"

  /// Whether the system has the package's file.
  static var isInstalled: Bool { access(systemPath, R_OK) == 0 }

  /// Reads a file of at most 8 MiB; nil when it cannot be read or holds no rule.
  public init?(path: String) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count < 8 << 20 {
      let count = read(descriptor, &block, block.count)
      guard count >= 0 else { return nil }
      if count == 0 { break }
      bytes.append(contentsOf: block[..<count])
    }
    self.init(bytes)
    if agents.isEmpty && systems.isEmpty && devices.isEmpty { return nil }
  }

  /// Reads the text of such a file.
  public init(_ text: [UInt8]) {
    var section = ""
    var entry: [String: String] = [:]
    for line in text.split(separator: UInt8(ascii: "\n")) {
      guard let first = line.firstIndex(where: { $0 != 0x20 }) else { continue }
      var rest = line[first...]
      if rest.first == UInt8(ascii: "#") { continue }
      if first == line.startIndex, rest.first != UInt8(ascii: "-") {
        add(entry, to: section)
        entry = [:]
        section = String(decoding: rest.prefix { $0 != UInt8(ascii: ":") }, as: UTF8.self)
        continue
      }
      if rest.first == UInt8(ascii: "-") {
        add(entry, to: section)
        entry = [:]
        rest = rest.dropFirst().drop { $0 == 0x20 }
      }
      guard let colon = rest.firstIndex(of: UInt8(ascii: ":")) else { continue }
      let key = String(decoding: rest[..<colon], as: UTF8.self)
      entry[key] = Self.scalar(rest[(colon + 1)...])
    }
    add(entry, to: section)
  }

  private mutating func add(_ entry: [String: String], to section: String) {
    guard let pattern = entry["regex"] else { return }
    func rule(_ name: String, _ version: [String]) -> UserAgentRule {
      UserAgentRule(
        pattern, ignoresCase: entry["regex_flag"] == "i", name: entry[name],
        version: version.map { entry[$0] })
    }
    switch section {
    case "user_agent_parsers":
      agents.append(rule("family_replacement", ["v1_replacement", "v2_replacement"]))
    case "os_parsers":
      systems.append(
        rule(
          "os_replacement",
          ["os_v1_replacement", "os_v2_replacement", "os_v3_replacement"]))
    case "device_parsers": devices.append(rule("device_replacement", []))
    default: break
    }
  }

  /// A value: `'it''s'`, `"a\\b"`, or plain up to a comment.
  private static func scalar(_ text: ArraySlice<UInt8>) -> String {
    var rest = text.drop { $0 == 0x20 }
    let quote = rest.first
    var result: [UInt8] = []
    guard quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else {
      while let byte = rest.popFirst() {
        if byte == UInt8(ascii: "#"), result.last == 0x20 { break }
        result.append(byte)
      }
      while let last = result.last, last == 0x20 || last == 0x0D { result.removeLast() }
      return String(decoding: result, as: UTF8.self)
    }
    rest = rest.dropFirst()
    while let byte = rest.popFirst() {
      if byte == quote {
        guard quote == UInt8(ascii: "'"), rest.first == quote else { break }
        rest = rest.dropFirst()
      } else if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\""), let next = rest.first {
        // Of the escapes only those of the quote and of the backslash itself occur in patterns.
        if next != UInt8(ascii: "\\"), next != quote { result.append(byte) }
        rest = rest.dropFirst()
        result.append(next)
        continue
      }
      result.append(byte)
    }
    return String(decoding: result, as: UTF8.self)
  }
}
