import Glibc

/// Files of the project, and of the shared folder beside it.
package enum ProjectFiles {
  /// The project's folder.
  package static let root = String(
    #filePath.dropLast("/Tests/TestSupport/ProjectFiles.swift".count))

  /// The shared folder beside the project, or beside the checkout it is a work tree of; nil where
  /// there is none.
  package static let shared: String? = ["../shared", "../../shared"].map { "\(root)/\($0)" }
    .first { !names($0).isEmpty }

  /// The bytes of a file by its path; nil where it cannot be read.
  package static func bytes(_ path: String) -> [UInt8]? {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&chunk, 1, chunk.count, file), count > 0 {
      bytes += chunk[..<count]
    }
    return bytes
  }

  /// The text of a file by its path; nil where it cannot be read.
  package static func text(_ path: String) -> String? {
    bytes(path).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The names in a folder, sorted, without hidden ones; empty where there is none.
  package static func names(_ folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }
}
