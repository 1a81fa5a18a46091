import CHLMap
import HLMap
import Machine

/// Files that a function of the caller gives; it is called by the thread that loads.
struct LoadedFiles: Files, @unchecked Sendable {
  let loader: hlmap_loader
  let context: UnsafeMutableRawPointer?

  func read(_ path: String, limit: Int) throws(FileFailure) -> [UInt8] {
    var file = hlmap_buffer()
    defer { bufferFree(&file) }
    switch path.withCString({ loader(context, $0, &file) }) {
    case 0:
      if file.size > limit {
        throw FileFailure(.tooLarge, "the file `\(path)` is larger than \(limit >> 20) MiB")
      }
      return Array(file.contents)
    case 1: throw FileFailure(.missing, "the file `\(path)` does not exist")
    default: throw FileFailure(.unreadable, "the file `\(path)` cannot be read")
    }
  }

  // Names are all there is to tell files by.
  private static let names = MemoryFiles()

  func identity(of path: String) -> String { Self.names.identity(of: path) }

  func realPath(of path: String) -> String? { Self.names.realPath(of: path) }
}
