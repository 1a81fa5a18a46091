import Diagnostics
import Foundation
import Functions
import Planning
import TestSupport
import Testing

@testable import HLMap
@testable import Text

/// A slip of the keyboard.
private enum Typo: String, CaseIterable {
  case drop, double, swap

  /// The word with the slip; nil where the word stays as it is.
  func applied(to word: String, at index: Int) -> String? {
    var letters = Array(word.unicodeScalars)
    switch self {
    case .drop: letters.remove(at: index)
    case .double: letters.insert(letters[index], at: index)
    case .swap:
      guard index + 1 < letters.count, letters[index] != letters[index + 1] else { return nil }
      letters.swapAt(index, index + 1)
    }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: letters)
    return String(view)
  }
}

/// Typos in valid mappings: what `check` finds, and whether it names the intact word.
@Suite struct MutationTests {
  private static let project = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  private static let folders = ["Mappings", "Fixtures/language", "Fixtures/bench"]
  /// Copies of the project's folders: other tests list the originals at the same time.
  private static let root = FileManager.default.temporaryDirectory
    .appendingPathComponent("hl-map-mutations-\(UUID().uuidString)")

  private static func copyFolders() throws {
    let files = FileManager.default
    try files.createDirectory(
      at: root.appendingPathComponent("Fixtures"), withIntermediateDirectories: true)
    for folder in folders {
      try files.copyItem(
        at: project.appendingPathComponent(folder), to: root.appendingPathComponent(folder))
    }
  }

  private static func mappings() throws -> [String] {
    try copyFolders()
    return try folders.flatMap { folder in
      try FileManager.default.contentsOfDirectory(
        atPath: root.appendingPathComponent(folder).path
      )
      .filter { $0.hasSuffix(".yml") && !$0.hasSuffix(".fields.yml") }
      .map { root.appendingPathComponent("\(folder)/\($0)").path }
    }.sorted()
  }

  private struct Share {
    var tried = 0
    var found = 0
    var named = 0
    /// Typos that the offered edits take back.
    var mended = 0
    var missed: [String] = []
  }

  /// Whether a finding's words hold the intact one.
  private static func names(_ word: String, _ diagnostic: Diagnostic) -> Bool {
    let pieces =
      [diagnostic.help, diagnostic.fix?.replacement, diagnostic.label].compactMap(\.self)
      + diagnostic.labels.map(\.text)
    return pieces.contains { contains(word, in: $0) }
  }

  /// As a whole word, so that `is` is not found in `this`.
  private static func contains(_ word: String, in text: String) -> Bool {
    text.split { !($0.isLetter || $0.isNumber || "._-@".contains($0)) }
      .contains { $0 == word || $0 == word + "." || $0.hasPrefix(word + ".") }
  }

  /// A valid mapping and the words that typos hit, in a random order.
  private struct Mutated {
    let name: String
    let text: SourceText
    /// What is said of the intact file.
    let known: Set<String>
    let words: [Word.Kind: [Word]]
    /// Beside the file, so that it finds what it includes.
    let copy: URL

    init(_ path: String, _ random: inout Seeded) throws {
      let intact = RuleLoader.load(path: path)
      #expect(intact.plan != nil, "\(path) is not valid")
      text = try #require(intact.sources.texts.first)
      known = Set(intact.diagnostics.map(\.message))
      words = Dictionary(grouping: WordFinder.words(of: intact), by: \.kind)
        .mapValues { $0.shuffled(using: &random) }
      let file = URL(fileURLWithPath: path)
      name = file.lastPathComponent
      copy = file.deletingLastPathComponent()
        .appendingPathComponent(".mutation-\(UUID().uuidString).yml")
    }
  }

  private static func `try`(
    _ typo: Typo, _ word: Word, in file: Mutated, _ random: inout Seeded, _ share: inout Share
  ) throws {
    let place = Int.random(in: 0..<word.text.unicodeScalars.count, using: &random)
    guard let mutated = typo.applied(to: word.text, at: place) else { return }
    var bytes = file.text.bytes
    bytes.replaceSubrange(word.range, with: Array(mutated.utf8))
    try Data(bytes).write(to: file.copy)
    let loaded = RuleLoader.load(path: file.copy.path)
    let findings = loaded.diagnostics.filter { !file.known.contains($0.message) }
    share.tried += 1
    share.found += findings.isEmpty ? 0 : 1
    if findings.contains(where: { names(word.text, $0) }) {
      share.named += 1
    } else {
      let line = file.text.position(at: word.range.lowerBound).line
      share.missed.append(
        "\(file.name):\(line) \(word.text) → \(mutated): "
          + (findings.first.map { "\($0.message) (\($0.help ?? ""))" } ?? "nothing"))
    }
    let fixes = findings.compactMap(\.fix).filter { $0.span.source == 0 }
    guard !fixes.isEmpty, let broken = loaded.sources.texts.first else { return }
    let fixed = FixedText(broken, fixes)
    if fixed.bytes == file.text.bytes {
      share.mended += 1
    } else {
      try Data(fixed.bytes).write(to: file.copy)
      let again = RuleLoader.load(path: file.copy.path).diagnostics
      #expect(
        !again.contains { $0.code == .yamlSyntax },
        "an edit breaks the file: \(word.text) → \(mutated), \(fixes)")
    }
  }

  /// How many words of each file and kind are tried; `MUTATION_ROUNDS` for more.
  private static let rounds =
    ProcessInfo.processInfo.environment["MUTATION_ROUNDS"].flatMap { Int($0) } ?? 8

  @Test(.timeLimit(.minutes(10))) func typosAreFoundAndNamed() throws {
    var random = Seeded(3)
    var shares: [Word.Kind: Share] = [:]
    let files = try Self.mappings().map { try Mutated($0, &random) }
    defer { try? FileManager.default.removeItem(at: Self.root) }
    for round in 0..<Self.rounds {
      for file in files {
        for kind in Word.Kind.allCases {
          guard let words = file.words[kind], round < words.count,
            kind == .function || round < 8
          else { continue }
          for typo in Typo.allCases {
            try Self.try(typo, words[round], in: file, &random, &shares[kind, default: Share()])
          }
        }
      }
    }
    for kind in Word.Kind.allCases {
      guard let share = shares[kind] else { continue }
      let percent = { (count: Int) in (Double(count) * 1000 / Double(share.tried)).rounded() / 10 }
      print(
        "\(kind.rawValue): \(share.tried) typos, \(percent(share.found)) % found,"
          + " \(percent(share.named)) % with the intact word,"
          + " \(percent(share.mended)) % taken back by --fix")
      for line in share.missed.prefix(Self.free.contains(kind) ? 0 : 40) {
        print("  missed \(line)")
      }
      if !Self.free.contains(kind) {
        #expect(share.tried > 0)
        #expect(
          Double(share.named) >= 0.95 * Double(share.tried), "\(kind): \(share.missed)")
      }
    }
  }

  /// Kinds of which only the share is printed: most constants are free texts.
  private static let free: Set<Word.Kind> = [.constant, .openPart]
}
