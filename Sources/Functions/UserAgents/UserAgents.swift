import Events

/// Names the program, the operating system and the device of user-agent texts.
///
/// In each of three lists the first rule that matches and gives a name decides. Of a thousand
/// rules only those are searched whose required literals stand in the text, and the answers to the
/// last texts are remembered.
public final class UserAgents: Sendable {
  /// How many bytes of a text are read; the rest is ignored.
  public static var longest: Int { 2048 }

  private let agents: UserAgentList
  private let systems: UserAgentList
  private let devices: UserAgentList
  private let cache = UserAgentCache()

  /// Compiles three rule lists; in each, the first rule that matches decides.
  public init(agents: [UserAgentRule], systems: [UserAgentRule], devices: [UserAgentRule]) {
    self.agents = UserAgentList(agents, trims: false)
    self.systems = UserAgentList(systems, trims: true)
    self.devices = UserAgentList(devices, trims: true)
  }

  /// The rules of a file.
  public convenience init(_ file: UserAgentFile) {
    self.init(agents: file.agents, systems: file.systems, devices: file.devices)
  }

  /// What a text says. The values live as long as the text and the scratch.
  public func read(_ text: Bytes, in scratch: Scratch) -> UserAgentParts {
    var count = min(text.count, Self.longest)
    // Not within a character.
    while count < text.count, count > 0, text[count] & 0xC0 == 0x80 { count -= 1 }
    let text = text.slice(0, count)
    if let known = cache.parts(of: text, in: scratch) { return known }
    let parts = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: count + 1) { lower in
      for index in 0..<count {
        let byte = text[index]
        lower[index] = byte &- 65 < 26 ? byte | 32 : byte
      }
      let folded = Bytes(UnsafePointer(lower.baseAddress!), count: count)
      let agent = agents.first(text, folded: folded, in: scratch)
      let system = systems.first(text, folded: folded, in: scratch)
      let device = devices.first(text, folded: folded, in: scratch)
      return UserAgentParts(
        device: device.name, name: agent.name, version: agent.version, systemName: system.name,
        systemVersion: system.version)
    }
    cache.keep(parts, of: text)
    return parts
  }
}

/// One list of rules, in order.
private final class UserAgentList: Sendable {
  private let patterns: [UserAgentPattern]
  private let index: LiteralIndex
  private let trims: Bool

  init(_ rules: [UserAgentRule], trims: Bool) {
    // Rules are numbered in 16 bits.
    let rules = rules.prefix(1 << 16)
    patterns = rules.map { UserAgentPattern($0) }
    var required = RequiredLiterals()
    for rule in rules { required.add(rule.pattern) }
    index = LiteralIndex(required)
    self.trims = trims
  }

  /// What the first matching rule says; `Other` where none matches.
  func first(_ text: Bytes, folded: Bytes, in scratch: Scratch) -> (name: Value, version: Value) {
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: index.wordCount) { bits in
      index.mark(folded, in: bits)
      for word in 0..<bits.count {
        var rest = bits[word]
        while rest != 0 {
          let pattern = patterns[word * 64 + rest.trailingZeroBitCount]
          if let found = pattern.read(text, trims: trims, in: scratch) { return found }
          rest &= rest - 1
        }
      }
      return (.text("Other           "), .absent)
    }
  }
}
