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
      if file.size > limit { throw .tooLarge(path, limit: limit) }
      return Array(file.contents)
    case 1: throw .missing(path)
    default: throw .unreadable(path)
    }
  }

  // Names are all there is to tell files by.
  func identity(of path: String) -> String { FilePath.absolute(path) }

  func realPath(of path: String) -> String? { FilePath.absolute(path) }
}
