import Diagnostics
import JSON
import Machine
import Text

/// The warnings and infos that were there when the baseline was written, and so are not shown.
///
/// Errors are never in it: a file that cannot run is not accepted because it could not run before.
/// Files are named from the folder of the baseline, so that it can be used from anywhere.
package struct Baseline {
  /// Why a baseline cannot be used.
  package struct Failure: Error {
    /// One sentence, for people.
    package var message: String
  }

  /// How often each finding is there.
  private var counts: [Fingerprint: Int] = [:]
  /// The folder of the baseline with a slash at its end.
  private let folder: String

  /// An empty baseline that stands, or will stand, at the path.
  package init(path: String) {
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    self.folder = (DiskFiles().realPath(of: folder.isEmpty ? "/" : folder) ?? folder) + "/"
  }

  /// Reads what `write` wrote.
  package init(reading path: String) throws(Failure) {
    self.init(path: path)
    let bytes: [UInt8]
    do { bytes = try TextFile.read(path) } catch {
      throw Failure(message: "\(path): \(error.message)")
    }
    guard let tree = try? JSONTreeParser.parse(bytes), tree["baseline"] == .number("1"),
      case .list(let findings) = tree["findings"]
    else { throw Failure(message: "\(path): not a baseline of hl-map check") }
    for finding in findings {
      guard case .text(let code) = finding["code"], case .text(let file) = finding["file"],
        case .text(let text) = finding["text"],
        let count = finding["count"]?.lexeme.flatMap({ Int($0) }), count > 0
      else { throw Failure(message: "\(path): an entry needs code, file, text and count") }
      counts[Fingerprint(code: code, file: file, text: text)] = count
    }
  }

  /// A path as the baseline names it.
  package func name(_ path: String) -> String {
    guard let real = DiskFiles().realPath(of: path), real.hasPrefix(folder) else { return path }
    return String(real.dropFirst(folder.count))
  }

  private func fingerprint(_ diagnostic: Diagnostic, _ sources: SourceMap) -> Fingerprint {
    Fingerprint(diagnostic, in: sources, file: name)
  }

  /// Adds the findings of these files, errors excepted.
  package mutating func add(_ files: [CheckedFile]) {
    for file in files {
      for diagnostic in file.diagnostics where diagnostic.severity < .error {
        counts[fingerprint(diagnostic, file.sources), default: 0] += 1
      }
    }
  }

  /// Whether the baseline accepts the finding; each entry accepts as many as it counts.
  package mutating func takes(_ diagnostic: Diagnostic, in sources: SourceMap) -> Bool {
    guard diagnostic.severity < .error else { return false }
    let key = fingerprint(diagnostic, sources)
    guard let count = counts[key], count > 0 else { return false }
    counts[key] = count - 1
    return true
  }

  /// The entries for the given files that accepted fewer findings than they count.
  package func left(of files: Set<String>) -> [Fingerprint] {
    counts.filter { $0.value > 0 && files.contains($0.key.file) }.keys.sorted(by: Self.isBefore)
  }

  /// How many findings are in it, repeats included.
  package var count: Int { counts.values.reduce(0, +) }

  /// Writes the baseline as JSON, sorted, so that versions differ in few lines.
  package func write(to path: String) throws(SystemError) {
    let findings = counts.keys.sorted(by: Self.isBefore).map { key in
      JSONTree.object([
        .init("code", .text(key.code)), .init("file", .text(key.file)),
        .init("text", .text(key.text)),
        .init("count", .number(String(counts[key] ?? 0))),
      ])
    }
    let tree = JSONTree.object([
      .init("baseline", .number("1")), .init("findings", .list(findings)),
    ])
    try TextFile.write(tree.pretty() + "\n", to: path)
  }

  private static func isBefore(_ left: Fingerprint, _ right: Fingerprint) -> Bool {
    (left.file, left.code, left.text) < (right.file, right.code, right.text)
  }
}
