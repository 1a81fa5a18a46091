import Glibc

/// Memory to write to, full of zeros, that costs nothing until it is touched; `PaddedBytes.padding`
/// bytes may be read and written past its end.
///
/// Large pieces come from the system and go back to it. `malloc` would learn from the first one to
/// keep the next for their thread, which multiplies what one large event takes.
enum ZeroedMemory {
  private static let large = 1 << 20

  /// Room for so many bytes; nil where there is none.
  static func take(_ capacity: Int) -> UnsafeMutablePointer<UInt8>? {
    let count = capacity + PaddedBytes.padding
    guard count >= large else {
      return unsafe calloc(count, 1)?.bindMemory(to: UInt8.self, capacity: count)
    }
    let memory = unsafe mmap(nil, count, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    return unsafe memory == MAP_FAILED ? nil : memory?.bindMemory(to: UInt8.self, capacity: count)
  }

  /// Takes back what `take` gave for so many bytes.
  static func giveBack(_ memory: UnsafeMutablePointer<UInt8>, capacity: Int) {
    let count = capacity + PaddedBytes.padding
    if count < large { unsafe free(memory) } else { unsafe munmap(memory, count) }
  }
}
