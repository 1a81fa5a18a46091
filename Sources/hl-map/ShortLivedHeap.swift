internal import CMalloc
import Glibc

/// The heap of a command that keeps what it builds until it ends.
///
/// Testing a collection builds some 70 MB of plans; a fifth of its time went into asking the system
/// for that memory page by page.
enum ShortLivedHeap {
  /// From here on the heap grows in large steps, and nothing is given back.
  static func growInLargeSteps() {
    _ = mallopt(M_TOP_PAD, 64 << 20)
    _ = mallopt(M_TRIM_THRESHOLD, Int32.max)
    _ = mallopt(M_MMAP_THRESHOLD, 32 << 20)
  }

  /// Has the heap of this thread filled by large pages, where the system has them.
  static func useLargePages() {
    // More than is free before the first step, so that the heap takes it now.
    let probe = UnsafeMutableRawPointer.allocate(byteCount: 4 << 20, alignment: 16)
    defer { probe.deallocate() }
    guard let mapping = mapping(of: UInt(bitPattern: probe)) else { return }
    _ = madvise(UnsafeMutableRawPointer(bitPattern: mapping.lower), mapping.count, MADV_HUGEPAGE)
  }

  /// The mapping that an address lies in, as `/proc/self/maps` lists it.
  private static func mapping(of address: UInt) -> (lower: UInt, count: Int)? {
    guard let file = fopen("/proc/self/maps", "r") else { return nil }
    defer { fclose(file) }
    // 55fa4c65e000-55fa4c67f000 rw-p …
    var line = [CChar](repeating: 0, count: 512)
    while fgets(&line, Int32(line.count), file) != nil {
      var rest: UnsafeMutablePointer<CChar>?
      let bounds = line.withUnsafeMutableBufferPointer { buffer -> (UInt, UInt) in
        let lower = strtoul(buffer.baseAddress!, &rest, 16)
        return (lower, rest.map { strtoul($0 + 1, nil, 16) } ?? 0)
      }
      if bounds.0 <= address, address < bounds.1 {
        return (bounds.0, Int(bounds.1 - bounds.0))
      }
    }
    return nil
  }
}
