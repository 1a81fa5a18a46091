import Diagnostics
import JSON
import Planning
import TestSupport
import Testing

@testable import Language
@testable import Text
@testable import YAML

/// The tree of an expression in a form that shows how it nests.
func shown(_ expression: Expression) -> String {
  switch expression {
  case .literal(let constant, _):
    switch constant {
    case .text(let text): "'\(text)'"
    case .integer(let lexeme), .float(let lexeme): lexeme
    case .boolean(let value): "\(value)"
    case .null: "null"
    default: "?"
    }
  case .path(let path):
    "\(path.root)" + shown(path.steps)
  case .list(let items, _): "[" + items.map(shown).joined(separator: ", ") + "]"
  case .call(let name, let arguments, _):
    name.value + "(" + arguments.map(shown).joined(separator: ", ") + ")"
  case .fallback(let left, let right, _): "(\(shown(left)) else \(shown(right)))"
  case .comparison(let sign, let left, let right, _):
    "(\(shown(left)) \(sign.value.rawValue) \(shown(right)))"
  case .test(let subject, let test, let isNegated, _):
    "(\(shown(subject)) is \(isNegated ? "not " : "")\(test.value.rawValue))"
  case .and(let left, let right, _): "(\(shown(left)) and \(shown(right)))"
  case .or(let left, let right, _): "(\(shown(left)) or \(shown(right)))"
  case .not(let inner, _): "not \(shown(inner))"
  case .conditional(let condition, let value, let otherwise, _):
    "(if \(shown(condition)) then \(shown(value))"
      + (otherwise.map { " else \(shown($0))" } ?? "") + ")"
  case .arithmetic(let sign, let left, let right, _):
    "(\(shown(left)) \(sign.value.rawValue) \(shown(right)))"
  case .negation(let inner, _): "-\(shown(inner))"
  case .navigation(let inner, let steps, _): shown(inner) + shown(steps)
  case .selection(let list, let condition, let takesAll, _):
    "\(shown(list))[\(takesAll ? "* where " : "")\(shown(condition))]"
  }
}

private func shown(_ steps: [Located<PathStep>]) -> String {
  steps.map { step in
    switch step.value {
    case .member(let name): ".\(name)"
    case .index(let index): "[\(index)]"
    case .each: "[*]"
    }
  }.joined()
}

func parse(_ text: String, isCondition: Bool = true) throws(ExpressionFault) -> Expression {
  let source = SourceText(name: "t", bytes: Array(text.utf8))
  let scalar = YAMLScalar(text: text, style: .plain)
  let span = Span(source: 0, lower: 0, upper: text.utf8.count)
  return try ExpressionParser.parse(
    EmbeddedSource(scalar, at: span, in: source), isCondition: isCondition)
}

