import Diagnostics
import Machine
import Text

/// The edits that the findings of a run offer, kept only where the files still pass.
///
/// An edit may bring others into sight, so they are made in rounds. Then the files are checked as
/// they would be: lines that have a new error, or still have the one that was to be fixed, are
/// taken back to what they were.
package struct Fixing {
  /// A file that edits changed.
  package struct FixedFile {
    /// The path of the file.
    package var path: String
    /// The text with its edits.
    package var text: EditedText
  }

  /// How the files are checked with other texts in the place of some.
  package typealias Check = (OverlaidFiles) -> CheckRun

  /// Rounds of edits before the files are judged.
  private static let rounds = 8
  /// Checks that may be spent on finding the edits that do harm somewhere else.
  private static let trials = 64

  private let paths: [String: String]
  private let check: Check
  private var texts: [String: EditedText] = [:]
  /// The errors before any edit.
  private var before: ErrorCensus
  private var trialsLeft = Fixing.trials
  /// Edits that were tried and taken back.
  package private(set) var takenBack = 0

  /// Files that were only included are left alone.
  package init(_ run: inout CheckRun, given: [String], check: @escaping Check) {
    var paths: [String: String] = [:]
    for path in given where path != "-" || paths[path] == nil {
      let identity = run.identity(path)
      paths[identity] = paths[identity] ?? path
    }
    self.paths = paths
    self.check = check
    before = ErrorCensus(&run, [:])
    var run = run
    // What was taken back may have stood in the way of other edits.
    for _ in 0..<Fixing.rounds where improve(&run) {}
  }

  /// The files that the edits change.
  package var files: [FixedFile] {
    texts.keys.sorted().compactMap { identity in
      guard let path = paths[identity], let text = texts[identity], !text.changed.isEmpty else {
        return nil
      }
      return FixedFile(path: path, text: text)
    }
  }

  /// How many edits were made in all files.
  package var applied: Int { files.reduce(0) { $0 + $1.text.edits } }

  // MARK: Making edits

  /// Makes all the edits that do good; false where there are none.
  private mutating func improve(_ run: inout CheckRun) -> Bool {
    let start = texts
    var trial = texts
    for _ in 0..<Fixing.rounds {
      guard edit(&trial, by: &run) else { break }
      run = checked(trial)
    }
    let tried = edits(in: trial)
    while case let bad = before.harmed(&run, trial), !bad.lines.isEmpty {
      restore(bad.lines, in: &trial, to: start)
      run = checked(trial)
    }
    if before.harmed(&run, trial).isElsewhere {
      trial = harmless(changes(from: start, to: trial)[...], of: trial, over: start)
      run = checked(trial)
    }
    takenBack = max(takenBack, tried - edits(in: trial))
    defer { texts = trial }
    return trial.mapValues(\.bytes) != start.mapValues(\.bytes)
  }

  /// One round; false where no finding has an edit that can be made.
  private func edit(_ texts: inout [String: EditedText], by run: inout CheckRun) -> Bool {
    var findings: [String: [Diagnostic]] = [:]
    for file in run.files {
      for var finding in file.diagnostics {
        guard let span = finding.fix?.span, Int(span.source) < file.sources.texts.count else {
          continue
        }
        let text = file.sources[span]
        let identity = run.identity(text.name)
        guard paths[identity] != nil else { continue }
        // The same text may have another number in another load.
        finding.fix?.span.source = 0
        if texts[identity] == nil { texts[identity] = EditedText(text) }
        findings[identity, default: []].append(finding)
      }
    }
    var isAny = false
    for (identity, findings) in findings where texts[identity]?.make(findings) == true {
      isAny = true
    }
    return isAny
  }

  private func checked(_ texts: [String: EditedText]) -> CheckRun {
    var edited = OverlaidFiles(over: DiskFiles())
    for (identity, text) in texts { edited[paths[identity] ?? identity] = text.bytes }
    return check(edited)
  }

  private func edits(in texts: [String: EditedText]) -> Int {
    texts.values.reduce(0) { $0 + $1.edits }
  }

  // MARK: Taking edits back

  private typealias Change = ErrorCensus.Line

  private func restore(
    _ lines: Set<Change>, in texts: inout [String: EditedText], to start: [String: EditedText]
  ) {
    for (identity, numbers) in Dictionary(grouping: lines, by: \.file) {
      texts[identity]?.restore(numbers.map(\.number), to: start[identity])
    }
  }

  private func changes(
    from start: [String: EditedText], to end: [String: EditedText]
  ) -> [Change] {
    end.keys.sorted().flatMap { identity in
      (end[identity]?.changed ?? []).map { Change(file: identity, number: $0) }
    }
  }

  /// As many of the changes as do no harm, found by halves.
  private mutating func harmless(
    _ changes: ArraySlice<Change>, of edited: [String: EditedText],
    over base: [String: EditedText]
  ) -> [String: EditedText] {
    var left = Set(changes)
    func with(_ kept: Set<Change>) -> [String: EditedText] {
      var texts = edited
      restore(Set(changes).subtracting(kept), in: &texts, to: base)
      return texts
    }
    func isSound(_ kept: Set<Change>) -> Bool {
      trialsLeft -= 1
      let texts = with(kept)
      var run = checked(texts)
      let harm = before.harmed(&run, texts)
      return harm.lines.isEmpty && !harm.isElsewhere
    }
    func settle(_ part: ArraySlice<Change>, _ kept: Set<Change>) -> Set<Change> {
      if part.isEmpty || trialsLeft <= 0 { return kept }
      if isSound(kept.union(part)) { return kept.union(part) }
      if part.count == 1 { return kept }
      let middle = part.startIndex + part.count / 2
      return settle(part[middle...], settle(part[..<middle], kept))
    }
    left = settle(changes, [])
    return with(left)
  }

  // MARK: Results

  /// What would change, for `patch`.
  package var diff: String {
    files.map { file in
      UnifiedDiff.text(
        from: String(decoding: file.text.original.bytes, as: UTF8.self),
        to: String(decoding: file.text.bytes, as: UTF8.self), path: file.path)
    }.joined()
  }

  /// Replaces the files as a whole, keeping their modes; gives why some could not be.
  package func write() -> [String] {
    var problems: [String] = []
    for file in files {
      do {
        let old = try TextFile.read(file.path)
        guard old == file.text.original.bytes else {
          problems.append("\(file.path): changed while it was checked; left as it is")
          continue
        }
        try TextFile.write(Array(file.text.bytes), to: file.path)
      } catch {
        problems.append("\(file.path): \(error.message)")
      }
    }
    return problems
  }
}
