extension String {
  /// Calls `body` with the bytes of the text in UTF-8.
  ///
  /// As `withUTF8`, but of the text where it stands: that one needs a copy of its own, which is
  /// counted.
  @inlinable @inline(__always)
  public func withBytes<Result>(
    _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result {
    if let result = unsafe try utf8.withContiguousStorageIfAvailable(body) { return result }
    var copy = self
    return try copy.withUTF8(body)
  }
}
