import Diagnostics
import JSON
import Planning
import Text

/// Single names beside which a comparison has only what tells them to be texts without quotes.
extension Checker {
  func checkBareWords() {
    for (word, isText) in BareWords(files, decoded: eventNames).mistaken {
      report(.bareWord(word, isText: isText))
    }
  }

  /// What the file's `decode:` is known to give.
  private var eventNames: Set<String> { compiler.eventMembers.map { Set($0.names.keys) } ?? [] }
}

/// Where the comparisons of a mapping have a single bare name, and which names are read as paths.
private struct BareWords {
  private var comparisons: [ComparedWords] = []
  /// Where each name is read, or a path that begins with it.
  private var reads: [String: Set<Span>] = [:]
  /// The places among these where a text would do as well.
  private var doubtful: Set<Span> = []
  /// What the file's `decode:` is known to give.
  private let decoded: Set<String>
  private let declared: DeclaredNames

  init(_ files: [Mapping], decoded: Set<String>) {
    self.decoded = decoded
    declared = DeclaredNames(files)
    var comparisons: [ComparedWords] = []
    var reads: [String: Set<Span>] = [:]
    for file in files {
      StageWalk(onExpression: { expression in
        if let path = expression.plainPath, path.root == .event || path.root == .raw,
          let name = path.steps.first?.value.member
        {
          reads[name, default: []].insert(path.span)
        }
        if let compared = expression.comparedWords { comparisons.append(compared) }
      }).walk(file)
    }
    self.comparisons = comparisons
    self.reads = reads
    for compared in comparisons where compared.isList || !compared.isJoin {
      // What stands on the left is the path, unless there is a reason to think otherwise.
      let places = compared.isList ? compared.words : compared.words.filter { $0.isRight }
      doubtful.formUnion(places.map(\.path.span))
    }
  }

  /// Whether the name is read somewhere else, where it can only be a path.
  private func isRead(_ path: Path, beside places: [Span]) -> Bool {
    guard path.root == .event, let name = path.steps.first?.value.member else { return true }
    return reads[name]?.contains { !doubtful.contains($0) && !places.contains($0) } ?? false
  }

  private func isKnown(_ path: Path) -> Bool {
    guard let name = path.steps.first?.value.member else { return true }
    return decoded.contains(name) || declared.contains(name)
  }

  /// The words that are not paths, and whether they are texts beyond doubt.
  var mistaken: [(path: Path, isText: Bool)] {
    comparisons.flatMap { compared in
      words(mistakenIn: compared).map { ($0, compared.areTexts) }
    }
  }

  private func words(mistakenIn compared: ComparedWords) -> [Path] {
    if !compared.isList, compared.isJoin { return [] }
    let places = compared.words.map(\.path.span) + compared.paths.map(\.span)
    let words = compared.words.map(\.path).filter {
      !isRead($0, beside: places) && !isKnown($0)
    }
    if compared.isList { return words.count == compared.words.count ? words : [] }
    return words.filter { word in
      (compared.paths + compared.words.map(\.path)).contains {
        $0.span != word.span && isRead($0, beside: places)
      }
    }
  }
}

/// The names that events have by what a mapping says beside its rules: its tests and `unread:`.
struct DeclaredNames {
  private let names: Set<String>
  /// The texts that tests pass to the `decode:` that gives the event.
  private let undecoded: [String]

  /// The names declared by all files of a mapping.
  init(_ files: [Mapping]) {
    let inputs = files.flatMap(\.tests).map(\.input.value)
    names = Set(inputs.flatMap(\.memberNames))
      .union(files.flatMap(\.unread).compactMap { $0.path.steps.first?.value.member })
    undecoded = files.contains { $0.decode != nil } ? inputs.flatMap(\.allTexts) : []
  }

  /// Whether events have a member of that name, possibly inside a text that is decoded first.
  func contains(_ name: String) -> Bool {
    names.contains(name) || undecoded.contains { $0.mayHold(key: name) }
  }
}

