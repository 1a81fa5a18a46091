import Events
import Text

/// A language that rules are written in.
///
/// It knows the plan and how to build one, and nothing of other languages. Whoever loads rules asks
/// one front end after the other.
package protocol FrontEnd: Sendable {
  /// Keys, with their colons, of which one begins a line in every file of this language. Folders are
  /// searched for rules by them.
  var openingKeys: [String] { get }

  /// Compiles a file; nil where its text is none of this language.
  func load(_ file: RuleText, _ request: LoadRequest) -> LoadedRules?

  /// The paths of the rule files that a file includes, and those include, without compiling them; nil
  /// where its text is none of this language.
  func includes(of file: RuleText, _ request: LoadRequest) -> [String]?
}

/// A rule file whose bytes were read.
package struct RuleText: Sendable {
  /// The path as given; paths in the file are relative to it.
  package var path: String
  /// The whole text in UTF-8.
  package var bytes: [UInt8]

  /// A text and the path it is known by.
  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  /// Whether a line begins with one of the keys.
  package func hasLine(beginningWith keys: [String]) -> Bool {
    let keys = keys.map { Array($0.utf8) }
    return bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return false }
      let text = Bytes(base, count: buffer.count)
      var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      while start < text.count {
        let first = text[start]
        if keys.contains(where: { $0[0] == first && bytes[start...].starts(with: $0) }) {
          return true
        }
        guard let end = text.firstIndex(of: UInt8(ascii: "\n"), from: start) else { break }
        start = end + 1
      }
      return false
    }
  }
}

/// Rules as they are written.
package protocol RuleSyntax: Sendable {
  /// What they read.
  var reads: RuleReads { get }
  /// The tests that stand among them.
  var tests: [InlineTest] { get }
  /// Trials of what they assign; nil where the plan itself tells which values no field takes.
  var castTrials: CastTrials? { get }

  /// What a page about them shows, with the values that these fields can hold; nil where the language
  /// has no such pages. Expressions are shown as they stand in `sources`.
  func page(givingValuesOf fields: [String], _ sources: SourceMap) -> RulePage?

  /// What there is to say of the paths that samples have, or have not, beside that.
  func judge(_ paths: PathEvidence) -> PathVerdict
}