@Suite struct ExpressionTests {
  @Test(arguments: [
    ("a", "event.a"), ("@timestamp", "event.@timestamp"), ("a.b-c", "event.a.b-c"),
    ("a$b", "event.a$b"), ("é.ß", "event.é.ß"), ("$raw", "raw"), ("$raw.message", "raw.message"),
    ("$event", "event"), ("$event.a[0]", "event.a[0]"), ("$event[\"a b\"]", "event.a b"),
    ("$out[\"a b\"].c", "out.a b.c"), ("$item[0][-1][*]", "item[0][-1][*]"),
    ("$row.in.is.not.null", #"named("row").in.is.not.null"#),
    ("event_data[\"Process Name\"]", "event.event_data.Process Name"),
    ("a or b and not c == d", "(event.a or (event.b and not (event.c == event.d)))"),
    ("a == b else c | f", "(event.a == (event.b else f(event.c)))"),
    ("a | f | g('x', 1)", "g(f(event.a), 'x', 1)"), ("f()", "f()"),
    (
      "f(a, [1, -2.5e3, ], )",
      "f(event.a, [1, -2.5e3])"
    ),
    ("a in ['x', \"y\"]", "(event.a in ['x', 'y'])"), ("a not in b", "(event.a not in event.b)"),
    ("a is present", "(event.a is present)"), ("a is not null", "(event.a is not null)"),
    ("contains(a, 'x')", "contains(event.a, 'x')"), ("a | matches('x')", "matches(event.a, 'x')"),
    ("not not a", "not not event.a"), ("(a or b) and c", "((event.a or event.b) and event.c)"),
    (
      "a contains 'x' or b startswith 'y'",
      "((event.a contains 'x') or (event.b startswith 'y'))"
    ),
    (
      "a endswith 'x' and b matches '\\\\d'",
      "((event.a endswith 'x') and (event.b matches '\\d'))"
    ),
    ("a<b", "(event.a < event.b)"), ("a >= 0", "(event.a >= 0)"), ("a!=-1", "(event.a != -1)"),
    ("true", "true"), ("null", "null"), ("[]", "[]"),
    ("a else b else c", "((event.a else event.b) else event.c)"),
    (#"'\\\"\'\n\r\t\/\b\f\u00e9\ud83d\ude00'"#, "'\\\"'\n\r\t/\u{8}\u{C}é😀'"),
  ])
  func trees(text: String, expected: String) throws {
    #expect(shown(try parse(text)) == expected)
  }

  /// Signs have blanks around them, `if` reaches as far right as it can, steps stand behind any value.
  @Test(arguments: [
    ("a + b * c - d", "((event.a + (event.b * event.c)) - event.d)"),
    ("a / b else 0", "((event.a / event.b) else 0)"),
    ("a + b > 10", "((event.a + event.b) > 10)"), ("a + b | round", "round((event.a + event.b))"),
    ("a-b % -1", "(event.a-b % -1)"), ("-a - -f(b)", "(-event.a - -f(event.b))"),
    ("-(a + b).c", "-(event.a + event.b).c"),
    ("0x1F + 0Xffffffffffffffff", "(31 + 18446744073709551615)"),
    (
      "if code == 4624 then SubjectUserName else TargetUserName",
      "(if (event.code == 4624) then event.SubjectUserName else event.TargetUserName)"
    ),
    ("if c then x", "(if event.c then event.x)"),
    ("(if c then x) else y", "((if event.c then event.x) else event.y)"),
    (
      "if a else b == 1 then x else y else z",
      "(if ((event.a else event.b) == 1) then event.x else (event.y else event.z))"
    ),
    (
      "if a then x else if b then y else z",
      "(if event.a then event.x else (if event.b then event.y else event.z))"
    ),
    (
      "f(if a then (x else y) else z, [if b then 1])",
      "f((if event.a then (event.x else event.y) else event.z), [(if event.b then 1)])"
    ),
    ("if == 1", "(event.if == 1)"), ("if else b", "(event.if else event.b)"),
    ("$event.if", "event.if"),
    ("if if then x", "(if event.if then event.x)"), ("if - 1", "(event.if - 1)"),
    ("if -1 == a then b", "(if (-1 == event.a) then event.b)"),
    ("if not in a", "(event.if not in event.a)"),
    ("if not a then b", "(if not event.a then event.b)"),
    ("if [a] == b then c", "(if ([event.a] == event.b) then event.c)"),
    ("then == else_", "(event.then == event.else_)"),
    ("f(x).a[0]", "f(event.x).a[0]"), ("(a else b).c[0]", "(event.a else event.b).c[0]"),
    ("(x | f).a", "f(event.x).a"), ("(a.b)[0].c", "event.a.b[0].c"),
    (
      "parameters[Name == \"UserId\"].Value",
      "event.parameters[(tested.Name == 'UserId')].Value"
    ),
    (
      "target[* where type == 'User'].id",
      "event.target[* where (tested.type == 'User')].id"
    ),
    (
      "tags[* where $item startswith 'attack.']",
      "event.tags[* where (tested startswith 'attack.')]"
    ),
    (
      "a[b == $event.b and c is present][0]",
      "event.a[((tested.b == event.b) and (tested.c is present))][0]"
    ),
    (
      "a[b[c == 1] is present].d[e == 2]",
      "event.a[(tested.b[(tested.c == 1)] is present)].d[(tested.e == 2)]"
    ),
    ("a[\"x\" == b]", "event.a[('x' == tested.b)]"), ("a[not b]", "event.a[not tested.b]"),
    ("f(x)[is_ip(y)]", "f(event.x)[is_ip(tested.y)]"),
  ])
  func newerTrees(text: String, expected: String) throws {
    #expect(shown(try parse(text, isCondition: false)) == expected)
  }

  @Test(arguments: [
    ("sent else 0 «+» received", "`(sent else 0) + received` or `sent else (0 + received)`"),
    ("a else b else c «*» d | f", "(a else b else c) * d | f"),
    ("if a then «if» b then x else y", "brackets"), ("a + «if» b then c", "brackets"),
    ("x | f «*» 2", "`(x | f) * …`"), ("x «if» c", "`if … then …`"), ("x | f«.»a", "`(x | f).…`"),
    ("x | f(1)«[»0]", "`(x | f(1))[…`"), ("a «-1»", "`a - 1`"), ("a- «b»", "`a - …`"),
    ("a«+»b", "blank"), ("(a)«*»(b)", "blank"), ("a «-»b", "blank"), ("a + «-» b", "directly"),
    ("«-»'x'", "before a name"), ("a «then» b", "operator"), ("if a «b»", "`then`"),
    ("if a else b«»", "`then`"), ("«0x»", "1 to 16"), ("«0x12345678123456789»", "1 to 16"),
    ("a[«b else c»]", "`[name == \"x\"]`"), ("a[* where «b»]", "condition"),
    ("a[«$item.x» == 1]", "bare names"), ("a[b == 1«»", ""),
  ])
  func newerFaults(marked: String, words: String) {
    let marked = Marked(marked)
    do throws(ExpressionFault) {
      let tree = try parse(marked.text, isCondition: false)
      Issue.record("`\(marked.text)` parsed as \(shown(tree))")
    } catch {
      if !words.isEmpty {
        #expect(error.lower == marked.lower && error.upper == marked.upper, "\(error)")
      }
      let said = error.message + " " + (error.help ?? "")
      #expect(words.isEmpty || said.contains(words), "\(said)")
    }
  }

  @Test(arguments: [
    ("a «=» 1", "HL1201", "did you mean `==`"), ("a «&&» b", "HL1201", "did you mean `and`"),
    ("a «||» b", "HL1201", "did you mean `or`"), ("«!»a", "HL1201", "did you mean `not`"),
    ("a «??» b", "HL1201", "did you mean `else`"), ("a «?» b : c", "HL1201", "if a then b else c"),
    ("a «===» b", "HL1201", "did you mean `==`"),
    ("a «<>» b", "HL1201", "did you mean `!=`"), ("a «=~» b", "HL1201", "did you mean `matches`"),
    ("«(»a or b", "HL1201", "never closed"), ("«[»1, 2", "HL1201", "never closed"),
    ("f«(»a", "HL1201", "never closed"), ("a«[»0", "HL1201", "never closed"),
    ("(a «b»)", "HL1201", "expected `)`"), ("a«)»", "HL1201", "nothing opens"),
    ("a == «'abc»", "HL1203", "closing"), ("«\"a\\»", "HL1203", "backslash"),
    ("a matches '«\\d»+'", "HL1202", "write `\\\\d`"), ("'«\\é»'", "HL1202", ""),
    ("'«\\u»12'", "HL1202", "four hexadecimal"), ("'«\\ud800»'", "HL1202", "surrogate"),
    ("a «==»", "HL1201", "must follow"), ("«»", "HL1201", "empty"),
    ("a == b «==» c", "HL1201", "do not chain"), ("a is «presnt»", "HL1201", "`present`"),
    ("a is «absent»", "HL1201", "is not present"), ("a is «5»", "HL1201", "must follow `is`"),
    ("a «AND» b", "HL1201", "did you mean `and`"), ("a «b»", "HL1201", "["),
    ("a «[»0]", "HL1201", "directly behind"), ("a.«0».b", "HL1201", "[0]"),
    ("a.«[»0]", "HL1201", "without a dot"), ("a[«b»]", "HL1201", "[\"b\"]"),
    ("a[«1.5»]", "HL1201", "not an index"), ("«010»", "HL1201", "quotes"),
    ("a == «10.0.0.1»", "HL1201", "quotes"), ("«5abc»", "HL1201", "quotes"),
    ("«$»", "HL1201", "must follow `$`"), ("«$»{x}", "HL1201", "`$name`"),
    ("a | «5»", "HL1201", "a function"), ("a «||»", "HL1201", "`or`"),
    ("f(«x»: 1)", "HL1201", "order"),
    ("«in»", "HL1201", "$event.in"), ("f«!»(a)", "HL1201", "without it"),
    ("«$.»a", "HL1201", "without `$.`"), ("a[«]»", "HL1201", "`[*]`"),
    ("a «//» b", "HL1201", "`a else b`"), ("a matches «/»x/", "HL1201", "quotes"),
    ("f «(»a)", "HL1201", "directly behind"),
    ("«a.b»(c)", "HL1201", "cannot be called"), ("a == «“x”»", "HL1201", "write `\"x\"`"),
    ("a == «“»x", "HL1201", "curly"),
    ("a«\u{A0}»== 1", "HL1201", "no-break"), ("«{{» a }}", "HL1201", "without braces"),
    ("«`»a`", "HL1201", "without backquotes"), ("'x'«.»b", "HL1201", "no members"),
    ("é == «;»", "HL1201", ""),
  ])
  func faults(marked: String, code: String, words: String) {
    let marked = Marked(marked)
    do throws(ExpressionFault) {
      let tree = try parse(marked.text)
      Issue.record("`\(marked.text)` parsed as \(shown(tree))")
    } catch {
      let codes = [
        ExpressionFault.Code.syntax: "HL1201", .escape: "HL1202", .unterminated: "HL1203",
        .depth: "HL1204",
      ]
      #expect(codes[error.code] == code)
      #expect(error.lower == marked.lower && error.upper == marked.upper, "\(error)")
      let said = error.message + " " + (error.help ?? "")
      #expect(words.isEmpty || said.contains(words), "\(said)")
    }
  }

  @Test(arguments: ["else", "or", "and"])
  func longChainsStayFlat(word: String) throws {
    let text = [String](repeating: "a", count: 4000).joined(separator: " \(word) ")
    #expect(height(try parse(text)) < 16)
  }

  private func height(_ expression: Expression) -> Int {
    switch expression {
    case .and(let left, let right, _), .or(let left, let right, _),
      .fallback(let left, let right, _):
      1 + max(height(left), height(right))
    default: 1
    }
  }

  @Test(arguments: [
    String(repeating: "(", count: 65) + "a" + String(repeating: ")", count: 65),
    String(repeating: "(", count: 20_000), String(repeating: "[", count: 20_000),
    String(repeating: "f(", count: 20_000), String(repeating: "not ", count: 70) + "a",
    "a" + String(repeating: " | f", count: 70), "a" + String(repeating: " or a", count: 10_000),
    "a" + String(repeating: ".a", count: 300), "a" + String(repeating: ",", count: 100_001),
    "[" + String(repeating: "1,", count: 12_000) + "1]",
  ])
  func limits(text: String) {
    do throws(ExpressionFault) {
      _ = try parse(text)
      Issue.record("no limit was reported")
    } catch {
      #expect(error.code == .depth)
    }
  }

  @Test func nestingWithinTheLimit() throws {
    let text = String(repeating: "(", count: 63) + "a" + String(repeating: ")", count: 63)
    #expect(shown(try parse(text)) == "event.a")
  }

  @Test(arguments: [
    ("a || b", "else"), ("lower(a) || b || c", "else"), ("a == 1 || b", "or"),
    ("not a || b", "or"), ("a is ip || b", "or"),
  ])
  func barsInAValue(text: String, replacement: String) {
    do throws(ExpressionFault) {
      _ = try parse(text, isCondition: false)
      Issue.record("no fault")
    } catch {
      #expect(error.replacement == replacement)
    }
  }

  /// A part has the parentheses of its own parts, and not those around it.
  @Test(arguments: [
    "(a | lower) == \"x\"", "(a == 'X') or (b == 'y')", "x and (a or (b))", "(a) else (b)",
    "(a) is ip", "((a else b)) | f", "(a) | f in [(b)]", "not (not (a))", "(a) == ((b))",
  ])
  func spansOfParentheses(text: String) throws {
    func span(_ text: String) throws -> Range<Int> {
      let span = try parse(text).span
      return Int(span.lower)..<Int(span.upper)
    }
    #expect(try span(text) == 0..<text.utf8.count)
    #expect(try span("(\(text))") == 1..<text.utf8.count + 1)
  }

  @Test func spansOfNodes() throws {
    let text = "not (a.b == 'x') and f(c) | g else [1]"
    guard case .and(let left, let right, _) = try parse(text) else {
      Issue.record("an `and`")
      return
    }
    let bytes = Array(text.utf8)
    func cut(_ span: Span) -> String {
      String(decoding: bytes[Int(span.lower)..<Int(span.upper)], as: UTF8.self)
    }
    #expect(cut(left.span) == "not (a.b == 'x')")
    #expect(cut(right.span) == "f(c) | g else [1]")
    guard case .fallback(let call, let list, _) = right else { return }
    #expect(cut(call.span) == "f(c) | g")
    #expect(cut(list.span) == "[1]")
  }
}