/// The single bare names of one comparison, and the paths beside them.
struct ComparedWords {
  /// An operand that may be a path, or a text whose quotes were forgotten.
  struct Word {
    /// The operand as a path.
    var path: Path
    /// Whether it stands right of the operator.
    var isRight: Bool
    /// The bare name.
    var name: String { path.text }
  }

  /// The single bare names, from left to right.
  var words: [Word]
  /// The operands that are other paths; in a list, only what the list is compared with.
  var paths: [Path]
  /// The names are the items of a list: `action in [deny, blocked]`.
  var isList: Bool

  /// Whether something else than the event is compared with it: `$item.gid == primary_gid`.
  var isJoin: Bool { paths.contains { $0.root != .event } }

  /// Whether the words can hardly be paths, if no event has them: who compares two values of an
  /// event writes them just so, but no list of them.
  var areTexts: Bool { isList && !isJoin }
}

extension JSONTree {
  /// The names of an object's members.
  fileprivate var memberNames: [String] {
    if case .object(let members) = self { members.map(\.name) } else { [] }
  }

  /// All texts in it, however deep.
  fileprivate var allTexts: [String] {
    switch self {
    case .text(let text): [text]
    case .list(let items): items.flatMap(\.allTexts)
    case .object(let members): members.flatMap { $0.value.allTexts }
    default: []
    }
  }
}

extension String {
  /// Whether the name stands in the text as keys do: before `=`, `:` or `>`, in quotes or without.
  fileprivate func mayHold(key name: String) -> Bool {
    ranges(of: name).contains { range in
      let rest = self[range.upperBound...].drop { $0 == "\"" || $0 == "'" || $0 == " " }
      return rest.first == "=" || rest.first == ":" || rest.first == ">"
    }
  }
}

extension Expression {
  /// The same for all comparisons in an expression.
  var allComparedWords: [ComparedWords] {
    var found: [ComparedWords] = []
    forEachNode { expression in expression.comparedWords.map { found.append($0) } }
    return found
  }

  /// What the comparison has of names that may be meant as texts; nil where there is no such name,
  /// or something beside it that is neither a constant nor a path.
  var comparedWords: ComparedWords? {
    guard case .comparison(let comparison, let left, let right, _) = self else { return nil }
    switch comparison.value {
    case .in, .notIn: return right.listedWords(comparedWith: left)
    case .equal, .notEqual, .contains, .startswith, .endswith:
      guard let left = left.plainPath, let right = right.plainPath else { return nil }
      var result = ComparedWords(words: [], paths: [], isList: false)
      for (path, isRight) in [(left, false), (right, true)] {
        if path.isBareName {
          result.words.append(.init(path: path, isRight: isRight))
        } else {
          result.paths.append(path)
        }
      }
      return result.words.isEmpty ? nil : result
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .matches: return nil
    }
  }

  private func listedWords(comparedWith left: Expression) -> ComparedWords? {
    guard case .list(let items, _) = self, let path = left.plainPath else { return nil }
    var result = ComparedWords(words: [], paths: [path], isList: true)
    for item in items {
      switch item {
      case .literal: continue
      case .path(let path) where path.isBareName:
        result.words.append(.init(path: path, isRight: true))
      default: return nil
      }
    }
    return result.words.isEmpty ? nil : result
  }
}

extension Path {
  /// Whether it is one name and nothing else, written without `$event`.
  var isBareName: Bool { quotes != nil }
}

extension Diagnostic {
  /// A path that is a text without its quotes; `lookedAt` says how many samples do not have it. Only
  /// where it can be nothing else than a text an edit is offered.
  static func bareWord(
    _ path: Path, isText: Bool, lookedAt: String? = nil
  ) -> Diagnostic {
    let name = path.text
    let reason = lookedAt.map { "no sample has it \($0)" } ?? "nothing else reads it"
    let quote = path.quotes.map { String(Unicode.Scalar($0)) } ?? "\""
    return Diagnostic(
      .bareWord, .warning, "`\(name)` is a path here, and \(reason)", at: path.span,
      help: "`\(quote)\(name)\(quote)` is the text; write `$event.\(name)` where the path is meant",
      fix: isText && path.mayBeQuoted ? Fix(path.span, quote + name + quote) : nil)
  }
}
