import Diagnostics
import Glibc
import Running

/// The edits that the findings of a run offer, put together for each given file.
struct Fixing {
  struct FixedFile {
    var path: String
    var text: SourceText
    var fixed: FixedText
  }

  private(set) var files: [FixedFile] = []

  var applied: Int { files.reduce(0) { $0 + $1.fixed.applied } }

  /// Files that were only included are left alone.
  init(_ run: inout CheckRun, given: [String]) {
    var paths: [String: String] = [:]
    for path in given {
      let identity = run.identity(path)
      paths[identity] = paths[identity] ?? path
    }
    var texts: [String: SourceText] = [:]
    var fixes: [String: [Diagnostic.Fix]] = [:]
    for file in run.files {
      for fix in file.diagnostics.compactMap(\.fix)
      where Int(fix.span.source) < file.sources.texts.count {
        let text = file.sources[fix.span]
        let identity = run.identity(text.name)
        guard paths[identity] != nil else { continue }
        // The same text may have another number in another load.
        var fix = fix
        fix.span.source = 0
        texts[identity] = text
        fixes[identity, default: []].append(fix)
      }
    }
    files = texts.keys.sorted().compactMap { identity in
      guard let path = paths[identity], let text = texts[identity] else { return nil }
      let fixed = FixedText(text, fixes[identity] ?? [])
      return fixed.bytes == text.bytes ? nil : FixedFile(path: path, text: text, fixed: fixed)
    }
  }

  /// What would change, for `patch`.
  var diff: String {
    files.map { file in
      UnifiedDiff.text(
        from: String(decoding: file.text.bytes, as: UTF8.self),
        to: String(decoding: file.fixed.bytes, as: UTF8.self), path: file.path)
    }.joined()
  }

  /// Replaces the files as a whole, keeping their modes; false after saying why one could not be.
  func write() -> Bool {
    var isWhole = true
    for file in files {
      do {
        let old = try TextFile.read(file.path)
        guard old == file.text.bytes else {
          Console.note("\(file.path): changed while it was checked; left as it is")
          isWhole = false
          continue
        }
        try TextFile.write(String(decoding: file.fixed.bytes, as: UTF8.self), to: file.path)
      } catch {
        Console.note("\(file.path): \(error.message)")
        isWhole = false
      }
    }
    return isWhole
  }
}
