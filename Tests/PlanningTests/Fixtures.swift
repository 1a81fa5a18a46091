import Diagnostics
import Glibc
import Parsing
import Planning

/// The files under Fixtures/ and what the checks say of them.
enum Fixtures {
  static let root: String = {
    let parts = #filePath.split(separator: "/").dropLast(3)
    return "/" + parts.joined(separator: "/")
  }()

  /// Whether reports are written anew instead of being compared.
  static let isRecording = getenv("RECORD") != nil

  static func names(in directory: String) -> [String] {
    guard let handle = opendir("\(root)/\(directory)") else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }

  static func read(_ path: String) -> String? {
    guard let file = fopen("\(root)/\(path)", "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 {
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  static func write(_ text: String, to path: String) {
    guard let file = fopen("\(root)/\(path)", "w") else { return }
    defer { fclose(file) }
    fputs(text, file)
  }

  /// The findings of a file and the report for people, with the file named as its folder has it.
  static func check(_ path: String) -> (diagnostics: [Diagnostic], report: String) {
    report(RuleLoader.load(path: "\(root)/\(path)"), directory: path)
  }

  static func report(
    _ loaded: LoadedRules, directory path: String
  ) -> (diagnostics: [Diagnostic], report: String) {
    let folder = "\(root)/" + path.split(separator: "/").dropLast().joined(separator: "/") + "/"
    let report = TextReport(sources: loaded.sources).render(loaded.diagnostics)
    return (loaded.diagnostics, replacing(folder, in: report))
  }

  private static func replacing(_ folder: String, in report: String) -> String {
    var result = ""
    var rest = report[...]
    while let range = rest.firstRange(of: folder) {
      result += rest[..<range.lowerBound]
      rest = rest[range.upperBound...]
    }
    return result + rest
  }
}
