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

  /// The keys of an entry that are read.
  private enum Key: String, CaseIterable {
    case pattern = "regex"
    case flag = "regex_flag"
    case family = "family_replacement"
    case major = "v1_replacement"
    case minor = "v2_replacement"
    case system = "os_replacement"
    case systemMajor = "os_v1_replacement"
    case systemMinor = "os_v2_replacement"
    case systemPatch = "os_v3_replacement"
    case device = "device_replacement"
  }

  private typealias Entry = [Key: String]

  /// Reads the text of such a file.
  public init(_ text: [UInt8]) {
    let keys = Key.allCases.map { (key: $0, name: Array($0.rawValue.utf8)) }
    var section = ""
    var entry = Entry()
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
      let name = rest[..<colon]
      guard let key = keys.first(where: { name.elementsEqual($0.name) })?.key else { continue }
      entry[key] = Self.scalar(rest[(colon + 1)...])
    }
    add(entry, to: section)
  }

  private mutating func add(_ entry: Entry, to section: String) {
    guard let pattern = entry[.pattern] else { return }
    func rule(_ name: Key, _ version: [Key]) -> UserAgentRule {
      UserAgentRule(
        pattern, ignoresCase: entry[.flag] == "i", name: entry[name],
        version: version.map { entry[$0] })
    }
    switch section {
    case "user_agent_parsers": agents.append(rule(.family, [.major, .minor]))
    case "os_parsers":
      systems.append(rule(.system, [.systemMajor, .systemMinor, .systemPatch]))
    case "device_parsers": devices.append(rule(.device, []))
    default: break
    }
  }

  /// A value: `'it''s'`, `"a\\b"`, or plain up to a comment.
  private static func scalar(_ text: ArraySlice<UInt8>) -> String {
    let rest = text.drop { $0 == 0x20 }
    guard let quote = rest.first, quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else {
      return plain(rest)
    }
    return quoted(rest.dropFirst(), by: quote)
  }

  private static func plain(_ text: ArraySlice<UInt8>) -> String {
    var end = text.endIndex
    for index in text.indices.dropFirst()
    where text[index] == UInt8(ascii: "#") && text[index - 1] == 0x20 {
      end = index
      break
    }
    while end > text.startIndex, text[end - 1] == 0x20 || text[end - 1] == 0x0D { end -= 1 }
    return String(decoding: text[..<end], as: UTF8.self)
  }

  private static func quoted(_ text: ArraySlice<UInt8>, by quote: UInt8) -> String {
    let hasEscapes = quote == UInt8(ascii: "\"")
    let end =
      text.firstIndex { $0 == quote || hasEscapes && $0 == UInt8(ascii: "\\") } ?? text.endIndex
    if end + 1 == text.endIndex, text[end] == quote {
      return String(decoding: text[..<end], as: UTF8.self)
    }
    var rest = text
    var result: [UInt8] = []
    while let byte = rest.popFirst() {
      if byte == quote {
        guard quote == UInt8(ascii: "'"), rest.first == quote else { break }
        rest = rest.dropFirst()
      } else if byte == UInt8(ascii: "\\"), hasEscapes, let next = rest.first {
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
