import Events
import Testing

@testable import Functions
@testable import Machine

@Suite struct UserAgentTests {
  private static let agents = UserAgents(
    agents: [
      UserAgentRule("(Fire)fox/(\\d+)\\.(\\d+)(?:\\.(\\d+)|)", name: "$1fox"),
      UserAgentRule("(broken", name: "Broken"), UserAgentRule("(\\w*)-tool/(\\d+)"),
      UserAgentRule("Probe", name: "Probe", version: ["7"]),
    ],
    systems: [
      UserAgentRule(
        "Win(?:dows)? (\\d+)", name: " Windows $1 ", version: ["$1", "x$9", nil]),
      UserAgentRule("(BSD|Lin(?:ux|eage))"),
    ],
    devices: [UserAgentRule("; ([a-z]+) build", ignoresCase: true, name: "Dev $1")])

  private func read(_ text: String, _ agents: UserAgents) -> [String?] {
    let scratch = Scratch()
    var text = text
    return text.withUTF8 { utf8 in
      let bytes = utf8.baseAddress.map { Bytes($0, count: utf8.count) } ?? .empty
      let parts = agents.read(bytes, in: scratch)
      return withExtendedLifetime(scratch) {
        [parts.device, parts.name, parts.version, parts.systemName, parts.systemVersion].map {
          $0.isPresent ? $0.spelling.string : nil
        }
      }
    }
  }

  @Test(
    arguments: [
      ("", ["Other", "Other", nil, "Other", nil]), ("é", ["Other", "Other", nil, "Other", nil]),
      ("Firefox/3.6.1 Windows 10", ["Other", "Firefox", "3.6.1", "Windows 10", "10.x"]),
      ("Firefox/3.6 Win 10", ["Other", "Firefox", "3.6", "Windows 10", "10.x"]),
      ("firefox/3.6", ["Other", "Other", nil, "Other", nil]),
      ("broken my-tool/9 Lineage", ["Other", "my", "9", "Lineage", nil]),
      // A match that gives no name does not decide.
      ("-tool/9 Probe", ["Other", "Probe", "7", "Other", nil]),
      ("x; ABC BUILD", ["Dev ABC", "Other", nil, "Other", nil]),
    ] as [(String, [String?])])
  func rules(text: String, expected: [String?]) {
    for _ in 0..<2 { #expect(read(text, Self.agents) == expected) }
  }

  @Test func longTexts() {
    let long = String(repeating: "é", count: 5000)
    #expect(read(long + "Probe", Self.agents)[1] == "Other")
    #expect(read("Probe" + long, Self.agents)[1] == "Probe")
    #expect(read(String(repeating: "Firefox/1.", count: 9999), Self.agents)[1] == "Other")
  }

  @Test(
    arguments: [
      ("abc", [["abc"]]), ("ABc[Dd]\\.e", [["abcd.e"]]), ("ab?cde", [["cde"]]),
      ("abc+def", [["abc"], ["def"]]), ("(foo|bars)/(\\d+)", [["foo", "bars"]]),
      ("(foo|)barx", [["barx"]]), ("(?:foo){0,2}", []), ("(foo){1,2}", [["foo"]]),
      ("foo|b", []), ("^foo\\bbar(?!nope)baz$", [["foobarbaz"]]), ("[^]]abc[a-z]", [["abc"]]),
      ("(?i)abc", []), ("(abc", []), ("abc)", []), ("a\\Qbc", []), ("abc{x", []), ("é", []),
      ("abc\\", []), ("[abc", []), ("(?<=abc)def", [["def"]]),
    ] as [(String, [[String]])])
  func requiredLiterals(pattern: String, expected: [[String]]) {
    var required = RequiredLiterals()
    required.add("before")
    required.add(pattern)
    let sets = required.sets[required.patterns[1]].map { set in
      required.literals[set].map { String(decoding: required.bytes[$0], as: UTF8.self) }
    }
    #expect(sets == expected)
  }

  @Test func file() throws {
    let file = UserAgentFile(
      Array(
        """
        # rules
        user_agent_parsers:
          - regex: '(it''s) (\\d+)' # one
            family_replacement: "a\\\\b\\"c"
            v1_replacement: 7
          # two
          - regex: plain text # here

        os_parsers:

          - regex: 'os'
            os_replacement: 'OS'
            os_v2_replacement: '$2'
        device_parsers:
        - regex: 'dev'
          regex_flag: 'i'
          device_replacement: '$1 x'
          model_replacement: 'y'
          nothing
        other:
          - regex: 'z'
        """.utf8))
    #expect(
      file.agents == [
        UserAgentRule("(it's) (\\d+)", name: "a\\b\"c", version: ["7", nil]),
        UserAgentRule("plain text", version: [nil, nil]),
      ])
    #expect(file.systems == [UserAgentRule("os", name: "OS", version: [nil, "$2", nil])])
    #expect(file.devices == [UserAgentRule("dev", ignoresCase: true, name: "$1 x")])
    #expect(UserAgentFile([0xFF, 0x0A, 0x3A]).agents.isEmpty)
    for path in ["/nonexistent", "/", "/dev/null"] {
      let resources = Resources(userAgentPath: path)
      #expect(resources.userAgents == nil, "\(path)")
    }
  }

  /// A program may bring its own rules and zones.
  @Test func otherResources() throws {
    let rules = "user_agent_parsers:\n  - regex: 'probe/(\\d+)'\n    family_replacement: 'Probe'\n"
    let zone = try DiskFiles().read("/usr/share/zoneinfo/Asia/Tokyo", limit: 1 << 20)
    let resources = Resources(
      files: MemoryFiles(["ua.yaml": Array(rules.utf8), "zones/Here/There": zone]),
      zoneFolder: "zones", userAgentPath: "ua.yaml")
    let agents = try #require(resources.userAgents)
    #expect(read("probe/7", agents)[1] == "Probe")
    #expect(
      resources.zone(named: "Here/There") != nil && resources.zone(named: "Asia/Tokyo") == nil)
    #expect(resources.zone(writtenAs: "+02:00") != nil && resources.zone(named: "UTC") != nil)
    #expect(Resources.system.zone(named: "Here/There") == nil)
  }

  /// With the literals a rule is searched exactly where without them it would match.
  @Test(.enabled(if: Resources.system.userAgents != nil))
  func systemRules() throws {
    let bytes = try DiskFiles().read("/usr/share/uap-core/regexes.yaml", limit: 8 << 20)
    let file = UserAgentFile(bytes)
    for rule in file.agents + file.systems + file.devices {
      _ = try Regex(rule.pattern)
    }
    for example in Function.userAgent.examples {
      #expect(call(Function.userAgent, example.arguments) == .json(example.result))
    }
    let system = try #require(Resources.system.userAgents)
    #expect(
      read(
        "Mozilla/5.0 (iPhone; CPU iPhone OS 16_6_1 like Mac OS X) AppleWebKit/605.1.15 "
          + "(KHTML, like Gecko) Version/16.6 Mobile/15E148 Safari/604.1", system)
        == ["iPhone", "Mobile Safari", "16.6", "iOS", "16.6.1"])
    #expect(
      read("curl/8.5.0", system) == ["Other", "curl", "8.5.0", "Other", nil])
  }

  @Test func fromManyThreads() async {
    await withTaskGroup(of: Void.self) { group in
      for task in 0..<8 {
        group.addTask {
          for number in 0..<2000 {
            let version = (number * 7 + task) % 300
            let parts = self.read("Firefox/\(version).0", Self.agents)
            #expect(parts[1] == "Firefox" && parts[2] == "\(version).0")
          }
        }
      }
    }
  }
}
