import Events
import Functions
import Testing

@Suite struct HostTests {
  private func with<Result>(_ text: String, _ body: (Bytes, Scratch) -> Result) -> Result {
    let scratch = Scratch()
    var text = text
    return withExtendedLifetime(scratch) {
      text.withUTF8 { utf8 in
        body(utf8.baseAddress.map { Bytes($0, count: utf8.count) } ?? .empty, scratch)
      }
    }
  }

  /// Scheme, host, port, path, query, fragment, user.
  private func split(_ text: String) -> [String?]? {
    with(text) { bytes, scratch in
      URLSplit(bytes, in: scratch).map {
        [
          $0.scheme.string, $0.hostname?.string, $0.port.map { "\($0)" }, $0.path.string,
          $0.query.string, $0.fragment.string, $0.username?.string,
        ]
      }
    }
  }

  @Test(
    arguments: [
      ("", ["", nil, nil, "", "", "", nil]),
      (
        "HTTPS://U:p@Www.Example.co.uk:8443/a/B?q=1?#top#x",
        ["https", "www.example.co.uk", "8443", "/a/B", "q=1?", "top#x", "U"]
      ),
      ("\u{0} \thttp://a\n.b/\r\n ", ["http", "a.b", nil, "/ ", "", "", nil]),
      ("host:443/x", ["host", nil, nil, "443/x", "", "", nil]),
      ("1host:443", ["", nil, nil, "1host:443", "", "", nil]),
      ("//a?b", ["", "a", nil, "", "b", "", nil]),
      ("http://[2001:DB8::1%Eth0]:00080", ["http", "2001:db8::1%Eth0", "80", "", "", "", nil]),
      ("http://[v1.x]/", ["http", "v1.x", nil, "/", "", "", nil]),
      ("http://@a@B:", ["http", "b", nil, "", "", "", "@a"]),
      ("http://É/", ["http", "é", nil, "/", "", "", nil]),
      ("http://", ["http", nil, nil, "", "", "", nil]),
      ("http://:80", ["http", nil, "80", "", "", "", nil]),
    ] as [(String, [String?])])
  func urls(text: String, expected: [String?]) {
    #expect(split(text) == expected)
  }

  @Test(arguments: [
    "http://a:99999", "http://a:8x", "http://a:-1", "http://[::1", "http://::1]",
    "http://[1.2.3.4]",
    "http://[x]", "http://[]", "http://a／b", "http://[v.x]", "http://a:999999999999999999999",
  ])
  func noURLs(text: String) {
    #expect(split(text) == nil)
  }

  /// Subdomain, domain, suffix, registered domain.
  private func cut(_ text: String) -> [String] {
    with(text) { bytes, scratch in
      let parts = DomainParts(bytes, in: scratch)
      return [parts.subdomain, parts.domain, parts.suffix, parts.registeredDomain].map(\.string)
    }
  }

  @Test(
    arguments: [
      ("www.Example.CO.uk", ["www", "Example", "CO.uk", "Example.CO.uk"]),
      ("example.com", ["", "example", "com", "example.com"]), ("com", ["", "", "com", ""]),
      ("a.b.github.io", ["a.b", "github", "io", "github.io"]),
      ("srv.corp.local", ["srv.corp", "local", "", ""]), ("host1", ["", "host1", "", ""]),
      ("a.city.kawasaki.jp", ["a", "city", "kawasaki.jp", "city.kawasaki.jp"]),
      ("a.b.kawasaki.jp", ["", "a", "b.kawasaki.jp", "a.b.kawasaki.jp"]),
      ("kawasaki.jp", ["", "kawasaki", "jp", "kawasaki.jp"]), ("ck", ["", "ck", "", ""]),
      ("www.ck", ["", "www", "ck", "www.ck"]), ("bg", ["", "", "bg", ""]),
      ("http://u@a.example.com:80/x", ["a", "example", "com", "example.com"]),
      ("a.example.com.", ["a", "example", "com", "example.com"]),
      ("a。example．com", ["a", "example", "com", "example.com"]),
      ("пример.рф", ["", "пример", "рф", "пример.рф"]),
      ("a.xn--p1ai", ["", "a", "xn--p1ai", "a.xn--p1ai"]), ("a..com", ["a", "", "com", ""]),
      ("192.0.2.1", ["", "192.0.2.1", "", ""]), ("[::1]", ["", "[::1]", "", ""]),
      ("", ["", "", "", ""]), ("...", ["", "", "", ""]),
      ("a b.com", ["", "a b", "com", "a b.com"]),
    ] as [(String, [String])])
  func domains(text: String, expected: [String]) {
    #expect(cut(text) == expected)
  }

  @Test func noise() {
    let pieces = [
      "http", "://", "//", "/", "?", "#", "@", ":", "[", "]", "::1", "com", "co.uk", ".", "ck", "é",
      "％", "。", "\u{0}", "\t", " ", "80", "%", "xn--", "1.2.3.4",
      String(repeating: "a.", count: 200),
    ]
    var random = SystemRandomNumberGenerator()
    for _ in 0..<10_000 {
      var text = ""
      for _ in 0..<Int.random(in: 0...9, using: &random) {
        text += pieces.randomElement(using: &random) ?? ""
      }
      _ = split(text)
      let parts = cut(text)
      #expect(parts[3].isEmpty || parts[3] == "\(parts[1]).\(parts[2])")
    }
  }
}
