import Events
import Glibc
import Testing

/// Memory behind which nothing may be read.
final class GuardedPage {
  private let base: UnsafeMutableRawPointer
  private let size: Int

  init() throws {
    size = Int(sysconf(Int32(_SC_PAGESIZE)))
    let room = mmap(
      nil, 2 * size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    base = try #require(room == MAP_FAILED ? nil : room)
    try #require(mprotect(base + size, size, PROT_NONE) == 0)
  }

  deinit { munmap(base, 2 * size) }

  /// Room for so many bytes, the last one that may be written.
  func room(_ count: Int) -> UnsafeMutablePointer<UInt8> {
    precondition(count <= size)
    return (base + (size - count)).assumingMemoryBound(to: UInt8.self)
  }

  /// A text whose last byte is the last one that may be read.
  func text(_ text: String) -> Bytes {
    let utf8 = Array(text.utf8)
    let start = room(utf8.count)
    for (index, byte) in utf8.enumerated() { start[index] = byte }
    return Bytes(UnsafePointer(start), count: utf8.count)
  }
}
