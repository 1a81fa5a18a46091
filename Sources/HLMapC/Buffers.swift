import CHLMap
import Glibc

/// The buffers of callers, which C allocates and frees.
extension hlmap_buffer {
  /// Puts bytes behind those that are there; false, with nothing changed, where there is no memory.
  mutating func append(_ more: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = more.baseAddress, more.count > 0 else { return true }
    let (needed, overflow) = size.addingReportingOverflow(more.count)
    if overflow { return false }
    if needed > capacity || bytes == nil {
      let room = max(needed, min(capacity * 2, needed + (64 << 20)))
      guard let grown = realloc(bytes, room) else { return false }
      bytes = grown.assumingMemoryBound(to: UInt8.self)
      capacity = room
    }
    (bytes + size).update(from: base, count: more.count)
    size = needed
    return true
  }

  mutating func append(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { append($0) }
  }

  /// Becomes a text.
  mutating func set(_ text: String) -> hlmap_code {
    size = 0
    return append(text) ? HLMAP_OK : HLMAP_OUT_OF_MEMORY
  }

  /// The bytes in it.
  var contents: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: bytes, count: size) }
}

@_cdecl("hlmap_buffer_append")
public func bufferAppend(
  _ buffer: UnsafeMutablePointer<hlmap_buffer>?, _ bytes: UnsafePointer<UInt8>?, _ size: Int
) -> hlmap_code {
  guard let buffer, size >= 0, bytes != nil || size == 0 else { return HLMAP_INVALID_ARGUMENT }
  let more = UnsafeBufferPointer(start: bytes, count: size)
  return buffer.pointee.append(more) ? HLMAP_OK : HLMAP_OUT_OF_MEMORY
}

@_cdecl("hlmap_buffer_free")
public func bufferFree(_ buffer: UnsafeMutablePointer<hlmap_buffer>?) {
  guard let buffer else { return }
  free(buffer.pointee.bytes)
  buffer.pointee = hlmap_buffer()
}
