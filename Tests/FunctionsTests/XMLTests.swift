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

  /// What the reader of intake formats gives: of one name the last counts.
  static let intakeEvents: [(text: String, result: String?)] = [
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

  /// What that of rule files gives: nothing is lost.
  static let events: [(text: String, result: String?)] = [
    ("<Event/>", nil), ("<Event a='1'>x</Event>", nil),
    ("<Events><Event><A/></Event></Events>", nil),
    (
      "<Event xmlns='u'><System><Provider Name='p'> </Provider><EventID Qualifiers='0'>1</EventID></System></Event>",
      #"{"System":{"Provider":{"Name":"p"},"EventID":"1","EventID@Qualifiers":"0"}}"#
    ),
    (
      "<Event><EventData><Data Name='a'>1</Data><Data Name='b'/><Data>x</Data><Data Name='a'> 2 </Data></EventData></Event>",
      #"{"EventData":{"a":["1"," 2 "],"b":null,"Data":["x"]}}"#
    ),
    (
      "<Event><EventData><Data>x</Data><Data/><Data>y</Data><Binary>00</Binary></EventData></Event>",
      #"{"EventData":{"Data":["x",null,"y"],"Binary":"00"}}"#
    ),
    ("<Event><EventData><Data/></EventData></Event>", #"{"EventData":{"Data":[null]}}"#),
    (
      "<Event><EventData><Data Name='a' T='i' U='j'>1</Data><Data Name='b' T='i'/></EventData></Event>",
      #"{"EventData":{"a":"1","a@T":"i","a@U":"j","b":null,"b@T":"i"}}"#
    ),
    (
      "<Event><UserData><E xmlns='v'><P>1</P><P>2</P></E><F Name='f'><g>3</g> x </F></UserData></Event>",
      ##"{"UserData":{"E":{"P":["1","2"]},"f":{"g":"3","#text":"x"}}}"##
    ),
    (
      "<Event><EventData/><Other><Data Name='a'>1</Data><Data>2</Data></Other></Event>",
      #"{"EventData":null,"Other":{"Data":["1","2"],"Data@Name":"a"}}"#
    ),
    (
      "<Event><n:A xmlns:n='u' n:x='1' y='2'><n:B/></n:A></Event>",
      #"{"A":{"{u}x":"1","y":"2","B":null}}"#
    ),
    ("<Event><A>1</A><B/><A>2</A></Event>", #"{"A":["1","2"],"B":null}"#),
    ("<Event><A x='1'><x>2</x></A></Event>", #"{"A":{"x":"2"},"A@x":"1"}"#),
    (
      "<Event><A x='1' y='2'><y>3</y><x><z/></x><x>4</x>t</A></Event>",
      ##"{"A":{"x":[{"z":null},"4"],"y":"3","#text":"t"},"A@x":"1","A@y":"2"}"##
    ),
    ("<Event><A>x<!-- c -->y<![CDATA[<z]]></A></Event>", #"{"A":"xy<z"}"#),
    ("<Event><n:A/></Event>", nil), ("<Event>", nil),
  ]

  @Test func windowsEvents() {
    for (text, result) in Self.events {
      #expect(XMLReading.windowsEvent(text) == result, "\(text)")
    }
    for (text, result) in Self.intakeEvents {
      #expect(XMLReading.windowsEvent(text, as: .intake) == result, "\(text)")
    }
  }

  static let repairs: [(text: String, spelling: XMLRepair.Spelling, result: String, count: Int)] = [
    ("<a>é\t\r\n&#9;&#65;&#x1F600;&amp;&x;&#;&#x;&#1</a>", .replacement, "", 0),
    ("<a b='\u{1}'>\u{1E}\u{0}</a>", .replacement, "<a b='\u{FFFD}'>\u{FFFD}\u{FFFD}</a>", 3),
    ("<a>\u{1E}</a>", .escape, "<a>\\u001e</a>", 1),
    (
      "&#0;&#x3;&#xD800;&#xFFFF;&#xFFFE;&#x110000;&#99999999999999999999;&#65533;", .escape,
      String(repeating: "\u{FFFD}", count: 7) + "&#65533;", 7
    ),
    ("<a>\u{FFFE}\u{FFFF}\u{FFFD}</a>", .escape, "<a>\u{FFFD}\u{FFFD}\u{FFFD}</a>", 2),
    // References are none in sections, comments and instructions.
    (
      "<!--&#1;\u{1}--><![CDATA[&#1;]]>&#1;<?p &#1;?>&#1;<![CDATA[&#1;\u{2}", .replacement,
      "<!--&#1;\u{FFFD}--><![CDATA[&#1;]]>\u{FFFD}<?p &#1;?>\u{FFFD}<![CDATA[&#1;\u{FFFD}", 4
    ),
  ]

  @Test func repairing() throws {
    for (text, spelling, result, count) in Self.repairs {
      let (found, replaced) = try #require(XMLReading.repaired(text, as: spelling))
      #expect(found == (count == 0 ? text : result), "\(text)")
      #expect(replaced == count, "\(text)")
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

  @Test(.timeLimit(.minutes(10)))
  func linearWork() {
    let attributes = (0..<100_000).map { "a\($0)=''" }.joined(separator: " ")
    #expect(XMLReading.object("<a \(attributes)/>") != nil)
    let few = (0..<4_000).map { "a\($0)=''" }.joined(separator: " ")
    #expect(XMLReading.object("<r>" + String(repeating: "<a \(few)/>", count: 3) + "</r>") != nil)
    for unit in [
      "<b/>", "<b>x</b>", "&amp;", "<!---->", "<b x='1'/>", "<![CDATA[x]]>", "x", "<b></b>x",
    ] {
      let text = "<a>" + String(repeating: unit, count: 100_000 / unit.utf8.count) + "</a>"
      #expect(XMLReading.object(text) != nil, "\(unit)")
      _ = XMLReading.windowsEvent(text)
      _ = XMLReading.windowsEvent("<Event>" + text + "</Event>")
    }
    for unit in ["<!--", "<![CDATA[", "<?", "&#", "&#1", "&#1;", "\u{1}", "\u{FFFE}", "<", "&"] {
      let text = String(repeating: unit, count: 100_000 / unit.utf8.count)
      #expect(XMLReading.repaired(text, as: .escape) != nil)
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
