import Functions
import Testing

/// Separated rows, CEF and LEEF.
@Suite struct TextFormatTests {
  static let rows: [(delimiter: String, text: String, result: String?)] = [
    (",", "1,2,3", "0=1|1=2|2=3"), (",", "1", "0=1|1=null|2=null"),
    (",", "", "0=null|1=null|2=null"),
    (",", "\n1", "0=null|1=null|2=null"), (",", ",", "0=|1=|2=null"),
    (",", "1,2,3,4,5", "0=1|1=2|2=3"),
    (",", #""a,b","c""d",e"#, #"0=a,b|1=c"d|2=e"#), (",", #""a" b,c"#, "0=a b|1=c|2=null"),
    (",", #"a"b",c"#, #"0=a"b"|1=c|2=null"#), (",", #""a"#, "0=a|1=null|2=null"),
    (",", #""a"""#, #"0=a"|1=null|2=null"#), (",", #""""b"""#, #"0="b"|1=null|2=null"#),
    (",", "\"a\nb\",c", "0=ab|1=c|2=null"), (",", "a,b\nc", "0=a|1=b|2=null"),
    (",", "a,b\r\nc", "0=a|1=b|2=null"), (",", "a\rb", nil), (",", "1,2,3,4\rb", nil),
    (" ", "a  b", "0=a|1=|2=b"), ("||", "a||b|c", "0=a|1=b|c|2=null"),
    ("é", "aéb", "0=a|1=b|2=null"),
  ]

  @Test func separatedRows() throws {
    for (delimiter, text, result) in Self.rows {
      let row = try SeparatedRow(columns: ["a", "b", "c"], delimiter: delimiter)
      #expect(row.list(text) == result, "\(text)")
    }
    for delimiter in ["", "\"", "\n", ",\r"] {
      #expect(throws: SeparatedRow.Failure.self) {
        try SeparatedRow(columns: ["a"], delimiter: delimiter)
      }
    }
  }

  private static let head =
    #""CEFVersion":"0","DeviceVendor":"v","DeviceProduct":"p","DeviceVersion":"1","#
    + #""DeviceEventClassID":"i","Name":"n","Severity":"5""#

  /// What stands behind a whole header, and what it gives besides the header.
  static let extensions: [(text: String, result: String)] = [
    ("", ""), ("a=1 b=2", #","a":"1","b":"2""#), ("a=x y  b=z", #","a":"x y","b":"z""#),
    (" a=1", #","a":"1""#), ("x a=1", #","a":"1""#), ("a= b=2", #","b":"2""#), ("a= a=2", ""),
    ("a=1 a=2", #","a":"1""#), ("Name=x", ""), (#"a=x\=y b=\\"#, #","a":"x\\=y","b":"\\\\""#),
    (#"a=x\ b=y\"#, #","a":"x","b":"y""#), (#"a="x" b='y z'"#, #","a":"x","b":"y z""#),
    (#"a="x"y" b="z""#, #","a":"\"x\"y\"","b":"z""#), ("a=\"x\"\n", #","a":"\"x\"""#),
    (#"a="x" b="y" c=1 d=2 "z" e="w""#, #","a":"x","b":"y","c":"1","d":"2 \"z\"","e":"w""#),
    ("a=\"x\"\n\n", #","a":"\"x\"""#), ("a=\"x\" ", #","a":"\"x\"""#),
    ("a.b-c[0]=1", #","a.b-c[0]":"1""#),
    ("cs1Label=Host ID cs1=x", #","cs1Label":"Host ID","cs1":"x","Host ID":"x""#),
    ("cs1=x cs1Label=cs2 cs2=y", #","cs1":"x","cs1Label":"cs2","cs2":"y""#),
    ("cs1Label=N cs1= N=1", #","cs1Label":"N","N":"1""#), ("Label=a =b", #","Label":"a =b""#),
    ("a=1|2", #","a":"1|2""#), ("clé=1", #","clé":"1""#), ("a=1\u{2003}b=2", #","a":"1","b":"2""#),
  ]

  @Test func cef() {
    for (text, result) in Self.extensions {
      let whole = "<1> host CEF:0|v|p|1|i|n|5|" + text
      #expect(
        reading(whole) { CEFText.read($0, as: .intake, in: $1, found: $2) }
          == "{\(Self.head)\(result)}",
        "\(text)")
    }
    let texts: [(text: String, result: String?)] = [
      ("", nil), ("CEF", nil), ("CEF:x|", nil), ("CEF:0", nil), ("CEF:1.|", nil), ("x 0|a|", nil),
      ("0|a", #"{"CEFVersion":"0","DeviceVendor":"a"}"#), (" 1.2|", #"{"CEFVersion":"1.2"}"#),
      ("CEF: x CEF: 0||b", #"{"CEFVersion":"0","DeviceProduct":"b"}"#),
      (#"0|a\|b|c"#, #"{"CEFVersion":"0","DeviceVendor":"a\\|b","DeviceProduct":"c"}"#),
    ]
    for (text, result) in texts {
      #expect(
        reading(text) { CEFText.read($0, as: .intake, in: $1, found: $2) } == result, "\(text)")
    }
  }

  /// What rule files get of the same.
  @Test func nativeCEF() {
    let texts: [(text: String, result: String)] = [
      ("a=1 a=2 b=3", #","a":"2","b":"3""#), ("a=1 a=", #","a":"1""#),
      (#"a=x\\\=y b=\\"#, #","a":"x\\=y","b":"\\""#), (#"a=x\ b=y\"#, #","a":"x\\","b":"y\\""#),
      (#"a=\|\q\n\\n b=x\r"#, #","a":"|\\q\n\\n","b":"x\r""#), (#"a=x b\=y"#, #","a":"x b=y""#),
      (#"cs1Label=N\=1 cs1=x\\"#, #","cs1Label":"N=1","cs1":"x\\","N=1":"x\\""#),
      (
        "cs1Label=N cs1=1 cs2Label=N cs2=2 cs3Label=cs1 cs3=3",
        #","cs1Label":"N","cs1":"1","cs2Label":"N","cs2":"2","cs3Label":"cs1","cs3":"3","N":"2""#
      ),
    ]
    for (text, result) in texts {
      let whole = "CEF:0|v|p|1|i|n|5|" + text
      #expect(
        reading(whole) { CEFText.read($0, as: .native, in: $1, found: $2) }
          == "{\(Self.head)\(result)}", "\(text)")
    }
    #expect(
      reading(#"0|a\\|b\|\\\|c\n|d"#) { CEFText.read($0, as: .native, in: $1, found: $2) }
        == #"{"CEFVersion":"0","DeviceVendor":"a\\","DeviceProduct":"b|\\|c\\n","DeviceVersion":"d"}"#
    )
  }

  @Test func nativeLEEF() {
    let text = #"LEEF:2.0|v\|w|p\\|1|i|^|a=\=\n\\^b\=c=d^a=e|f"#
    #expect(
      reading(text) { LEEFText.read($0, as: .native, in: $1, found: $2) }
        == #"{"LEEFVersion":"2.0","DeviceVendor":"v|w","DeviceProduct":"p\\","DeviceVersion":"1","#
        + #""DeviceEventClassID":"i","a":"e|f","b=c":"d"}"#)
  }

  private static let leefHead =
    #""DeviceVendor":"v","DeviceProduct":"p","DeviceVersion":"1","DeviceEventClassID":"i""#

  @Test func leef() {
    let texts: [(version: String, rest: String, result: String)] = [
      ("1.0", "a=1\tb=2", #","a":"1","b":"2""#), ("1.0", "a=1#011b=2", #","a":"1","b":"2""#),
      ("1.0", " a = x=y \tb\t=\tc=", #","a":"x=y""#), ("1.0", "a|b=1", #","a|b":"1""#),
      ("2.0", "^|a=1^b=2", #","a":"1","b":"2""#), ("2.0", "x5E|a=1^b=2", #","a":"1","b":"2""#),
      ("2.0", "0x5e|a=1^b=2", #","a":"1","b":"2""#), ("2.0", "|a=1\tb=2", #","a":"1","b":"2""#),
      ("2.0", "#011|a=1\tb=2", #","a":"1","b":"2""#), ("2.0", "xD800|a=1^b=2", #","a":"1^b=2""#),
      ("2.0", "x|a=1xb=2", #","a":"1","b":"2""#),
      ("2.0", "a=1\tbcdef=2|3", #","a":"1","bcdef":"2|3""#),
      ("2.0", "é|a=1éb=2", #","a":"1","b":"2""#), ("2.0", "", ""),
    ]
    for (version, rest, result) in texts {
      let text = "x LEEF:\(version)|v|p|1|i|" + rest
      let whole = #"{"LEEFVersion":"\#(version)",\#(Self.leefHead)\#(result)}"#
      #expect(
        reading(text) { LEEFText.read($0, as: .intake, in: $1, found: $2) } == whole, "\(rest)")
    }
    #expect(reading("LEEF") { LEEFText.read($0, as: .intake, in: $1, found: $2) } == nil)
    #expect(
      reading("LEEF:1|a") { LEEFText.read($0, as: .intake, in: $1, found: $2) }
        == #"{"LEEFVersion":"1","DeviceVendor":"a"}"#)
  }

  @Test(.timeLimit(.minutes(10)))
  func linearWork() throws {
    let row = try SeparatedRow(columns: ["a", "b"])
    for unit in [
      "a", " ", "a=", "\"", "\"\"", ",", "=", "\\", "|", "\t", "#011", "CEF:", " a", "a.", "\"a\",",
    ] {
      let body = String(repeating: unit, count: 60_000 / unit.utf8.count)
      for text in [body, "\"" + body] { _ = row.list(text) }
      for text in [body, "0|a|b|c|d|e|f|" + body, "CEF:" + body] {
        _ = reading(text) { CEFText.read($0, as: .intake, in: $1, found: $2) }
        _ = reading(text) { CEFText.read($0, as: .native, in: $1, found: $2) }
      }
      for text in ["LEEF:1.0|a|b|c|d|" + body, "LEEF:2.0|a|b|c|d|x|" + body] {
        _ = reading(text) { LEEFText.read($0, as: .intake, in: $1, found: $2) }
        _ = reading(text) { LEEFText.read($0, as: .native, in: $1, found: $2) }
      }
    }
    let keys = (0..<10_000).map { "k\($0)=v" }
    let cef = "0|a|b|c|d|e|f|" + keys.joined(separator: " ")
    #expect(
      reading(cef) { CEFText.read($0, as: .intake, in: $1, found: $2) }?.hasSuffix(#""k9999":"v"}"#)
        == true)
    #expect(
      reading(cef, limit: 32 << 10) { CEFText.read($0, as: .intake, in: $1, found: $2) } == nil)
    let leef = "LEEF:1.0|a|b|c|d|" + keys.joined(separator: "\t")
    #expect(
      reading(leef) { LEEFText.read($0, as: .intake, in: $1, found: $2) }?.hasSuffix(
        #""k9999":"v"}"#) == true)
    #expect(
      reading(leef, limit: 32 << 10) { LEEFText.read($0, as: .intake, in: $1, found: $2) } == nil)
  }
}
