import Events

/// The rule lists of uap-core's `regexes.yaml`.
///
/// It reads only the YAML which that file uses: three lists of flat maps, one key a line, values
/// quoted or plain. Lines of other forms are passed over.
public struct UserAgentFile: Sendable {
  /// The rules for browsers and other clients, in file order.
  public private(set) var agents: [UserAgentRule] = []
  /// The rules for operating systems, in file order.
  public private(set) var systems: [UserAgentRule] = []
  /// The rules for devices, in file order.
  public private(set) var devices: [UserAgentRule] = []

  /// Whether the file has no rule at all.
  public var isEmpty: Bool { agents.isEmpty && systems.isEmpty && devices.isEmpty }

  /// The keys of an entry that are read.
  private enum Key: Int, CaseIterable {
    case pattern, flag, family, major, minor, system, systemMajor, systemMinor, systemPatch, device

    private static let names: [StaticString] = [
      "regex", "regex_flag", "family_replacement", "v1_replacement", "v2_replacement",
      "os_replacement", "os_v1_replacement", "os_v2_replacement", "os_v3_replacement",
      "device_replacement",
    ]

    init?(named name: Bytes) {
      guard let number = Self.names.firstIndex(where: { Bytes($0) == name }) else { return nil }
      self.init(rawValue: number)
    }
  }

  /// The values of a map; those of its keys that are read.
  private struct Entry {
    private var values = [String?](repeating: nil, count: Key.allCases.count)

    subscript(key: Key) -> String? {
      get { values[key.rawValue] }
      set { values[key.rawValue] = newValue }
    }

    mutating func clear() {
      for index in values.indices { values[index] = nil }
    }
  }

  /// Reads the text of such a file.
  public init(_ text: [UInt8]) {
    text.withUnsafeBufferPointer { text in
      if let base = text.baseAddress { add(Bytes(base, count: text.count)) }
    }
  }

  private mutating func add(_ text: Bytes) {
    var section = ""
    var entry = Entry()
    var next = 0
    while next < text.count {
      let end = text.firstIndex(of: UInt8(ascii: "\n"), from: next) ?? text.count
      let line = text.slice(next, end)
      next = end + 1
      let indent = Self.blanks(line)
      var rest = line.dropping(indent)
      guard let first = rest.first, first != UInt8(ascii: "#") else { continue }
      let beginsEntry = first == UInt8(ascii: "-")
      if beginsEntry || indent == 0 {
        add(entry, to: section)
        entry.clear()
      }
      if beginsEntry {
        rest = rest.dropping(1)
        rest = rest.dropping(Self.blanks(rest))
      }
      let colon = rest.firstIndex(of: UInt8(ascii: ":"))
      if indent == 0, !beginsEntry {
        section = rest.slice(0, colon ?? rest.count).string
      } else if let colon, let key = Key(named: rest.slice(0, colon)) {
        entry[key] = Self.scalar(rest.dropping(colon + 1))
      }
    }
    add(entry, to: section)
  }

  /// How many blanks a text begins with.
  private static func blanks(_ text: Bytes) -> Int {
    var count = 0
    while count < text.count, text[count] == 0x20 { count += 1 }
    return count
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
  private static func scalar(_ text: Bytes) -> String {
    let rest = text.dropping(blanks(text))
    guard let quote = rest.first, quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else {
      return plain(rest)
    }
    return quoted(rest.dropping(1), by: quote)
  }

  private static func plain(_ text: Bytes) -> String {
    var end = 0
    while end < text.count,
      end == 0 || text[end] != UInt8(ascii: "#") || text[end - 1] != 0x20
    {
      end += 1
    }
    while end > 0, text[end - 1] == 0x20 || text[end - 1] == 0x0D { end -= 1 }
    return text.slice(0, end).string
  }

  private static func quoted(_ text: Bytes, by quote: UInt8) -> String {
    let hasEscapes = quote == UInt8(ascii: "\"")
    var index = 0
    while index < text.count, text[index] != quote,
      !hasEscapes || text[index] != UInt8(ascii: "\\")
    {
      index += 1
    }
    if index + 1 == text.count, text[index] == quote { return text.slice(0, index).string }
    var result = Array(text.slice(0, index))
    while index < text.count {
      let byte = text[index]
      let next = index + 1 < text.count ? text[index + 1] : nil
      index += 1
      if byte == quote {
        guard quote == UInt8(ascii: "'"), next == quote else { break }
        index += 1
      } else if byte == UInt8(ascii: "\\"), hasEscapes, let next {
        // Of the escapes only those of the quote and of the backslash itself occur in patterns.
        if next != UInt8(ascii: "\\"), next != quote { result.append(byte) }
        index += 1
        result.append(next)
        continue
      }
      result.append(byte)
    }
    return String(decoding: result, as: UTF8.self)
  }
}
