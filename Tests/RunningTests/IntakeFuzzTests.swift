import Diagnostics
import Glibc
import Planning
import Running
import TestSupport
import Testing

/// Seeded mutations for intake formats: templates, rule files, events and texts.
extension FuzzTests {
  /// Pieces of templates, put together at random.
  private static let parts = [
    "{{", "}}", "{%", "%}", "{#", "#}", "{{-", "-}}", "{%-", "-%}", " ", "\n", "x", "original",
    "original.a", ".b", ".0", "['k']", "[0]", "[-1]", "[1:", ":2]", "[::", "]", "(", ")", "{", "}",
    ",", ":", "|", "|lower", "|length", "|join(',')", "|default('x', true)", "|map(attribute='k')",
    "|map('upper')", "|list", "|first", "|int", "|selectattr('k', '==', 1)", "|re_search('(a+)+$')",
    "|unique", "|batch(2)", "|sum(start=", "|string", "|replace('a', 'bb')", "|nothing",
    ".split('b')", ".get('k', ", ".items()", ".append(", ".update(", ".format(", ".strip()",
    "re.search('b', ",
    ".groups()", "len(", "range(", " if ", " else ", " and ", " or ", " not ", " in ",
    " is defined",
    " is not none", " is string", " is in ", "==", "!=", "<", ">=", "+", "-", "*", "/", "//", "%",
    "**",
    "~", "'a'", "\"é\"", "'\\u00e9'", "'\\x'", "1", "1.5", "0x1F", "1e400",
    "9999999999999999999999",
    "true", "None", "null", "set l = []", "set a, b = ", "set _ = l.append(", "for x in original.a",
    "for a, b in ",
    "endfor", "if original.x", "elif", "else", "endif", "loop.last", "loop.index", "l", "[",
    "[1, 2, 'a']",
    "{'k': original.x}", "final", "final.host", "\u{0}", "é", "$", "\\",
  ]

  /// What fuzzing by coverage found: read past its end, as sanitizers see.
  @Test(arguments: ["{{ original==('b', 2) }}", "{{ original is mapping }}", "{{ [none, true] }}"])
  func found(template: String) { load(Self.format(of: template)) }

  @Test func templates() {
    let file = String(
      decoding: ProjectFiles.bytes("\(ProjectFiles.root)/Fixtures/fuzz/intake.yml") ?? [],
      as: UTF8.self)
    let seeds = file.split(separator: "\n").map(String.init).filter { $0.contains("{{") }
    forAWhile { made in
      var template: String
      if made.random.chance(3) {
        template = made.random.pick(seeds)
        template = String(decoding: made.mutated(Array(template.utf8)), as: UTF8.self)
      } else {
        let middle = (0...made.random.below(14)).map { _ in made.random.pick(Self.parts) }
        template = middle.joined(separator: made.random.pick(["", " "]))
        if made.random.chance(2) { template = "{{ \(template) }}" }
        if made.random.chance(4) { template = "{% for x in original.a %}\(template){% endfor %}" }
      }
      load(Self.format(of: template))
    }
  }

  private static func format(of template: String) -> String {
    let text = quoted(template.replacing("\n", with: " "))
    return """
      name: fuzz
      pipeline:
        - {name: s, filter: \(text)}
        - {name: s}
      stages: {s: {actions: [{set: {process.name: \(text), host: \(text), tags: [\(text)]}, filter: \(text)}]}}
      """
  }

  @Test func intakeFormats() {
    let folders = ProjectFiles.names("\(ProjectFiles.root)/Fixtures/intake")
    let seeds =
      folders.compactMap {
        ProjectFiles.bytes("\(ProjectFiles.root)/Fixtures/intake/\($0)/ingest/parser.yml")
      }
      + Self.files("Fixtures/fuzz", ".yml")
    let event =
      #"{"message":"{\"a\":[1],\"n\":5,\"list\":[{\"k\":\"x\"},\"ab\"]}","text":"10.0.0.1 get a low","date":"2024-02-03"}"#
    forAWhile { made in
      var bytes = made.random.pick(seeds)
      for _ in 0...made.random.below(3) { bytes = made.mutated(bytes) }
      load(String(decoding: bytes, as: UTF8.self), event: event)
    }
  }

  /// Texts that each of the external stages reads, whole and damaged.
  private static let texts = [
    "10.0.0.1:80 get a=\"b c\" d='e' f=", "[one a=1 [two b=2]] [c=3]", "a:1; b:two|c=3,d",
    "a;\"b \"\"q\"\"\";c;d",
    "CEF:0|V|P|1|2|N|3|src=10.0.0.1 msg=a b cs1=v cs1Label=Host ID e=\\=f",
    "LEEF:2.0|V|P|1|id|^|a=1^b=2",
    "LEEF:1.0|V|P|1|id|a=1#011b=2", "<a x='1'><b>t</b><b y='2'/>&amp;&#233;<![CDATA[z]]></a>",
    "<Event xmlns='u'><System><EventID Q='1'>4624</EventID></System><EventData><Data Name='A'>b</Data></EventData></Event>",
    "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", "{'a': [1, None, (2,)], \"b\": {'c': -1.5e3}}",
    "2024-02-03T04:05:06.789+01:00",
    "Sat, 3 Feb 2024 04:05:06 GMT", "Feb  3 04:05:06 host x[1]: y", "03/Feb/2024:04:05:06 +0100",
    "-11644473600000", "1706933106.123",
    "<134>head 10.0.0.1:80 2024-02-03T04:05:06Z rest",
    "https://user:pw@www.example.co.uk:8443/a?b#c", "00:11:22:aa:bb:cc host.example.com",
    "Mozilla/5.0 (Windows NT 10.0) Chrome/120.0.0.0 Safari/537.36", "C:\\Windows\\cmd.exe",
    "\\u00e9\\ud83d\\ude00", "",
  ]

  @Test func intakeEvents() throws {
    let engine = try Engine(path: "\(ProjectFiles.root)/Fixtures/fuzz/intake.yml")
    forAWhile { made in
      let text = quotedJSON(made.mutated(Array(made.random.pick(Self.texts).utf8)))
      var message = text
      if made.random.chance(3) {
        let members = ["a", "b", "n", "kind", "list", "labels", "user", "os.name", "labels.a.b"].map
        {
          #""\#($0)":\#(made.value(3))"#
        }
        message = quotedJSON(
          Array("{\(members.joined(separator: ",")),\(made.object(3).dropFirst())".utf8))
      } else if made.random.chance(8) {
        message = made.value(5)
      }
      var event = Array(
        #"{"message":\#(message),"text":\#(text),"zone":\#(text),"log":\#(made.value(2))}"#.utf8)
      if made.random.chance(4) { event = made.mutated(event) }
      if case .lines(let lines) = engine.map(event) {
        for line in lines {
          #expect(
            ReferenceJSON(Array(line.utf8), depth: 1024) != nil,
            "\(String(decoding: event, as: UTF8.self))")
        }
      }
    }
  }

  /// Bytes as a JSON text, with what is no UTF-8 replaced.
  private func quotedJSON(_ bytes: [UInt8]) -> String {
    var result = "\""
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      switch scalar.value {
      case 0x22: result += "\\\""
      case 0x5C: result += "\\\\"
      case ..<0x20:
        result += "\\u00\(scalar.value < 16 ? "0" : "")\(String(scalar.value, radix: 16))"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
