import Diagnostics
import Planning
import Text

/// Which single names of conditions are paths, and which are texts without quotes, by what samples
/// have.
struct WordsWithoutQuotes {
  private let paths: PathEvidence
  private let compared: [ComparedWords]
  /// The places of all paths that are read.
  private let read: Set<Span>
  /// The names read where only a path can be meant.
  private let readElsewhere: Set<String>
  private let declared: DeclaredNames

  init(_ mapping: Mapping, _ paths: PathEvidence) {
    self.paths = paths
    let walk = RuleWalk(mapping)
    compared = walk.expressions.flatMap(\.allComparedWords)
    declared = DeclaredNames(mapping.filesInOrder)
    let places = Set(compared.flatMap(\.words).map(\.path.span))
    let reads = walk.uses.reads
    read = Set(reads.map(\.span))
    readElsewhere = Set(reads.filter { !places.contains($0.span) }.compactMap(\.name))
  }

  var verdict: PathVerdict {
    var verdict = PathVerdict()
    verdict.confirmed = seenWords
    verdict.findings = unseenWords(beside: verdict.confirmed)
    return verdict
  }

  /// The names that some sample has; of a list that has one all names.
  private var seenWords: Set<Span> {
    compared.reduce(into: []) { spans, one in
      let words = one.words.map(\.path.span)
      let met = words.filter(paths.seen.contains)
      spans.formUnion(one.isList && !met.isEmpty ? words : met)
    }
  }

  /// Names that no sample has, compared with a path that some have: these are texts, most likely.
  private func unseenWords(beside seenWords: Set<Span>) -> [Span: Diagnostic] {
    func isPath(_ word: ComparedWords.Word) -> Bool {
      seenWords.contains(word.path.span) || readElsewhere.contains(word.name)
        || declared.contains(word.name)
    }
    var found: [Span: Diagnostic] = [:]
    for one in compared {
      let operands = (one.paths + one.words.map(\.path)).map(\.span)
      guard operands.contains(where: { read.contains($0) && !paths.hasUnseenStep(in: $0) }),
        !one.isList || !one.words.contains(where: isPath)
      else { continue }
      for word in one.words where paths.hasUnseenStep(in: word.path.span) && !isPath(word) {
        // `c == $raw.allow` has no text on its left.
        if one.isJoin, !word.isRight { continue }
        found[word.path.span] = .bareWord(
          word.path, isText: one.areTexts, lookedAt: paths.lookedAt)
      }
    }
    return found
  }
}

extension RuleReads.Read {
  /// The member of the event that it begins with.
  fileprivate var name: String? {
    switch base {
    case .event, .raw: break
    case .result: return nil
    }
    guard case .member(let name)? = steps.first?.value else { return nil }
    return name
  }
}
