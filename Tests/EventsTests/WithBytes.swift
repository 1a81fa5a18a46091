import Events

/// Gives `body` the UTF-8 of a text in padded memory.
func withBytes<Result>(_ text: String, _ body: (Bytes, Scratch) throws -> Result) rethrows
  -> Result
{
  let scratch = Scratch()
  var text = text
  let copy = text.withUTF8 { utf8 in
    utf8.baseAddress.flatMap { scratch.copy(Bytes($0, count: utf8.count)) } ?? .empty
  }
  return try body(copy, scratch)
}

/// What a computation over the bytes of a text writes; nil when it has no result.
func written(_ text: String, _ body: (Bytes, Scratch) -> Bytes?) -> String? {
  withBytes(text) { bytes, scratch in body(bytes, scratch)?.string }
}
