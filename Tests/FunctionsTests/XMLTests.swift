import Functions
import Testing

@Suite struct XMLTests {
  static let documents: [(text: String, result: String?)] = [
    ("<a/>", #"{"a":null}"#), ("<a> </a>", #"{"a":null}"#), ("<a> x\n</a>", #"{"a":"x"}"#),
    ("<a b=\"1\" c=''/>", #"{"a":{"@b":"1","@c":""}}"#),
    ("<a b=\"1\">x</a>", ##"{"a":{"@b":"1","#text":"x"}}"##),
    ("<a><b>1</b><c/><b>2</b></a>", #"{"a":{"b":["1","2"],"c":null}}"#),
    ("<a><b x='1'/><b/><b><c>2</c></b></a>", #"{"a":{"b":[{"@x":"1"},null,{"c":"2"}]}}"#),
    ("<a>x<b/>y<b/>z</a>", ##"{"a":{"b":[null,null],"#text":"xyz"}}"##),
    ("<a>&lt;&amp;&#65;&#x1F600;<![CDATA[<&]]></a>", #"{"a":"<&A😀<&"}"#),
    ("<a b='&lt;&amp;&quot;&#10;é'/>", #"{"a":{"@b":"<&\"\né"}}"#),
    ("<a><!-- c -->x<?p i?>y</a>", #"{"a":"xy"}"#),
    ("<n:a xmlns:n='u' n:b='1'><n:c/></n:a>", #"{"n:a":{"@xmlns:n":"u","@n:b":"1","n:c":null}}"#),
    ("<a xmlns='u'/>", #"{"a":{"@xmlns":"u"}}"#), ("<n:a/>", #"{"n:a":null}"#),
    ("\n<a/>\n<!-- end -->", #"{"a":null}"#),
    ("<?xml version='1.0' encoding='utf-16'?><a>é</a>", #"{"a":"é"}"#),
    ("<!DOCTYPE a SYSTEM 'http://127.0.0.1:9/a.dtd'><a/>", #"{"a":null}"#),
    ("", nil), ("x", nil), ("<a>", nil), ("<a></b>", nil), ("<a/><b/>", nil), ("<a b=1/>", nil),
    ("<a b='1' b='2'/>", nil),
    ("<a>&x;</a>", nil), ("<a>&</a>", nil), ("<a>\u{0}</a>", nil), ("<a b='<'/>", nil),
    ("<a>]]></a>", nil),
    (" <?xml version='1.0'?><a/>", nil),
    // Nothing that a document declares is used.
    ("<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", nil), ("<!DOCTYPE a [<!ENTITY x 'y'>]><a/>", nil),
    ("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><a>&x;</a>", nil),
    ("<!DOCTYPE a [<!ENTITY % x SYSTEM 'file:///etc/hostname'> %x;]><a/>", nil),
    (
      "<!DOCTYPE a [<!ENTITY a '1'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;'>]><a>&c;</a>",
      nil
    ),
    ("<!DOCTYPE a [<!ATTLIST a b CDATA 'x'>]><a/>", nil),
  ]

  @Test func objects() {
    for (text, result) in Self.documents { #expect(XMLReading.object(text) == result, "\(text)") }
  }

  static let events: [(text: String, result: String?)] = [
    ("<Event/>", "{}"), ("<Event a='1'>x</Event>", "{}"),
    (
      "<Event xmlns='u'><System><Provider Name='p' Guid='g'/><EventID Qualifiers='0'>1</EventID><Level>4</Level>"
        + "<Computer/></System></Event>",
      #"{"System":{"Provider":{"Name":"p","Guid":"g"},"EventID":{"Qualifiers":"0"},"Level":"4","Computer":null}}"#
    ),
    (
      "<Event><EventData><Data Name='a'>1</Data><Data Name='b'/><Data>x</Data><Data Name='a'> 2 </Data></EventData></Event>",
      #"{"EventData":{"a":" 2 ","b":null}}"#
    ),
    (
      "<Event><EventData><Data>x</Data><Data>y</Data></EventData></Event>",
      #"{"EventData":{"Data":"y"}}"#
    ),
    (
      "<Event><EventData/><Other><Data Name='a'>1</Data></Other></Event>",
      #"{"EventData":null,"Other":{"Data":{"Name":"a"}}}"#
    ),
    (
      "<Event><n:A xmlns:n='u' n:x='1' y='2'><n:B/></n:A></Event>",
      #"{"A":{"{u}x":"1","y":"2","B":null}}"#
    ),
    ("<Event><A>1</A><B/><A>2</A></Event>", #"{"A":"2","B":null}"#),
    ("<Event><A x='1'><x>2</x></A></Event>", #"{"A":{"x":"2"}}"#),
    ("<Event><A>x<!-- c -->y</A></Event>", #"{"A":"x"}"#), ("<Event><n:A/></Event>", nil),
    ("<Event>", nil),
  ]

  @Test func windowsEvents() {
    for (text, result) in Self.events {
      #expect(XMLReading.windowsEvent(text) == result, "\(text)")
    }
  }

  private func nested(_ depth: Int, _ inner: String = "") -> String {
    String(repeating: "<a>", count: depth) + inner + String(repeating: "</a>", count: depth)
  }

  @Test func nesting() {
    #expect(
      XMLReading.object(nested(250, "x"))?.hasSuffix(#""x"}}"# + String(repeating: "}", count: 248))
        == true)
    for depth in [257, 100_000] {
      #expect(XMLReading.object(nested(depth)) == nil)
      #expect(XMLReading.windowsEvent(nested(depth)) == nil)
    }
    // Lists count too.
    #expect(
      XMLReading.object(
        String(repeating: "<a><a/>", count: 200) + String(repeating: "</a>", count: 200)) == nil)
  }

  @Test(.timeLimit(.minutes(1)))
  func linearWork() {
    let attributes = (0..<200_000).map { "a\($0)=''" }.joined(separator: " ")
    #expect(XMLReading.object("<a \(attributes)/>") == nil)
    let few = (0..<4_000).map { "a\($0)=''" }.joined(separator: " ")
    #expect(XMLReading.object("<r>" + String(repeating: "<a \(few)/>", count: 3) + "</r>") != nil)
    for unit in [
      "<b/>", "<b>x</b>", "&amp;", "<!---->", "<b x='1'/>", "<![CDATA[x]]>", "x", "<b></b>x",
    ] {
      let text = "<a>" + String(repeating: unit, count: 100_000 / unit.utf8.count) + "</a>"
      #expect(XMLReading.object(text) != nil, "\(unit)")
      _ = XMLReading.windowsEvent(text)
    }
    for unit in ["<", "<a", "&", "<a x='", "<!--", "<![CDATA[", "<!DOCTYPE a [", "<?"] {
      #expect(
        XMLReading.object(String(repeating: unit, count: 100_000 / unit.utf8.count)) == nil,
        "\(unit)")
    }
  }

  @Test func memoryIsLimited() {
    let text = "<a>" + String(repeating: "<b>x</b>", count: 10_000) + "</a>"
    #expect(XMLReading.object(text, limit: 64 << 10) == nil)
    #expect(
      XMLReading.object("<a>" + String(repeating: "x", count: 1 << 20) + "</a>", limit: 1 << 20)
        == nil)
  }
}
