import Intake
import Language
import Machine
import Planning
import Text
import YAML

/// From a path to a plan: reads the file and asks the front ends whose it is.
package enum RuleLoader {
  /// All languages that rules are written in; the first that takes a file compiles it.
  private static let frontEnds: [any FrontEnd] = [IntakeRules(), NativeRules()]

  /// Whether a text looks like rules, by its keys alone; for searching folders.
  package static func mayBeRules(_ file: RuleText) -> Bool {
    file.hasLine(beginningWith: frontEnds.flatMap(\.openingKeys))
  }

  /// Loads the rule file at `path`.
  package static func load(path: String, _ request: LoadRequest = LoadRequest()) -> LoadedRules {
    do {
      let bytes = try request.files.read(path, limit: YAMLReader.maximumBytes)
      return load(RuleText(path: path, bytes: bytes), request)
    } catch {
      return LoadedRules(
        sources: SourceMap(), diagnostics: [.unread(path, error, at: nil)], files: [])
    }
  }

  /// Loads a text under a name; what it names is looked for from there.
  package static func load(
    text: String, name: String, detail: PlanDetail = .none
  ) -> LoadedRules {
    load(RuleText(path: name, bytes: Array(text.utf8)), LoadRequest(detail: detail))
  }

  /// Loads a text, which need not be a file; paths in it are relative to its own.
  package static func load(
    _ file: RuleText, _ request: LoadRequest = LoadRequest()
  ) -> LoadedRules {
    for frontEnd in frontEnds {
      if let loaded = frontEnd.load(file, request) { return loaded }
    }
    preconditionFailure("the last front end takes every file")
  }

  /// The paths of the files that a rule file includes, without compiling it; none where it cannot be
  /// read.
  package static func includes(of path: String, _ request: LoadRequest) -> [String] {
    guard let bytes = try? request.files.read(path, limit: YAMLReader.maximumBytes) else {
      return []
    }
    let file = RuleText(path: path, bytes: bytes)
    return frontEnds.lazy.compactMap { $0.includes(of: file, request) }.first ?? []
  }
}
