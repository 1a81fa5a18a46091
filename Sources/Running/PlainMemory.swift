/// Keeps arrays as plain memory as long as it lives.
final class PlainMemory {
  private var blocks: [UnsafeMutableRawPointer] = []

  /// Copies the elements; the copy lives as long as this object. The caller releases what they own.
  func keep<Element>(_ array: [Element]) -> UnsafeMutableBufferPointer<Element> {
    let buffer = UnsafeMutableBufferPointer<Element>.allocate(capacity: array.count)
    _ = buffer.initialize(from: array)
    if let base = buffer.baseAddress { blocks.append(UnsafeMutableRawPointer(base)) }
    return buffer
  }

  deinit {
    for block in blocks { block.deallocate() }
  }
}
