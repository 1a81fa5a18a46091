import Diagnostics
import Language
import Planning
import Text

/// Which single names of conditions are paths, and which are texts without quotes, by what samples
/// have.
extension SampleChecks {
  private var compared: [ComparedWords] {
    (native?.expressions ?? []).flatMap { $0.allComparedWords }
  }

  /// The names that some sample has; of a list that has one all names.
  var seenWords: Set<Span> {
    let seen = Set(reads.reads.filter { shape(at: $0) != nil }.map(\.span))
    return compared.reduce(into: []) { spans, one in
      let words = one.words.map(\.path.span)
      let met = words.filter(seen.contains)
      spans.formUnion(one.isList && !met.isEmpty ? words : met)
    }
  }

  /// Names that no sample has, compared with a path that some have: these are texts, most likely.
  var unseenWords: [Span: Diagnostic] {
    var found: [Span: Diagnostic] = [:]
    let compared = compared
    let places = Set(compared.flatMap(\.words).map(\.path.span))
    let read = Set(reads.reads.map(\.span))
    // What is read where only a path can be meant is one here too.
    let readElsewhere = Set(reads.reads.filter { !places.contains($0.span) }.map(\.name))
    let declared = DeclaredNames(rules.mapping.map(Planner.inOrder) ?? [])
    let seenWords = seenWords
    func isPath(_ word: ComparedWords.Word) -> Bool {
      seenWords.contains(word.path.span) || readElsewhere.contains(word.name)
        || declared.contains(word.name)
    }
    for one in compared {
      let paths = one.paths + one.words.map(\.path)
      guard paths.contains(where: { read.contains($0.span) && !readsUnseenPath($0.span) }),
        !one.isList || !one.words.contains(where: { isPath($0) })
      else { continue }
      for word in one.words where unseen[word.path.span] != nil && !isPath(word) {
        // `c == $raw.allow` has no text on its left.
        if one.isJoin, !word.isRight { continue }
        found[word.path.span] = .bareWord(word.path, isText: one.areTexts, lookedAt: lookedAt)
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
