import Diagnostics
import Glibc
import Parsing

/// Stand-in for the result of loading a rule file.
public struct LoadedRules: Sendable {
  public var sources = SourceMap()
  public var mapping: Mapping?
  public var plan: Plan?
  public var diagnostics: [Diagnostic] = []
  public var files: [String] = []
}

/// Stand-in for the loader.
public enum RuleLoader {
  public static func load(path: String) -> LoadedRules {
    var result = LoadedRules()
    result.files = [path]
    guard let file = fopen(path, "r") else {
      result.diagnostics = [
        Diagnostic(
          errno == ENOENT ? .fileNotFound : .fileUnreadable, .error, "cannot open `\(path)`",
          at: nil)
      ]
      return result
    }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    bytes.removeLast(bytes.count - fread(&bytes, 1, bytes.count, file))
    let source = result.sources.add(SourceText(name: path, bytes: bytes))
    let text = String(decoding: bytes, as: UTF8.self)
    result.mapping = Mapping(span: Span(source: source, lower: 0, upper: bytes.count))
    guard text.hasPrefix("hlmap:") || text.contains("\nhlmap:") else {
      result.diagnostics = [
        Diagnostic(
          .missingKey, .error, "a rule file starts with `hlmap: 1`",
          at: Span(source: source, lower: 0, upper: min(7, bytes.count)), label: "not there",
          help: "add `hlmap: 1` as the first line")
      ]
      return result
    }
    result.plan = Plan()
    return result
  }
}
