import Diagnostics
import TestSupport
import Testing

@testable import Functions
@testable import Intake
@testable import Text
@testable import YAML

/// Trees of templates, faults with their place, limits.
@Suite struct TemplateTests {
  @Test(arguments: [
    // Pieces.
    ("", ""), ("text", #""text""#), ("a {b} } %} {", #""a {b} } %} {""#),
    ("{# no template #}", #""{# no template #}""#),
    ("{{ a }}", "{a}"), ("{{a}}{{b}}", "{a}{b}"), ("x{{ a }}y", #""x"{a}"y""#),
    ("{{ a }}{# gone {{ b }} #}c", #"{a}"c""#), ("{{ a }}\n", "{a}"), ("{{ a }}\n\n", #"{a}"\n""#),
    ("{{ a }}\r\nb\rc\r\n", #"{a}"\nb\nc""#), ("\n{{ a }}", #""\n"{a}"#),
    // Blanks.
    ("a  {{- b -}}  c", #""a"{b}"c""#), ("a  {{+ b }}  c", #""a  "{b}"  c""#),
    ("a \n\t{%- if b -%} \n c \n {%- endif -%} \n d", #""a"<if b: "c">"d""#),
    ("a {%+ if b +%} c {% endif %}", #""a "<if b: " c ">"#), ("{{a}} {#- x -#} b", #"{a}"b""#),
    ("{{ a -}}   ", "{a}"), ("   {{- a }}", "{a}"), ("{{-a-}}", "{a}"), ("{{- -a -}}", "{-a}"),
    // Precedence, loosest first.
    ("{{ a or b and not c == d }}", "{(a or (b and not (c == d)))}"),
    ("{{ a if b or c else d }}", "{(a if (b or c) else d)}"),
    ("{{ a if b else c if d else e }}", "{(a if b else (c if d else e))}"),
    ("{{ a if b }}", "{(a if b else undefined)}"),
    ("{{ not a in b }}", "{not (a in b)}"), ("{{ a not in b }}", "{(a not in b)}"),
    ("{{ a < b <= c != d }}", "{(a < b <= c != d)}"),
    ("{{ a + b * c - d }}", "{((a + (b * c)) - d)}"), ("{{ a + b ~ c }}", "{(a + (b ~ c))}"),
    ("{{ a * b // c % d / e }}", "{((((a * b) // c) % d) / e)}"),
    ("{{ a ** b ** c }}", "{((a ** b) ** c)}"), ("{{ -a ** b }}", "{(-a ** b)}"),
    ("{{ -a.b }}", "{-a.b}"), ("{{ +a }}", "{a}"), ("{{ - - a }}", "{--a}"),
    ("{{ a | b | c(1) }}", "{((a | b()) | c(1))}"), ("{{ a + b | c }}", "{(a + (b | c()))}"),
    ("{{ -a | b }}", "{(-a | b())}"), ("{{ a == b | c }}", "{(a == (b | c()))}"),
    ("{{ (a + b) | c }}", "{((a + b) | c())}"),
    // Tests.
    ("{{ a is defined }}", "{(a is defined())}"), ("{{ a is not none }}", "{not (a is none())}"),
    ("{{ a is in ['x'] }}", "{(a is in(['x']))}"), ("{{ a is in(b) }}", "{(a is in(b))}"),
    ("{{ a is divisibleby 3 }}", "{(a is divisibleby(3))}"),
    ("{{ a is defined and b is string or c }}", "{(((a is defined()) and (b is string())) or c)}"),
    ("{{ a | b is defined }}", "{((a | b()) is defined())}"),
    // Members, calls, slices.
    ("{{ a.b.0.c }}", "{a.b[0].c}"), ("{{ a['b']['c'] }}", "{a['b']['c']}"),
    ("{{ a[b.c] }}", "{a[b.c]}"), ("{{ a[-1] }}", "{a[-1]}"), ("{{ a.0.1 }}", "{a[0][1]}"),
    ("{{ a[1:2] }}", "{a[1:2]}"), ("{{ a[:] }}", "{a[:]}"), ("{{ a[::-1] }}", "{a[::-1]}"),
    ("{{ a[:b] }}", "{a[:b]}"),
    ("{{ a.b('x', c=1, *d).e }}", "{a.b('x', c=1, *d).e}"), ("{{ f() }}", "{f()}"),
    ("{{ a.if.not.in }}", "{a.if.not.in}"), ("{{ a . b [ 'c' ] ( d ) }}", "{a.b['c'](d)}"),
    ("{{ (a.b)(c) }}{{ (a.b.c)(d).e }}", "{a.b(c)}{a.b.c(d).e}"), ("{{ (a.b).c }}", "{a.b.c}"),
    // Constants.
    ("{{ true }}{{ True }}{{ none }}{{ None }}{{ False }}", "{true}{true}{none}{none}{false}"),
    ("{{ null }}", "{null}"), ("{{ 1_000 }}{{ 0x1F }}{{ 0b11 }}{{ 0o17 }}", "{1000}{31}{3}{15}"),
    ("{{ 1.5 }}{{ 1e3 }}{{ 2.5E-1 }}", "{1.5}{1e3}{2.5E-1}"),
    (#"{{ 'a' "b" 'c' }}"#, "{'abc'}"), (#"{{ 'it\'s' }}{{ "\"" }}"#, #"{'it's'}{'"'}"#),
    (#"{{ '\n\t\\\x41\u00e9\101\q' }}"#, "{'\n\t\\AéA\\q'}"), ("{{ 'é日' }}", "{'é日'}"),
    ("{{ '}}' }}", "{'}}'}"), ("{{ '{%' }}", "{'{%'}"),
    ("{{ [] }}{{ [a, 1,] }}{{ [[a], {}] }}", "{[]}{[a, 1]}{[[a], {}]}"),
    ("{{ {'a': b, c: 1,} }}", "{{'a': b, c: 1}}"), ("{{ {'a': {'b': {}}} }}", "{{'a': {'b': {}}}}"),
    ("{{ () }}{{ (a,) }}{{ (a, b) }}{{ a, b }}", "{[]}{[a]}{[a, b]}{[a, b]}"),
    // Statements.
    ("{% set a = b %}", "<set a = b>"), ("{% set a, b = c %}", "<set a,b = c>"),
    ("{% set (a, b) = c %}", "<set a,b = c>"), ("{% set a = b, c %}", "<set a = [b, c]>"),
    (
      "{% if a %}x{% elif b %}y{% elif c %}z{% else %}w{% endif %}",
      #"<if a: "x" if b: "y" if c: "z" else: "w">"#
    ),
    ("{% for a in b %}{{ a }}{% endfor %}", "<for a in b: {a}>"),
    (
      "{% for a, b in c.items() if a %}x{% else %}y{% endfor %}",
      #"<for a,b in c.items() if a: "x" else: "y">"#
    ),
    (
      "{% for a in b %}{% if a %}{% set c = a %}{% endif %}{% endfor %}",
      "<for a in b: <if a: <set c = a>>>"
    ),
    ("{% for a in b, c %}{% endfor %}", "<for a in [b, c]: >"),
    ("{%if a%}{%endif%}", "<if a: >"),
  ])
  func trees(text: String, expected: String) throws {
    #expect(shown(try parseTemplate(text)) == expected)
  }

  /// `«»` enclose the place; then words of the message or help.
  @Test(arguments: [
    ("«{{» a", "not closed"), ("x «{%» if a", "not closed"), ("{{ a }}«{#» b", "not closed"),
    ("{{ «'»abc }}", "not closed"), (#"{{ '«\x4'» }}"#, "2 hexadecimal"),
    (#"{{ '«\uZZZZ»' }}"#, "4 hexadecimal"), ("{{ a «b» }}", "expected `}}`"),
    ("{{ «}}»", "expected an expression"), ("{{ a.«}}»", "expected a name"),
    ("{{ a | «}}»", "expected a name"), ("{{ (a«]» }}", "expected `)`"),
    ("{{ a«)» }}", "closes nothing"), ("{{ a[«]» }}", "expected a key"),
    ("{{ «$»a }}", "no meaning"), ("{{ «!»a }}", "no meaning"), ("{{ a «=» b }}", "expected `}}`"),
    ("{{ a «&»& b }}", "no meaning"), ("{{ 'é' «@» }}", "no meaning"),
    ("{{ f(a=1, «b») }}", "argument with a name"), ("{{ f(«**»a) }}", "not supported"),
    ("{{ {'a' «b»} }}", "expected"), ("{{ a is defined is «none» }}", ""),
    ("{% if a %}x«»", "`{% endif %}`"), ("{% for a in b %}«»", "`{% endfor %}`"),
    ("{% «endif» %}", "no statement `endif`"), ("{% «esle» %}", "`else`"),
    ("{% if a %}{% «endfor» %}", ""), ("{% «macro» a() %}", "not supported"),
    ("{% «raw» %}", "not supported"), ("{% set a«.»b = 1 %}", "not supported"),
    ("{% set a «%}»x{% endset %}", "not supported"), ("{% for «1» in b %}", "expected a name"),
    ("{% for a «of» b %}", "expected `in`"), ("{% if «%}»", "expected an expression"),
    ("{%«%}»", "expected a statement"), ("{% if a b «%}»", ""),
    ("{% for a in b «recursive» %}", "not supported"),
  ])
  func faults(marked: String, words: String) {
    let marked = Marked(marked)
    do throws(TemplateFault) {
      let template = try parseTemplate(marked.text)
      Issue.record("`\(marked.text)` parsed as \(shown(template))")
    } catch {
      if !words.isEmpty, marked.lower < marked.upper {
        #expect(error.lower == marked.lower && error.upper == marked.upper, "\(error)")
      }
      let said = error.message + " " + (error.help ?? "")
      #expect(words.isEmpty || said.contains(words), "\(said)")
      #expect(error.isUnsupported == (words == "not supported"))
    }
  }

  @Test(arguments: [
    "{{ " + String(repeating: "(", count: 101) + "a" + String(repeating: ")", count: 101) + " }}",
    "{{ " + String(repeating: "[", count: 50_000), "{{ " + String(repeating: "{1:", count: 50_000),
    "{{ " + String(repeating: "-", count: 50_000) + "a }}",
    "{{ " + String(repeating: "not ", count: 50_000) + "a }}",
    "{{ " + String(repeating: "f(", count: 50_000),
    "{{ a" + String(repeating: ".a", count: 300) + " }}",
    "{{ a" + String(repeating: "|f", count: 300) + " }}",
    "{{ a" + String(repeating: " if a", count: 300) + " }}",
    "{{ a" + String(repeating: " if a else a", count: 300) + " }}",
    "{{ a" + String(repeating: "+a", count: 300) + " }}",
    "{{ a" + String(repeating: "**a", count: 300) + " }}",
    "{{ a" + String(repeating: "[0]", count: 300) + " }}",
    "{{ a" + String(repeating: "()", count: 300) + " }}",
    String(repeating: "{% if a %}", count: 5_000),
    String(repeating: "{% for a in b %}", count: 5_000),
    String(repeating: "{{ a }}", count: 100_000),
    "{% if a %}" + String(repeating: "{% elif a %}", count: 100_000) + "{% endif %}",
  ])
  func limits(text: String) {
    do throws(TemplateFault) {
      _ = try parseTemplate(text)
      Issue.record("no limit was reported")
    } catch {
      #expect(
        ["nested", "in a row", "too long", "closed"].contains { error.message.contains($0) },
        "\(error)")
    }
  }

  @Test(arguments: [
    String(repeating: "(", count: 49) + "a" + String(repeating: ")", count: 49),
    "a" + String(repeating: ".a", count: 199), "a" + String(repeating: " or a", count: 20_000),
    "a" + String(repeating: " ~ a", count: 20_000), "a" + String(repeating: " < a", count: 20_000),
    "[" + String(repeating: "a,", count: 20_000) + "]",
    "'" + String(repeating: "x", count: 1 << 20) + "'",
  ])
  func withinTheLimits(text: String) throws {
    _ = try parseTemplate("{{ \(text) }}")
  }

  @Test(arguments: [
    ("{{ a.b }}", "a/b"), ("{{a.b.0.c}}", "a/b/0/c"), ("{{- a.b -}}", "a/b"), ("{{ a }}", nil),
    ("{{ a['b'] }}", nil), ("{{ a.b | c }}", nil), ("x{{ a.b }}", nil), ("{{ a.b }} ", nil),
    ("{{ a.b }}\n", "a/b"), ("{{ a.b() }}", nil), ("{{ 'a'.b }}", nil), ("{{ 0.a }}", nil),
    ("{# x #}{{ a.b }}", "a/b"), ("{{ a.0.1.b }}", "a/0/1/b"),
  ])
  func barePaths(text: String, expected: String?) throws {
    let path = try? parseTemplate(text).barePath
    #expect(path?.map(\.value).joined(separator: "/") == expected)
  }

  @Test(arguments: [
    ("{{ a.b }}", ["a"]), ("{{ a }}", ["a"]), ("{{ a.b + a.c ~ d }}", ["a", "d"]),
    ("{{ f(a.b | g, h=c[d]) is i }}", ["f", "a", "c", "d"]),
    ("{% for a in b.c %}{{ a.b() }}{% endfor %}", ["b", "a"]), ("{{ true }}", []),
    // Of what cannot be read nothing is noted.
    ("{{ a + b.c", []), ("{{ a + b.c + }}", []),
  ])
  func roots(text: String, expected: [String]) {
    var lexer = TemplateLexer()
    var roots: [String] = []
    let source = SourceText(name: "t", bytes: Array(text.utf8))
    _ = try? TemplateParser.parse(
      EmbeddedSource(
        YAMLScalar(text: text, style: .plain),
        at: Span(source: 0, lower: 0, upper: text.utf8.count), in: source),
      cutBy: &lexer, noting: &roots)
    #expect(roots == expected)
  }

  @Test func spansOfExpressions() throws {
    let text = "x {{ not (a.b == 'x') and f(c) | g(1) if d[0] is in e else [1] }}"
    guard
      case .conditional(let test, let then, let otherwise?) = try parseTemplate(text).nodes
        .first.flatMap({ node -> TemplateExpression? in
          guard case .output(let pieces) = node, case .expression(let found) = pieces[1] else {
            return nil
          }
          return found
        })
    else {
      Issue.record("a conditional")
      return
    }
    let bytes = Array(text.utf8)
    func cut(_ span: Span) -> String {
      String(decoding: bytes[Int(span.lower)..<Int(span.upper)], as: UTF8.self)
    }
    #expect(cut(test.span) == "d[0] is in e")
    #expect(cut(otherwise.span) == "[1]")
    guard case .and(let operands) = then else { return }
    #expect(cut(operands[1].span) == "f(c) | g(1)")
    guard case .filter(let call, let name, _) = operands[1] else { return }
    #expect(cut(call.span) == "f(c)")
    #expect(cut(name.span) == "g")
  }

  /// The end of a text, wherever it is cut, is a fault or a template; never a crash.
  @Test func cutTemplates() {
    let text = Array(
      #"a{%- if x is not in [1, 2.5e1] -%}{{ a["b"].c(d=1)[1:2]|f('\u00e9') ~ {'k': -1} }}{% else %}{# c #}{% endif %}"#
        .utf8)
    for lower in 0..<text.count {
      for upper in lower...text.count where upper - lower < 24 || lower == 0 {
        _ = try? parseTemplate(String(decoding: text[lower..<upper], as: UTF8.self))
      }
    }
  }
}
