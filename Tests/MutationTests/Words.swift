import Diagnostics
import Functions
import JSON
import Planning
import Schema

@testable import Language
@testable import Text

/// A word of a valid rule file that a typo may hit.
struct Word: Hashable {
  enum Kind: String, CaseIterable {
    case key, target, function, constant
    /// The part of a target that is below an open field, where any name is a valid one.
    case openPart = "name below an open field"
  }

  var kind: Kind
  var text: String
  /// Bytes in the rule file itself.
  var range: Range<Int>
}

/// Finds the words of a rule file: names in what was parsed, keys line by line.
struct WordFinder {
  private let text: SourceText
  private var words: Set<Word> = []
  private var free: [Range<Int>] = []

  private let schema: Schema?
  /// The list whose items are being written.
  private var prefix = ""

  private init(_ text: SourceText, _ schema: Schema?) {
    self.text = text
    self.schema = schema
  }

  static func words(of loaded: LoadedRules) -> [Word] {
    guard let mapping = loaded.syntax as? Mapping, let text = loaded.sources.texts.first else {
      return []
    }
    var finder = WordFinder(text, loaded.schema)
    for stage in mapping.stages { finder.visit(stage) }
    for fragment in mapping.fragments { for stage in fragment.stages { finder.visit(stage) } }
    for inference in mapping.infer {
      finder.add(.constant, inference.name)
      inference.when.map { finder.visit($0) }
    }
    // The events of tests, tables and vendor layers hold any key.
    for test in mapping.tests {
      finder.free.append(Int(test.input.span.lower)..<Int(test.input.span.upper))
      if let output = test.output {
        finder.free.append(Int(output.span.lower)..<Int(output.span.upper))
      }
    }
    finder.findKeys()
    return finder.words.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  private mutating func add(_ kind: Word.Kind, _ name: Located<String>) {
    add(kind, name.value, name.span)
  }

  /// Of a name below an open field only the part up to that field is known.
  private mutating func add(target: Located<String>) {
    if !prefix.isEmpty {
      // Declared members only; a list of objects takes any others.
      if case .field? = schema?.resolve("\(prefix).\(target.value)") {
        add(.target, target)
      } else {
        add(.openPart, target)
      }
      return
    }
    guard case .open(let field)? = schema?.resolve(target.value) else {
      return add(.target, target)
    }
    add(.target, field.name, target.span)
    add(.openPart, String(target.value.dropFirst(field.name.count + 1)), target.span)
  }

  private mutating func add(_ kind: Word.Kind, _ name: String, _ span: Span) {
    guard span.source == 0, name.utf8.count > 1,
      let place = text.text(Int(span.lower)..<Int(span.upper)).firstRange(of: name)
    else { return }
    let whole = text.text(Int(span.lower)..<Int(span.upper))
    let lower = Int(span.lower) + whole[..<place.lowerBound].utf8.count
    words.insert(Word(kind: kind, text: name, range: lower..<lower + name.utf8.count))
  }

  // MARK: Stages

  private mutating func visit(_ stage: Stage) {
    stage.when.map { visit($0) }
    switch stage.kind {
    case .assign(let assignment): visit(assignment)
    case .group(let group): visit(group)
    case .match(let match):
      visit(match.subject)
      for one in match.cases {
        one.when.map { visit($0) }
        visit(one.body)
      }
    case .branches(let branches):
      for one in branches.branches {
        one.when.map { visit($0) }
        visit(one.body)
      }
    case .forEach(let loop):
      visit(loop.list)
      visit(loop.bindings)
      add(target: loop.target)
      loop.filter.map { visit($0) }
      switch loop.body {
      case .objects(let group):
        prefix = loop.target.value
        visit(group)
        prefix = ""
      case .values(let value): visit(value)
      }
    case .decode(let decode):
      add(.constant, decode.kind)
      visit(decode.source)
      decode.otherwise.map { visit($0) }
    case .use(let uses):
      for use in uses {
        add(.function, use.name)
        for argument in use.arguments { visit(argument) }
      }
    case .drop, .remove: break
    case .emit(let emit):
      emit.list.map { visit($0) }
      visit(emit.body)
    }
  }

  private mutating func visit(_ bindings: [Binding]) {
    for source in bindings.flatMap(\.sources) { visit(source) }
  }

  private mutating func visit(_ group: Group) {
    visit(group.bindings)
    for stage in group.decodes { visit(stage) }
    for assignment in group.set + group.map { visit(assignment) }
    for stage in group.stages { visit(stage) }
  }

  private mutating func visit(_ assignment: Assignment) {
    for target in assignment.targets where !target.value.contains("$") {
      add(target: target)
    }
    assignment.when.map { visit($0) }
    switch assignment.source {
    case .expression(let expression): visit(expression)
    case .firstPresent(let all): for expression in all { visit(expression) }
    case .constant(let constant):
      if case .text(let value) = constant.value { add(.constant, value, constant.span) }
    }
    if let cast = assignment.cast { add(.constant, cast.name) }
    if case .named(let table)? = assignment.lookup?.source { add(.constant, table) }
    if case .inline(let entries)? = assignment.lookup?.source {
      for entry in entries {
        free.append(Int(entry.key.span.lower)..<Int(entry.value.span.upper))
      }
    }
  }

  private mutating func visit(_ expression: Expression) {
    switch expression {
    case .call(let name, _, _): add(.function, name)
    case .test(_, let test, _, _): add(.constant, test.value.rawValue, test.span)
    default: break
    }
    for part in expression.parts { visit(part) }
  }

  // MARK: Keys

  private static let keys: Set<String> = [
    "hlmap", "schema", "ignore", "decode", "let", "infer", "fragments", "tables", "include",
    "stages",
    "tests", "when", "note", "to", "from", "value", "as", "lookup", "else", "on_error",
    "unless_set", "set", "map", "match", "cases", "is", "for_each", "where", "use", "drop", "emit",
    "in", "out", "partial",
  ]

  /// Words before a colon that the language knows, outside of free text and of other words.
  private mutating func findKeys() {
    let taken = words.map(\.range) + free
    let bytes = text.bytes
    var place = 0
    while place < bytes.count {
      if bytes[place] == UInt8(ascii: "#") {
        while place < bytes.count, bytes[place] != 0x0A { place += 1 }
      }
      let start = place
      while place < bytes.count,
        bytes[place] | 0x20 >= 0x61 && bytes[place] | 0x20 <= 0x7A
          || bytes[place] == UInt8(ascii: "_")
      {
        place += 1
      }
      let range = start..<place
      let before = start > 0 ? bytes[start - 1] : 0x0A
      if place > start, place < bytes.count, bytes[place] == UInt8(ascii: ":"),
        before <= 0x20 || before == UInt8(ascii: "{"),
        Self.keys.contains(text.text(range)), !taken.contains(where: { $0.overlaps(range) })
      {
        words.insert(Word(kind: .key, text: text.text(range), range: range))
      }
      place = max(place + 1, start + 1)
    }
  }
}
