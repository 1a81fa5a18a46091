import Diagnostics
import Machine
import Planning
import Text
import YAML

@testable import Language

extension RuleFileReader {
  /// Reads a rule file given as text.
  static func read(text: String, name: String) -> RuleFile {
    read(RuleText(path: name, bytes: Array(text.utf8)), LoadRequest())
  }

  /// Reads a rule file; what cannot be read is a finding.
  static func read(path: String, roots: [String] = []) -> RuleFile {
    do {
      let bytes = try DiskFiles().read(path, limit: YAMLReader.maximumBytes)
      return read(RuleText(path: path, bytes: bytes), LoadRequest(roots: roots))
    } catch {
      return RuleFile(
        sources: SourceMap(), diagnostics: [.unread(path, error, at: nil)], files: [])
    }
  }
}
