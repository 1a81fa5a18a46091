import Diagnostics
import HLMap
import Machine
import Planning
import Text
import YAML

/// Checks rule files one after the other and gathers what they have in common: texts that several
/// of them include, and the comments in those texts.
package struct CheckRun {
  /// The files checked so far, in order.
  package private(set) var files: [CheckedFile] = []
  /// Given files that do not exist or cannot be read.
  package private(set) var unreadable: Set<String> = []
  /// The inline tests that pass, each by its file and name; known on request.
  private(set) var passedTests: Set<String> = []

  /// A suppression, whichever load its text was read in.
  private struct Place: Hashable {
    var file: String
    var offset: UInt32
  }

  /// Findings of a text that two rule files include are shown once.
  private struct Seen: Hashable {
    var file: String
    var lower: UInt32
    var upper: UInt32
    var code: DiagnosticCode
    var message: String
  }

  /// All files that the given ones read.
  package private(set) var read: [String] = []
  private var seen: Set<Seen> = []
  private var identities: [String: String] = [:]
  private var used: [Place: Set<Int>] = [:]
  /// The suppressions of the given files themselves, by their place in `files`.
  private var own: [(file: Int, suppression: Suppression)] = []

  /// One file as it was loaded.
  private struct Load {
    var path: String
    var rules: LoadedRules
    var found: [Diagnostic]
  }

  /// Loads and checks the files; `texts` stand for what some of them hold, and `findings`, which may
  /// need a `detail` of the plans, judges each by what only the caller can know. `runsTests` asks for
  /// `passedTests`.
  package static func check(
    _ paths: [String], texts: OverlaidFiles = OverlaidFiles(over: DiskFiles()),
    detail: PlanDetail = .none, roots: [String] = [], runsTests: Bool = false,
    findings: (LoadedRules) -> [Diagnostic] = \.diagnostics
  ) -> CheckRun {
    var run = CheckRun()
    var passed: Set<String> = []
    func load(_ path: String) -> Load {
      let rules = RuleLoader.load(
        path: path, LoadRequest(files: texts, roots: roots, detail: detail, mayBeFields: true))
      if runsTests {
        for name in FileTests.passedInline(rules) { passed.insert("\(path): \(name)") }
      }
      return Load(path: path, rules: rules, found: findings(rules))
    }
    let given = paths.map(load)
    run.read = given.flatMap(\.rules.files)
    var includers: [String: [Load]] = [:]
    for one in given { run.note(one, in: &includers) }
    var search = Includers(roots: roots)
    for one in given where includers[run.identity(one.path)] == nil && one.rules.parts != nil {
      // A part may be given alone, as by a hook that checks what has changed.
      for path in search.files(including: one.path) { run.note(load(path), in: &includers) }
    }
    for one in given {
      if let includers = includers[run.identity(one.path)] {
        run.add(part: one.path, includers)
      } else {
        run.add(one.path, one.rules.sources, one.found, own: 0)
      }
    }
    run.reportComments()
    run.passedTests = passed
    return run
  }

  private mutating func note(_ load: Load, in includers: inout [String: [Load]]) {
    for part in load.rules.parts ?? [] {
      includers[identity(part), default: []].append(load)
    }
  }

  /// What stands in a part is judged by the files that include it: they declare what it needs.
  private mutating func add(part path: String, _ includers: [Load]) {
    let identity = identity(path)
    for load in includers {
      let sources = load.rules.sources
      let number = sources.texts.firstIndex { self.identity($0.name) == identity }
      guard let number else { continue }
      let own = UInt16(clamping: number)
      add(path, sources, load.found.filter { $0.span?.source == own }, own: own)
    }
  }

  /// `own` is the number of the file's text among the sources.
  private mutating func add(
    _ path: String, _ sources: SourceMap, _ found: [Diagnostic], own: UInt16
  ) {
    var diagnostics = found
    for diagnostic in diagnostics where diagnostic.span == nil {
      if diagnostic.code == .fileNotFound || diagnostic.code == .fileUnreadable {
        unreadable.insert(path)
      }
    }
    var suppressions: [Suppression] = []
    for (number, text) in sources.texts.enumerated() where Suppression.mayOccur(in: text) {
      let source = UInt16(clamping: number)
      suppressions += Suppression.read(
        YAMLComments.find(in: text), in: text, source: source, into: &diagnostics)
    }
    let parted = SuppressedFindings(diagnostics, suppressions, in: sources)
    for use in parted.used {
      used[place(of: suppressions[use.suppression], sources), default: []].insert(use.entry)
    }
    for suppression in suppressions where suppression.span.source == own {
      self.own.append((files.count, suppression))
    }
    var file = CheckedFile(path: path, sources: sources, diagnostics: [])
    for diagnostic in parted.shown where isNew(diagnostic, sources) {
      file.diagnostics.append(diagnostic)
    }
    for hidden in parted.hidden where isNew(hidden.diagnostic, sources) {
      file.hidden.append(hidden)
    }
    files.append(file)
  }

  /// A comment is unused only where no load of its text met it, and where no error may have kept
  /// the finding from being found.
  private mutating func reportComments() {
    let isWhole = files.map { file in !file.diagnostics.contains { $0.severity == .error } }
    for (number, suppression) in own {
      let sources = files[number].sources
      let entries = used[place(of: suppression, sources)] ?? []
      for finding in suppression.findings(isUsed: { entries.contains($0) })
      where (isWhole[number] || finding.code != .unusedSuppression) && isNew(finding, sources) {
        files[number].diagnostics.append(finding)
      }
    }
    for number in files.indices {
      files[number].diagnostics = files[number].diagnostics.sortedByPlace()
    }
  }

  private mutating func place(of suppression: Suppression, _ sources: SourceMap) -> Place {
    Place(
      file: identity(sources[suppression.span].name), offset: suppression.span.lower)
  }

  private mutating func isNew(_ diagnostic: Diagnostic, _ sources: SourceMap) -> Bool {
    guard let span = diagnostic.span, Int(span.source) < sources.texts.count else { return true }
    let key = Seen(
      file: identity(sources[span].name), lower: span.lower, upper: span.upper,
      code: diagnostic.code, message: diagnostic.message)
    return seen.insert(key).inserted
  }

  /// What tells a file from all others, however its path is spelled.
  package mutating func identity(_ path: String) -> String {
    if let known = identities[path] { return known }
    let found = DiskFiles().realPath(of: path) ?? path
    identities[path] = found
    return found
  }

  /// Says of the edits that are still offered after they were tried why they were not made; `given`
  /// are the files that may be changed.
  package mutating func withholdEdits(given: [String]) {
    let own = Set(given.map { identity($0) })
    for number in files.indices {
      let sources = files[number].sources
      for place in files[number].diagnostics.indices {
        guard let span = files[number].diagnostics[place].fix?.span,
          Int(span.source) < sources.texts.count
        else { continue }
        let name = sources[span].name
        files[number].diagnostics[place].withholdFix(
          because: own.contains(identity(name))
            ? "with it the file or one of its tests would not pass"
            : "\(name) is not among the files to check")
      }
    }
  }

  /// How many findings of each severity are shown.
  package var counts: [Diagnostic.Severity: Int] {
    var counts: [Diagnostic.Severity: Int] = [:]
    for file in files {
      for diagnostic in file.diagnostics { counts[diagnostic.severity, default: 0] += 1 }
    }
    return counts
  }

  /// Parts off what a baseline lists, and says what it lists in vain.
  package mutating func hide(_ baseline: Baseline, stale path: String) {
    var baseline = baseline
    for number in files.indices {
      let sources = files[number].sources
      let all = files[number].diagnostics
      files[number].diagnostics = []
      for diagnostic in all {
        if baseline.takes(diagnostic, in: sources) {
          files[number].hidden.append(.init(diagnostic, .baseline))
        } else {
          files[number].diagnostics.append(diagnostic)
        }
      }
    }
    let checked = Set(files.flatMap { file in file.sources.texts.map { baseline.name($0.name) } })
    let stale = baseline.left(of: checked).map { entry in
      Diagnostic(
        .staleBaseline, .info,
        "the baseline lists a finding that is gone: \(entry.code) in `\(entry.file)` at "
          + "`\(entry.text)`", at: nil, help: "write it anew with --write-baseline")
    }
    if !stale.isEmpty {
      files.append(CheckedFile(path: path, sources: SourceMap(), diagnostics: stale))
    }
  }
}
