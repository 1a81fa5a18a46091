import Diagnostics
import Events
import Functions
import Machine
import Schema
import Text

/// A language that rules are written in.
///
/// It knows the plan and how to build one, and nothing of other languages. Whoever loads rules asks
/// one front end after the other.
package protocol FrontEnd: Sendable {
  /// The keys of which one begins a line of every file of this language, with their colons: by them
  /// folders are searched for rules.
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

/// How rules are to be loaded.
package struct LoadRequest: Sendable {
  /// Where files that rules name are read from.
  package var files: any Files
  /// Where zones and user-agent rules come from.
  package var resources: Resources
  /// Folders in which those may lie, besides that of the rule file.
  package var roots: [String]
  /// Leaves out the checks that only warn.
  package var onlyErrors: Bool
  /// What the plan contains besides its steps.
  package var detail: PlanDetail
  /// The file may be one of fields, which has no plan.
  package var mayBeFields: Bool

  /// A request; by default for a plan without labels, from files on disk.
  package init(
    files: any Files = DiskFiles(), resources: Resources = .system, roots: [String] = [],
    onlyErrors: Bool = false,
    detail: PlanDetail = .none, mayBeFields: Bool = false
  ) {
    self.files = files
    self.resources = resources
    self.roots = roots
    self.onlyErrors = onlyErrors
    self.detail = detail
    self.mayBeFields = mayBeFields
  }
}

/// What a front end makes of a rule file: its texts, and either a plan or errors.
package struct LoadedRules: Sendable {
  /// Every text that was read; spans name them.
  package var sources: SourceMap
  /// The rules as they are written, as far as they could be parsed.
  package var syntax: (any RuleSyntax)?
  /// The fields that rules may write, where the language has a schema of its own.
  package var schema: Schema?
  /// Nil when there is an error among the diagnostics.
  package var plan: Plan?
  /// Everything found in the rules and in the files they name.
  package var diagnostics: [Diagnostic]
  /// The paths read: the rule file, what it includes and its files of fields.
  package var files: [String]
  /// Those of them that are rules or fields too, and are judged with the files that include them; nil
  /// where the file has no rules, or its language no such parts.
  package var parts: [String]?

  /// The result of a load, as yet without a plan.
  package init(
    sources: SourceMap, syntax: (any RuleSyntax)? = nil, schema: Schema? = nil,
    diagnostics: [Diagnostic], files: [String]
  ) {
    self.sources = sources
    self.syntax = syntax
    self.schema = schema
    self.diagnostics = diagnostics
    self.files = files
  }

  /// Adds findings, each once, and takes the plan where none of all is an error.
  package mutating func finish(_ plan: Plan?, _ findings: [Diagnostic]) {
    var seen: Set<Diagnostic> = []
    diagnostics = findings.filter { seen.insert($0).inserted }
    if !diagnostics.contains(where: { $0.severity == .error }) { self.plan = plan }
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
