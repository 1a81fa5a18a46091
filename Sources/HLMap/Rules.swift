import Diagnostics
import Events
import Functions
import Machine
@_exported import Machine
import Planning
import Running
import Text

@_exported import class Functions.Resources

/// Rules that were loaded and checked, ready to map events.
///
/// ```swift
/// let rules = try Rules.load("Mappings/harfanglab.yml")
/// var mapper = rules.makeMapper()
/// mapper.map(event) { line in output.write(line) }
/// ```
///
/// Immutable: any number of threads may share them, each with a mapper of its own.
public struct Rules: Sendable {
  /// The version of hl-map.
  public static let version = "0.1.0"

  let plan: Plan
  let sources: SourceMap
  /// What deserves a second look; nothing here keeps the rules from being used.
  public let findings: [Finding]
  /// The paths of all files that were read, the rule file first.
  public let files: [String]

  /// Loads a rule file: a native one (`hlmap: 1`) or the parser of an intake format.
  ///
  /// - Parameters:
  ///   - path: the rule file, as `files` knows it.
  ///   - files: where it, and what it names, is read from: the disk, memory (`MemoryFiles`), or
  ///     another with texts that are not saved yet (`OverlaidFiles`).
  ///   - resources: where time zones and user-agent rules come from.
  ///   - roots: folders, besides that of the rule file, in which the files that rules name may lie.
  /// - Throws: all mistakes with their places, where one of them is an error.
  public static func load(
    _ path: String, files: any Files = DiskFiles(), resources: Resources = .system,
    roots: [String] = []
  ) throws(RuleErrors) -> Rules {
    try Rules(
      RuleLoader.load(
        path: path, LoadRequest(files: files, resources: resources, roots: roots, detail: .labels)))
  }

  /// Loads rules from bytes; paths in them are relative to `name`.
  public static func load(
    _ bytes: [UInt8], named name: String, files: any Files = DiskFiles(),
    resources: Resources = .system,
    roots: [String] = []
  ) throws(RuleErrors) -> Rules {
    try Rules(
      RuleLoader.load(
        RuleText(path: name, bytes: bytes),
        LoadRequest(files: files, resources: resources, roots: roots, detail: .labels)))
  }

  private init(_ loaded: LoadedRules) throws(RuleErrors) {
    guard let plan = loaded.plan else { throw RuleErrors(loaded) }
    self.plan = plan
    sources = loaded.sources
    findings = loaded.findings
    files = loaded.files
  }

  /// All fields that the rules may write, sorted.
  public var fields: [String] { plan.targets }

  /// Makes what maps events one after the other, for one thread at a time.
  public func makeMapper() -> Mapper { Mapper(self) }
}
