import Diagnostics
import Parsing

/// Single names beside which a comparison has only what tells them to be texts without quotes.
extension Checker {
  func checkBareWords() {
    let words = BareWords(files)
    for word in words.mistaken { report(.bareWord(word)) }
  }
}

/// Where the comparisons of a mapping have a single bare name, and which names are read as paths.
private struct BareWords {
  private var comparisons: [ComparedWords] = []
  /// Where each name is read, or a path that begins with it.
  private var reads: [String: Set<Span>] = [:]
  /// The places among these where a text would do as well.
  private var doubtful: Set<Span> = []

  init(_ files: [Mapping]) {
    var comparisons: [ComparedWords] = []
    var reads: [String: Set<Span>] = [:]
    for file in files {
      StageWalk(onExpression: { expression in
        if let path = expression.plainPath, path.root == .event,
          let name = path.steps.first?.value.member
        {
          reads[name, default: []].insert(path.span)
        }
        if let compared = expression.comparedWords { comparisons.append(compared) }
      }).walk(file)
    }
    self.comparisons = comparisons
    self.reads = reads
    for compared in comparisons {
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

  var mistaken: [Path] {
    comparisons.flatMap { compared -> [Path] in
      let places = compared.words.map(\.path.span) + compared.paths.map(\.span)
      let words = compared.words.map(\.path).filter { !isRead($0, beside: places) }
      if compared.isList { return words.count == compared.words.count ? words : [] }
      return words.filter { word in
        (compared.paths + compared.words.map(\.path)).contains {
          $0.span != word.span && isRead($0, beside: places)
        }
      }
    }
  }
}

/// The single bare names of one comparison, and the paths beside them.
public struct ComparedWords {
  public struct Word {
    public var path: Path
    var isRight: Bool
  }

  public var words: [Word]
  /// The operands that are other paths; in a list, only what the list is compared with.
  public var paths: [Path]
  /// The names are the items of a list: `action in [deny, blocked]`.
  var isList: Bool
}

extension Expression {
  /// The same for all comparisons in an expression.
  public var allComparedWords: [ComparedWords] {
    var found: [ComparedWords] = []
    forEachNode { expression in expression.comparedWords.map { found.append($0) } }
    return found
  }

  /// What the comparison has of names that may be meant as texts; nil where there is no such name,
  /// or something beside it that is neither a constant nor a path.
  public var comparedWords: ComparedWords? {
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
  /// A path that is a text without its quotes; `lookedAt` says how many samples do not have it.
  public static func bareWord(_ path: Path, lookedAt: String? = nil) -> Diagnostic {
    let name = path.text
    let reason = lookedAt.map { "no sample has it\($0)" } ?? "nothing else reads it"
    let quote = path.quotes.map { String(Unicode.Scalar($0)) } ?? "\""
    return Diagnostic(
      .bareWord, .warning, "`\(name)` is a path here, and \(reason)", at: path.span,
      help: "`\(quote)\(name)\(quote)` is the text; write `$event.\(name)` where the path is meant",
      fix: path.mayBeQuoted ? Fix(path.span, quote + name + quote) : nil)
  }
}
