import Text

/// Files that rules name and that do not look like what they are named as.
///
/// Their texts may be anything that the person who loads the rules may read, so that no finding shows
/// a line of them or says what it is about. A file named on the command line is shown.
public struct WithheldTexts: Sendable {
  /// What is reported in place of the findings in a text, by its index.
  private var stated: [UInt16: Diagnostic] = [:]
  private var paths: Set<String> = []

  /// No file.
  public init() {}

  /// Whether the findings in a file are withheld; `path` is spelled as the rules have it.
  public func contains(_ path: String) -> Bool { paths.contains(path) }

  /// Withholds the findings in the text with this index and path; `instead` is reported once in
  /// their place.
  package mutating func add(_ source: Int, _ path: String, _ instead: Diagnostic) {
    // Nor is the line shown that names it, where that stands in such a file itself.
    let known = instead.span.flatMap { stated[$0.source] }
    stated[UInt16(clamping: source)] = known ?? instead
    paths.insert(path)
  }

  /// The findings, with one in place of all those in a text that is withheld: the worst of them says
  /// how bad it is.
  public func applied(to diagnostics: [Diagnostic]) -> [Diagnostic] {
    if stated.isEmpty { return diagnostics }
    var instead: [UInt16: Diagnostic] = [:]
    var shown: [Diagnostic] = []
    for var diagnostic in diagnostics {
      guard let source = diagnostic.span?.source, let stated = stated[source] else {
        diagnostic.labels.removeAll { self.stated[$0.span.source] != nil }
        shown.append(diagnostic)
        continue
      }
      var one = instead[source] ?? stated
      one.severity =
        instead[source].map { max($0.severity, diagnostic.severity) }
        ?? diagnostic.severity
      instead[source] = one
    }
    return shown + instead.sorted { $0.key < $1.key }.map(\.value)
  }

  /// Whether a line of the text begins with `hlmap:`, as one of every rule file does.
  package static func readsAsRules(_ bytes: [UInt8]) -> Bool {
    let key = Array("hlmap:".utf8)
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while !bytes[start...].starts(with: key) {
      guard let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) else { return false }
      start = end + 1
    }
    return true
  }
}
