/// How events stand in an input.
public enum InputFormat: String, CaseIterable, Sendable {
  /// `ndjson` or `json`, by the first bytes that are not blank.
  case auto
  /// One event a line.
  case ndjson
  /// Documents one after the other, over any number of lines, or as items of an array.
  case json
  /// Each line is the text of an event, which becomes the document `{"message": "…"}`.
  case lines

  /// The framing that the format names; nil for `auto`, which chooses one for each input.
  var framing: (any Framing)? {
    switch self {
    case .auto: nil
    case .ndjson: NDJSONFraming()
    case .json: DocumentFraming()
    case .lines: TextLineFraming()
    }
  }

  /// What the beginning of an input says of its format; nil when more of it must be seen.
  ///
  /// `[` begins an array of events. `{` begins JSON when its line ends inside the document, or
  /// when a second document follows on the line; otherwise each line is an event.
  static func detect(
    _ bytes: UnsafePointer<UInt8>, count: Int, isWhole: Bool
  ) -> InputFormat? {
    var index = 0
    while index < count, bytes[index] <= 0x20 { index += 1 }
    guard index < count else { return isWhole ? .ndjson : nil }
    if bytes[index] == UInt8(ascii: "[") { return .json }
    guard bytes[index] == UInt8(ascii: "{") else { return .ndjson }

    var depth = 0
    var documents = 0
    var inString = false
    while index < count {
      let byte = bytes[index]
      index += 1
      if inString {
        switch byte {
        case UInt8(ascii: "\\"): index += 1
        case UInt8(ascii: "\""): inString = false
        case UInt8(ascii: "\n"): return .ndjson
        default: break
        }
      } else if depth == 0 && byte > 0x20 && byte != UInt8(ascii: "{") {
        return .ndjson
      } else {
        switch byte {
        case UInt8(ascii: "\""): inString = true
        case UInt8(ascii: "{"), UInt8(ascii: "["):
          if documents > 0 { return .json }
          depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
          depth -= 1
          if depth == 0 { documents += 1 }
        case UInt8(ascii: "\n"): return depth > 0 ? .json : .ndjson
        default: break
        }
      }
    }
    return isWhole ? .ndjson : nil
  }
}
