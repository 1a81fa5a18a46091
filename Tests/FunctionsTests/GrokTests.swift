import Functions
import Testing

@Suite struct GrokTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var pattern: String
    var text: String
    var result: String?
    var custom: [String: String] = [:]

    var testDescription: String { "\(pattern) \(text)" }
  }

  static let cases = [
    Case(
      pattern: "%{IP:client.ip} %{WORD:method} %{NUMBER:size:int}", text: "10.0.0.1 GET 042",
      result: #"{"client.ip":"10.0.0.1","IPV6":null,"IPV4":"10.0.0.1","method":"GET","#
        + #""size":42,"BASE10NUM":"042"}"#),
    // The whole text, by going back where that helps.
    Case(pattern: "a|ab", text: "ab", result: "{}"),
    Case(pattern: "%{WORD:a}", text: "x y", result: nil),
    Case(pattern: "%{WORD:a}", text: "x\n", result: nil),
    Case(pattern: "%{DATA:a}", text: "x\ny", result: nil),
    Case(pattern: "(?s)%{DATA:a}", text: "x\ny", result: #"{"a":"x\ny"}"#),
    Case(pattern: "a$\\n", text: "a\n", result: "{}"),
    Case(pattern: "%{DATA:a}%{GREEDYDATA:b}", text: "xy", result: #"{"a":"","b":"xy"}"#),
    // Of several captures of a name the last that took part counts.
    Case(pattern: "%{INT:a}-%{INT:a}", text: "1-2", result: #"{"a":"2"}"#),
    Case(pattern: "%{INT:a}(?:-%{INT:a})?", text: "1", result: #"{"a":"1"}"#),
    Case(pattern: "(?:%{INT:a}|%{WORD:b})", text: "x", result: #"{"a":null,"b":"x"}"#),
    Case(pattern: "(?P<a>x(?<b>y))?(?P<c>z*)", text: "xy", result: #"{"a":"xy","b":"y","c":""}"#),
    Case(
      pattern: "%{A}", text: "1,2", result: #"{"A":"1,2","d":"1","B":"2"}"#,
      custom: ["A": "(?<d>.),%{B}", "B": "."]),
    // What is written stands before the library.
    Case(pattern: "%{INT:n}", text: "x", result: #"{"n":"x"}"#, custom: ["INT": "x"]),
    Case(pattern: "%{NUMBER:f:float}", text: "1.50", result: #"{"f":1.5,"BASE10NUM":"1.50"}"#),
    Case(pattern: "%{DATA:f:float}", text: "nan", result: #"{"f":"nan"}"#),
    Case(pattern: "%{DATA:i:int}", text: "-007", result: #"{"i":-7}"#),
    Case(pattern: "%{DATA:i:int}", text: " +00 ", result: #"{"i":0}"#),
    Case(pattern: "%{DATA:i:int}", text: "-0", result: #"{"i":0}"#),
    Case(pattern: "%{DATA:i:int}", text: "1.5", result: #"{"i":"1.5"}"#),
    Case(
      pattern: "%{DATA:i:int}", text: "123456789012345678901234567890",
      result: #"{"i":123456789012345678901234567890}"#),
    // Numbers give back what follows needs, whatever stands before them.
    Case(
      pattern: "%{V:v}", text: "b-12.3.45.0",
      result: #"{"v":"b-12.3.45.0","WORD":"b","NUMBER":"0","BASE10NUM":"0"}"#,
      custom: ["V": "%{WORD}-%{NUMBER}.%{NUMBER}.%{NUMBER}.%{NUMBER}"]
    ),
    Case(pattern: "%{NUMBER:a}%{INT:b}", text: "1.5", result: nil),
    Case(
      pattern: "%{NUMBER:a}%{INT:b}", text: "-125",
      result: #"{"a":"-12","BASE10NUM":"-12","b":"5"}"#),
    // An address is a word of its own.
    Case(pattern: ".*%{IPV4:a}.*", text: "x192.0.2.4", result: nil),
    Case(pattern: ".*%{IPV4:a}.*", text: "192.0.2.4_", result: nil),
    Case(pattern: ".*?%{IPV4:a}.*", text: "v192.0.2.4-192.0.2.5/24", result: #"{"a":"192.0.2.5"}"#),
    Case(
      pattern: "%{URIHOST:h}", text: "h.example:8443",
      result: #"{"h":"h.example:8443","#
        + #""IPORHOST":"h.example","IP":null,"IPV6":null,"IPV4":null,"HOSTNAME":"h.example","#
        + #""POSINT":"8443"}"#),
    // A vertical tab is no space, in a class neither.
    Case(
      pattern: #"(?<a>\s*)(?<b>[\s,]*)(?<c>\S*)"#, text: " \u{A0}, \u{B}x",
      result: "{\"a\":\" \u{A0}\",\"b\":\", \",\"c\":\"\\u000bx\"}"),
    Case(
      pattern: #"(?<a>[^\s]*)(?<b>[^\S]*)(?<c>[\S-]*)"#, text: "\u{B}x \u{2028}\u{B}-",
      result: "{\"a\":\"\\u000bx\",\"b\":\" \u{2028}\",\"c\":\"\\u000b-\"}"),
    // Only a name behind `(?<` names a group.
    Case(pattern: #"(?<=|x)(?<!\w)%{INT:a}(?<![x>])"#, text: "1", result: #"{"a":"1"}"#),
    Case(pattern: "(?'a'x)(?P<b>y)(?<c>z)", text: "xyz", result: #"{"a":"x","b":"y","c":"z"}"#),
    // Python's spelling.
    Case(pattern: #"[\w-\.]++ (?i)ab\Z"#, text: "x-y. AB", result: "{}"),
    Case(pattern: #"(.)\1%{INT:a}"#, text: "xx1", result: #"{"a":"1"}"#),
    Case(pattern: "[^%{]%{INT:a}", text: "x1", result: #"{"a":"1"}"#),
    Case(pattern: "%{WORD:w}", text: "été", result: #"{"w":"été"}"#),
  ]

  @Test(arguments: cases)
  func read(_ sample: Case) throws {
    let custom = sample.custom.map { (name: $0.key, pattern: $0.value) }
    let pattern = try GrokPattern(sample.pattern, custom: custom)
    #expect(pattern.object(sample.text) == sample.result)
  }

  /// Reading some names gives what reading all gives for them.
  @Test(arguments: cases)
  func readSome(_ sample: Case) throws {
    let custom = sample.custom.map { (name: $0.key, pattern: $0.value) }
    let pattern = try GrokPattern(sample.pattern, custom: custom)
    for name in pattern.names {
      let some = GrokPattern(unchecked: sample.pattern, custom: custom).reading(["none", name])
      #expect(some.names == ["none", name])
      #expect(some.object(sample.text) == pattern.member(name, of: sample.text), "\(name)")
    }
    #expect((pattern.reading([]).object(sample.text) == nil) == (sample.result == nil))
  }

  /// Groups that are referred to by number count, captured or not.
  @Test(arguments: [
    (#"(a|b) %{WORD:x}-\1"#, "b w-b"), (#"(a|b) %{WORD:x}-(?1)"#, "b w-a"),
    (#"(a)?%{WORD:x}-(?(1)y|n)"#, "w-n"), (#"(a|b) %{WORD:x}-(?-1)"#, "b w-z"),
  ])
  func numberedGroups(_ pattern: String, _ text: String) throws {
    let all = try GrokPattern(pattern, custom: [])
    #expect(all.object(text) == #"{"x":"w"}"#)
    #expect(all.reading(["x"]).object(text) == #"{"x":"w"}"#)
    #expect(all.reading(["y"]).object(text) == "{}")
  }

  /// So do those that are referred to by name.
  @Test func namedGroups() throws {
    let all = try GrokPattern(#"(?<a>\w)x(?<b>\w)\k<a>(?&b)"#, custom: [])
    #expect(all.object("axbac") == #"{"a":"a","b":"b"}"#)
    #expect(all.reading(["b"]).object("axbac") == #"{"b":"b"}"#)
  }

  @Test func uncheckedMistakes() {
    let pattern = GrokPattern(unchecked: "%{NO_SUCH:a}(", custom: [])
    #expect(pattern.names == [])
    #expect(pattern.object("x") == nil)
    #expect(pattern.reading(["a"]).object("") == nil)
  }

  /// A name of the library, a text it fits whole and one it does not.
  static let library: [(name: String, fits: String, fails: String)] = [
    ("BASE10NUM", "-.5", "1."), ("BASE16NUM", "0xfF", "g"), ("CISCOMAC", "0a0b.0c0d.0e0f", "0a0b"),
    ("CISCO_ACTION", "denied by ACL", "deny"), ("CISCO_DIRECTION", "inbound", "in"),
    ("CISCO_INTERVAL", "300-second interval", "300"), ("CISCO_REASON", "any words at all", "a-b"),
    ("CISCO_XLATE_TYPE", "dynamic", "d"), ("COMMONMAC", "0a:0b:0c:0d:0e:0F", "0a:0b:0c:0d:0e"),
    ("DATA", "", "\n"), ("DATE", "31.12.2024", "2024-12-31T"),
    ("DATESTAMP", "1/2/24 10:00:00", "1/2"),
    ("DATE_EU", "31/12/24", "32/12/24"), ("DATE_US", "12/31/24", "13/31/24"), ("DAY", "Tue", "tue"),
    ("EMAILADDRESS", "a.b+c@example.com", "@example.com"), ("EMAILLOCALPART", "a/b", "1a"),
    ("GREEDYDATA", "a b", "a\nb"), ("HAPROXYDATE", "09/Dec/2013:12:59:46.633", "09/Dec/2013"),
    ("HOSTNAME", "a-1.example.", "-a"), ("HOUR", "23", "24"),
    ("HTTPDATE", "10/Oct/2000:13:55:36 -0700", "10/10/2000:13:55:36 -0700"),
    ("HTTPDERROR_DATE", "Wed Oct 11 14:32:52 2000", "Oct 11"),
    ("HTTPDUSER", "ab@example.com", "a b"),
    ("INT", "+12", "1.2"), ("IP", "::ffff:1.2.3.4", "1.2.3"), ("IPORHOST", "host", "a_b c"),
    ("IPV4", "255.001.0.9", "256.1.1.1"), ("IPV6", "fe80::1%eth0", "1:2:3"),
    ("ISO8601_TIMEZONE", "+0100", "0100"), ("LOGLEVEL", "Warning", "WARNINGS"),
    ("MAC", "0a-0b-0c-0d-0e-0f", "0a-0b"), ("MINUTE", "59", "60"), ("MONTH", "feb", "fe"),
    ("MONTHDAY", "31", "32"), ("MONTHNUM", "12", "13"), ("NONNEGINT", "0", "-1"),
    ("NOTSPACE", "a.b", "a b"), ("NUMBER", "1.5", "1.5.1"), ("PATH", #"C:\a b\c"#, "a"),
    ("POSINT", "10", "01"), ("PROG", "a/b(c)", "a[1]"), ("QS", #""a \" b""#, #""a"#),
    ("QUOTEDSTRING", "''", "'"), ("SECOND", "60.5", "61"), ("SPACE", " \t", "x"),
    ("SYSLOGTIMESTAMP", "Jan  2 03:04:05", "2 Jan"), ("TIME", "1:02:03", "1:02"),
    ("TIMESTAMP_ISO8601", "2024-01-02T03:04:05.678Z", "2024-01-02"), ("UNIXPATH", "/a/b.c", "a"),
    ("URI", "https://u:p@h:8/p?q=1", "h/p"), ("URIHOST", "h:80", "h:"), ("URIPARAM", "?a=[1]", "a"),
    ("URIPATH", "/a/(b)", "/a b"), ("URIPATHPARAM", "/a?b", "?b"), ("URIPROTO", "git+ssh", "1"),
    ("USER", "a-b.c", "a b"), ("USERNAME", "a_b", "é"),
    ("UUID", "01234567-89ab-cdef-0123-456789ABCDEF", "01234567"),
    ("WINDOWSMAC", "0a-0b-0c-0d-0e-0f", "x"),
    ("WINPATH", #"\\host\share"#, "C:"), ("WORD", "a_1", "a-1"), ("YEAR", "2024", "202"),
  ]

  @Test func libraryPatterns() throws {
    for (name, fits, fails) in Self.library {
      let pattern = try GrokPattern("%{\(name):it}", custom: [])
      #expect(pattern.object(fits) != nil, "\(name) \(fits)")
      #expect(pattern.object(fails) == nil, "\(name) \(fails)")
    }
  }

  @Test func addresses() throws {
    let pattern = try GrokPattern("%{IPV6:it}", custom: [])
    let fitting = [
      "::", "::1", "1::", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8", "1::8",
      "1:2:3:4:5:6:1.2.3.4", "1::1.2.3.4", "1:2:3:4:5::1.2.3.4", "::1.2.3.4",
    ]
    for text in fitting { #expect(pattern.object(text) == #"{"it":"\#(text)"}"#) }
    for text in ["1", "1:2:3:4:5:6:7", "1::2::3", "12345::", "1:2:3:4:5:6:7:8:9", "::1.2.3"] {
      #expect(pattern.object(text) == nil, "\(text)")
    }
  }

  /// So many addresses that they do not fit one program unless they share one.
  @Test(arguments: ["", "(?i)"])
  func largePatterns(flags: String) throws {
    let count = 20
    let fields = (0..<count).map { "%{IP:a\($0)}" }.joined(separator: " ")
    let pattern = try GrokPattern(flags + fields, custom: [])
    let text = (0..<count).map { $0 % 2 == 0 ? "2001:DB8::\($0)" : "10.0.0.\($0)" }
    let result = try #require(pattern.object(text.joined(separator: " ")))
    for (number, address) in text.enumerated() {
      #expect(result.contains(#""a\#(number)":"\#(address)""#))
    }
    #expect(result.contains(#""IPV6":"2001:DB8::18","IPV4":"10.0.0.19""#))
  }

  static let failures: [(pattern: String, message: String, place: Range<Int>?)] = [
    ("a%{NO_SUCH}", "there is no pattern `NO_SUCH`", 3..<10),
    (
      "%{INT:}", "`%{INT:}` is not of the form `%{NAME}`, `%{NAME:field}` or `%{NAME:field:int}`",
      0..<7
    ),
    ("x %{LOOP}", "the pattern `LOOP` refers to itself", 2..<6),
    ("%{DOUBLE15}", "the pattern is longer than 1 MiB when written out", nil),
    ("(", "missing closing parenthesis, behind `(`", nil),
    (
      #"(?<q>.)(?<r>\k<q>)\k<no>"#,
      #"reference to non-existent subpattern, behind `(?<q>.)(?<r>\k<q>)\k<`"#, nil
    ),
  ]

  /// A long part is written once however often it is called.
  @Test func sharedParts() throws {
    var custom = [(name: "DOUBLE0", pattern: String(repeating: "x", count: 200))]
    for number in 1...9 {
      let before = "%{DOUBLE\(number - 1)}"
      custom.append((name: "DOUBLE\(number)", pattern: before + before))
    }
    let pattern = try GrokPattern("%{DOUBLE9:all}", custom: custom)
    let text = String(repeating: "x", count: 200 << 9)
    #expect(pattern.object(text)?.hasPrefix(#"{"all":"xxx"#) == true)
    #expect(pattern.object(text + "x") == nil)
  }

  /// What looks behind captures nothing, so it is written once as well.
  @Test func sharedLookbehind() throws {
    let word = (
      name: "LONG", pattern: "(?<![0-9])(?<=^| )" + String(repeating: "[a-z][0-9]", count: 9)
    )
    let names = (0..<400).map { "f\($0)" }
    let pattern = try GrokPattern(
      names.map { "%{LONG:\($0)}" }.joined(separator: " "), custom: [word])
    let letters = String(repeating: "x7", count: 9)
    let text = names.map { _ in letters }.joined(separator: " ")
    #expect(pattern.object(text)?.hasSuffix(#""f399":"\#(letters)"}"#) == true)
    #expect(pattern.object(text + "1") == nil)
  }

  /// What is too large for one program of PCRE2 is tried piece by piece, the first that fits counts.
  @Test func manyAlternatives() throws {
    let count = 300
    let ways = (0..<count).map {
      "way\($0) %{IP:from\($0 % 7)} to %{IPORHOST:to} at %{TIMESTAMP_ISO8601:when\($0 % 3)}"
    }
    for pattern in [
      ways.joined(separator: "|"), "%{ALL}(?: %{WORD:tail})?|other",
      "(?i)(?:(?<all>\(ways.joined(separator: "|"))|none))(?: %{WORD:tail})?",
    ] {
      let grok = try GrokPattern(
        pattern, custom: [(name: "ALL", pattern: ways.joined(separator: "|"))])
      for number in [0, 1, count / 2, count - 1] {
        let text = "way\(number) 192.0.2.1 to h.example at 2026-01-02T03:04:05Z"
        let some = grok.reading(["to", "from\(number % 7)", "from\((number + 1) % 7)", "tail"])
        for (tail, value) in [("", "null"), (" end", "\"end\"")] {
          let hasTail = grok.names.contains("tail")
          let result = some.object(text + tail)
          guard tail.isEmpty || hasTail else {
            #expect(result == nil)
            continue
          }
          #expect(
            result == #"{"to":"h.example","from\#(number % 7)":"192.0.2.1","#
              + #""from\#((number + 1) % 7)":null"# + (hasTail ? #","tail":\#(value)}"# : "}"))
        }
      }
      #expect(grok.object("way300 192.0.2.1 to h.example at 2026-01-02T03:04:05Z") == nil)
    }
  }

  /// What cannot be taken apart either is searched for in linear time.
  @Test func largeInOnePiece() throws {
    let steps = (0..<3_000).map { _ in "(?:(?<s>[0-9A-Fa-f]{2})-(?<w>\\w))?" }.joined()
    let grok = try GrokPattern("x\(steps)z", custom: [])
    #expect(grok.object("x0a-é1f-bz") == #"{"s":"1f","w":"b"}"#)
    #expect(grok.object("x0a-é1f-b") == nil)
    #expect(throws: GrokPattern.Failure.self) {
      _ = try GrokPattern("x\(steps)(z)\\1", custom: [])
    }
  }

  /// What is no reference stands as it is, and looking for its end takes no long.
  @Test(.timeLimit(.minutes(10))) func unclosedReferences() throws {
    for text in ["%{", "%{a", "%{}", "}%{a", "a}%{", "%{ INT}"] {
      let pattern = try GrokPattern("[x%{]" + text.replacing("{", with: "\\{"), custom: [])
      #expect(pattern.object("x" + text) == "{}", "\(text)")
      _ = try? GrokPattern(text, custom: [])
    }
    for count in [20_000, 400_000] {
      let text = String(repeating: "%{a", count: count)
      _ = try? GrokPattern(text, custom: [])
      _ = try? GrokPattern("%{LONG}", custom: [(name: "LONG", pattern: text)])
    }
    // A long pattern that is called often.
    let long = (name: "LONG", pattern: String(repeating: "a", count: 4 << 20))
    #expect(throws: GrokPattern.Failure.self) {
      _ = try GrokPattern(String(repeating: "%{LONG}", count: 9_000), custom: [long])
    }
  }

  @Test func refused() {
    var custom = [(name: "LOOP", pattern: "a%{LOOP_2}"), (name: "LOOP_2", pattern: "%{LOOP}")]
    // Too short to be written once.
    custom.append((name: "DOUBLE0", pattern: String(repeating: "x", count: 60)))
    for number in 1...15 {
      let before = "%{DOUBLE\(number - 1)}"
      custom.append((name: "DOUBLE\(number)", pattern: before + before))
    }
    for (pattern, message, place) in Self.failures {
      do throws(GrokPattern.Failure) {
        _ = try GrokPattern(pattern, custom: custom)
        Issue.record("\(pattern) is refused")
      } catch {
        #expect(error.message == message)
        #expect(error.place?.range == place)
      }
    }
  }

  /// A search that would take for ever ends, and has found nothing.
  @Test(.timeLimit(.minutes(10)), arguments: [30, 5_000, 60_000])
  func catastrophicPatterns(length: Int) throws {
    for pattern in ["(?:%{WORD}\\s*)*;", "(a+)+;", "%{DATA}a%{DATA}a%{DATA}a%{DATA};"] {
      let grok = try GrokPattern(pattern, custom: [])
      #expect(grok.object(String(repeating: "a", count: length)) == nil)
    }
  }

  @Test func longTexts() throws {
    let pattern = try GrokPattern("%{WORD:a} %{DATA:b} end %{GREEDYDATA:c}", custom: [])
    let middle = String(repeating: "é x ", count: 2_000)
    let text = "first \(middle)end \(middle)"
    #expect(pattern.object(text)?.hasPrefix(#"{"a":"first","b":"é x"#) == true)
  }
}
