import Events
import Functions
import Testing

@Suite struct TextTests {
  static let cuts = [
    "basename", "dirname", "before_first", "before_last", "after_first", "after_last",
  ]

  /// Cutting the escaped spelling gives what cutting the decoded text gives.
  @Test(arguments: cuts)
  func escapedSpellings(name: String) throws {
    let function = try #require(FunctionTable.named(name))
    let texts: [(escaped: String, decoded: String)] = [
      ("\"C:\\\\Windows\\\\System32\\\\cmd.exe\"", "C:\\Windows\\System32\\cmd.exe"),
      ("\"a\\/b\\\\c\"", "a/b\\c"), ("\"\\\\\\\\host\\\\share\\\\\"", "\\\\host\\share\\"),
      ("\"a\\u005cb\"", "a\\b"), ("\"\\\"x\\\"\\\\y\\n\"", "\"x\"\\y\n"), ("\"é\\\\é\"", "é\\é"),
      ("\"\\n\"", "\n"), ("\"a\\\\\\u00e9\"", "a\\é"), ("\"ntb\\t\"", "ntb\t"),
    ]
    for text in texts {
      for separator in ["\\", "/", "\"", "n", "t", "\n", "u"] {
        let decoded = cut(name, text.decoded, separator)
        let isPath = name == "basename" || name == "dirname"
        var arguments = [text.escaped]
        if !isPath { arguments.append(json(separator)) }
        var result: String?
        let scratch = Scratch()
        _ = call(function, arguments) { value in
          guard value.isPresent else { return }
          result = JSONText.decoded(value, in: scratch)?.string
        }
        withExtendedLifetime(scratch) {}
        #expect(result == decoded, "\(name) \(arguments)")
      }
    }
  }

  private func json(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// The same cut by the standard library.
  private func cut(_ name: String, _ text: String, _ separator: String) -> String? {
    let utf8 = Array(text.utf8)
    let marks: [UInt8] =
      name == "basename" || name == "dirname" ? [0x2F, 0x5C] : Array(separator.utf8)
    let found =
      name.hasSuffix("first")
      ? utf8.firstIndex(where: marks.contains) : utf8.lastIndex(where: marks.contains)
    let isBefore = name.hasPrefix("before") || name == "dirname"
    guard let found else { return isBefore ? nil : text }
    return String(decoding: isBefore ? utf8[..<found] : utf8[(found + 1)...], as: UTF8.self)
  }

  @Test func cleanSlicesShareTheBytes() throws {
    for (name, arguments) in [
      ("basename", ["\"/a/bc\""]), ("trim", ["\" a \""]), ("nth", ["\"abc\"", "1"]),
      ("slice", ["\"abc\"", "1"]), ("capture", ["\"abc\"", "\"b\""]), ("lower", ["\"abc\""]),
      ("basename", ["\"C:\\\\a\\\\b.exe\""]), ("strip_prefix", ["\"abc\"", "\"a\""]),
      ("after_first", ["\"a=b\"", "\"=\""]), ("replace", ["\"abc\"", "\"x\"", "\"y\""]),
    ] {
      let function = try #require(FunctionTable.named(name))
      _ = call(function, arguments) { #expect($0.form == .clean, "\(name)") }
    }
  }

  @Test func longNeedles() {
    let needle = String(repeating: "a", count: 40)
    let text = "\"x\(needle)y\(needle)z\""
    #expect(call("after_last", text, "\"\(needle)\"") == .json("\"z\""))
    #expect(call("before_last", text, "\"\(needle)\"") == .json("\"x\(needle)y\""))
    #expect(call("after_last", "\"aaa\"", "\"aa\"") == .json("\"\""))
    #expect(call("before_last", "\"aaa\"", "\"aa\"") == .json("\"a\""))
  }

  @Test func itemWise() {
    #expect(call("basename", "[\"a/b\", 1, null, {}, \"c\"]") == .json("[\"b\",\"1\",\"c\"]"))
    #expect(call("before_first", "[\"a=b\", \"c\"]", "\"=\"") == .json("[\"a\"]"))
    #expect(call("before_first", "[\"a=b\"]", "{}") == .absent)
    #expect(call("lower", "{}") == .absent)
    #expect(call("lower") == .absent)
    #expect(call("lower", "\"a\"", "\"b\"") == .absent)
  }

  @Test func patterns() {
    #expect(call("matches", "\"a\"", "\"(\"") == .invalid(1))
    #expect(call("capture", "\"a\"", "\"a\"", "1") == .invalid(2))
    #expect(call("capture", "\"a\"", "\"a\"", "\"x\"") == .invalid(2))
    #expect(call("replace_regex", "\"a\"", "\"a\"", "\"$1\"") == .invalid(2))
    #expect(call("replace_regex", "\"a\"", "\"a\"", "\"$x\"") == .invalid(2))
    #expect(call("replace_regex", "\"aXbX\"", "\"x*\"", "\"-\"") == .json("\"-a-X-b-X-\""))
    #expect(call("replace_regex", "\"abc\"", "\"x*|b\"", "\"-\"") == .json("\"-a---c-\""))
    #expect(call("replace_regex", "\"a$\"", "\"a\"", "\"$$0\"") == .json("\"$0$\""))
    #expect(call("format", "\"{} {}\"", "1") == .invalid(0))
    #expect(call("format", "\"{x}\"", "1") == .invalid(0))
    #expect(call("in_cidr", "\"1.2.3.4\"", "\"10.0.0.0/40\"") == .invalid(1))
    #expect(call("parse_date", "\"1\"", "\"%Q\"") == .invalid(1))
    #expect(call("parse_date", "\"1\"", "null", "\"Mars/Base\"") == .invalid(2))
    #expect(throws: Regex.Failure.self) { try Regex(String(repeating: "a", count: 65537)) }
  }
}
