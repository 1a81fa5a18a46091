import Text

/// Findings parted by the suppressions of the texts they stand in.
///
/// Only warnings and infos can be hidden: an error leaves a file without a plan, whatever a comment
/// says, so hiding it would only hide why.
public struct SuppressedFindings: Sendable {
  /// One entry of one comment.
  public struct Use: Hashable, Sendable {
    /// The place of the comment in `suppressions`, and of the code in it.
    public var suppression: Int
    /// The index of the code in the `entries` of that comment.
    public var entry: Int
  }

  /// The findings that no comment hides, in their order.
  public private(set) var shown: [Diagnostic] = []
  /// The findings that a comment hides, each with the comment's reason.
  public private(set) var hidden: [CheckedFile.Hidden] = []
  /// The entries that match a finding, including those that match one that cannot be hidden.
  public private(set) var used: Set<Use> = []

  /// Splits findings into shown and hidden; the spans of both findings and comments refer to
  /// `sources`.
  public init(_ diagnostics: [Diagnostic], _ suppressions: [Suppression], in sources: SourceMap) {
    // Of several entries with one code for one line the first counts.
    var uses: [Key: Use] = [:]
    for (number, suppression) in suppressions.enumerated() {
      for (place, entry) in suppression.entries.enumerated() {
        guard let code = entry.code else { continue }
        let key = Key(source: suppression.span.source, line: suppression.line, code: code)
        if uses[key] == nil { uses[key] = Use(suppression: number, entry: place) }
      }
    }
    for diagnostic in diagnostics {
      guard let span = diagnostic.span, Int(span.source) < sources.texts.count else {
        shown.append(diagnostic)
        continue
      }
      let line = sources[span].position(at: Int(span.lower)).line
      let key = Key(source: span.source, line: line, code: diagnostic.code)
      guard let match = uses[key] else {
        shown.append(diagnostic)
        continue
      }
      let isFirst = used.insert(match).inserted
      let suppression = suppressions[match.suppression]
      if diagnostic.severity == .error {
        shown.append(diagnostic)
        if isFirst { shown.append(.cannotSuppress(suppression.entries[match.entry])) }
      } else {
        hidden.append(.init(diagnostic, .comment(suppression.reason)))
      }
    }
  }

  /// What all findings that one entry matches have in common.
  private struct Key: Hashable {
    var source: UInt16
    var line: Int
    var code: DiagnosticCode
  }
}

extension Suppression {
  /// What is wrong with the comment itself, given which of its entries matched a finding.
  public func findings(isUsed: (Int) -> Bool) -> [Diagnostic] {
    var unused: [Diagnostic] = []
    // One edit fixes all of them; what may be a slip of the pen is left to its author.
    let edit = edit { entries[$0].code == nil || isUsed($0) }
    for (number, entry) in entries.enumerated() where !isUsed(number) {
      unused.append(
        entry.code == nil ? .unknownCode(entry) : .unusedSuppression(entry, edit))
    }
    return unused
  }
}

extension Diagnostic {
  fileprivate static func cannotSuppress(_ entry: Suppression.Entry) -> Diagnostic {
    Diagnostic(
      .suppressedError, .warning, "`\(entry.text)` is an error and cannot be hidden",
      at: entry.span, help: "mend it; a comment hides warnings and infos only")
  }

  fileprivate static func unknownCode(_ entry: Suppression.Entry) -> Diagnostic {
    let nearest = Suggestion.nearest(
      to: entry.text, in: DiagnosticCode.allCases.map(\.rawValue))
    return Diagnostic(
      .unknownSuppressedCode, .warning, "there is no code `\(entry.text)`", at: entry.span,
      help: nearest.map { "did you mean `\($0)`?" } ?? "`hl-map explain` lists all codes")
  }

  fileprivate static func unusedSuppression(
    _ entry: Suppression.Entry, _ fix: Fix?
  ) -> Diagnostic {
    Diagnostic(
      .unusedSuppression, .warning, "nothing on this line is reported as `\(entry.text)`",
      at: entry.span, label: "hides nothing", help: "remove it", fix: fix)
  }
}
