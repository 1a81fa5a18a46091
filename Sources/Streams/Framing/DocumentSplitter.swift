import Running

/// Finds where JSON documents begin and end in a stream, piece by piece.
///
/// The documents stand one after the other, with or without blanks between them, or are the items
/// of top-level arrays. Only brackets, texts and commas are looked at; whether a document is valid
/// is for the event reader to say. What cannot be a document (`hello`, a raw line break in a text,
/// an object behind a value) runs to the next line that begins with `{` no further right than the
/// broken document began, so that one bad document does not swallow those behind it.
///
/// Positions are offsets into the piece being scanned; `rebase` moves them when its front is cut.
struct DocumentSplitter {
  private enum State {
    case between
    /// A number or word, or a text, that stands where a document should.
    case scalar, text
    case document
    case broken
  }

  private var state = State.between
  private var start = 0
  private var startLine = 1
  private var startColumn = 0
  private var depth = 0
  private var inString = false
  private var isEscaped = false
  /// The opening brackets of the levels above, as far as they are checked.
  private var opened = [UInt8](repeating: 0, count: 256)
  /// The last byte of the document that is not blank; `"` for a text.
  private var previous: UInt8 = 0

  private var line = 1
  private var lineStart = 0
  private var lineIsBlank = true

  private var inArray = false
  private var expectsItem = false
  private var isAfterComma = false
  /// A broken document may have held the end of the array.
  private var isDoubtful = false
  /// The document's first part was handed out as too long; its end is not to be.
  private var isDiscarding = false

  /// Where the unfinished document begins, or nil when there is none to keep.
  var pendingStart: Int? { state == .between || isDiscarding ? nil : start }

  /// Adds the documents that end in `bytes[lower..<upper]`; the call before ended at `lower`.
  mutating func scan(
    _ bytes: UnsafePointer<UInt8>, from lower: Int, to upper: Int, into events: inout [Block.Event]
  ) {
    var index = lower
    while index < upper {
      let byte = bytes[index]
      switch state {
      case .between: between(byte, at: index, into: &events)
      case .document:
        if inString {
          if isEscaped {
            isEscaped = false
          } else if byte == UInt8(ascii: "\"") {
            inString = false
            previous = byte
          } else if byte == UInt8(ascii: "\\") {
            isEscaped = true
          }
          if byte == UInt8(ascii: "\n") { state = .broken }
        } else if byte > 0x20 {
          inDocument(byte, at: index, into: &events)
        }
      case .text:
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          finish(at: index + 1, in: bytes, into: &events)
        } else if byte == UInt8(ascii: "\n") {
          finish(at: index, in: bytes, into: &events)
        }
      case .scalar:
        if DocumentSplitter.endsScalar(byte) {
          finish(at: index, in: bytes, into: &events)
          between(byte, at: index, into: &events)
        }
      case .broken: break
      }
      if state == .broken, lineIsBlank, byte > 0x20, index > start || isDiscarding {
        resynchronise(byte, at: index, in: bytes, into: &events)
      }
      index += 1
      if byte == UInt8(ascii: "\n") {
        line += 1
        lineStart = index
        lineIsBlank = true
      } else if byte > 0x20 {
        lineIsBlank = false
      }
    }
  }

  /// Adds what the end of the input leaves unfinished.
  mutating func finish(
    at end: Int, of bytes: UnsafePointer<UInt8>, into events: inout [Block.Event]
  ) {
    if state != .between { finish(at: end, in: bytes, into: &events) }
    if inArray && !isDoubtful {
      events.append(Block.Event(lower: end, upper: end, line: line, refusal: .invalidJSON))
    }
    inArray = false
  }

  /// Takes back `bytes` from all positions.
  mutating func rebase(by bytes: Int) {
    start -= bytes
    lineStart -= bytes
  }

  /// Hands out the first part of the unfinished document as too long; its rest is skipped.
  mutating func truncate(to upper: Int) -> Block.Event {
    isDiscarding = true
    return Block.Event(
      lower: start, upper: upper, line: startLine, refusal: .tooLong, isTruncated: true)
  }

  // MARK: States

  private mutating func begin(_ newState: State, at index: Int) {
    state = newState
    start = index
    startLine = line
    startColumn = index - lineStart
    depth = 0
    inString = false
    isEscaped = false
    expectsItem = false
    isAfterComma = false
  }

  private mutating func between(_ byte: UInt8, at index: Int, into events: inout [Block.Event]) {
    if byte <= 0x20 { return }
    switch byte {
    case UInt8(ascii: "["):
      if inArray {
        begin(.document, at: index)
        open(byte)
      } else {
        inArray = true
        expectsItem = true
        isAfterComma = false
        isDoubtful = false
      }
    case UInt8(ascii: "{"):
      begin(.document, at: index)
      open(byte)
    case UInt8(ascii: ",") where inArray && !expectsItem:
      expectsItem = true
      isAfterComma = true
    case UInt8(ascii: "]") where inArray && !isAfterComma:
      inArray = false
    case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ":"):
      events.append(
        Block.Event(lower: index, upper: index + 1, line: line, refusal: .invalidJSON))
      if byte == UInt8(ascii: "]") { inArray = false }
    case UInt8(ascii: "\""): begin(.text, at: index)
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "t"),
      UInt8(ascii: "f"), UInt8(ascii: "n"):
      begin(.scalar, at: index)
    default:
      begin(.broken, at: index)
      startColumn = .max
    }
  }

  private mutating func open(_ byte: UInt8) {
    if depth < opened.count { opened[depth] = byte }
    depth += 1
    previous = byte
  }

  private mutating func inDocument(
    _ byte: UInt8, at index: Int, into events: inout [Block.Event]
  ) {
    let parent = depth <= opened.count ? opened[depth - 1] : 0
    switch byte {
    case UInt8(ascii: "\""): inString = true
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      let isExpected =
        switch parent {
        case UInt8(ascii: "{"): previous == UInt8(ascii: ":")
        case UInt8(ascii: "["): previous == UInt8(ascii: ",") || previous == UInt8(ascii: "[")
        default: true
        }
      if isExpected { open(byte) } else { state = .broken }
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      // The closing bracket stands two behind its opening one.
      if parent != 0 && parent != byte - 2 {
        state = .broken
        return
      }
      depth -= 1
      previous = byte
      if depth == 0 { emit(to: index + 1, into: &events) }
    default: previous = byte
    }
  }

  private mutating func resynchronise(
    _ byte: UInt8, at index: Int, in bytes: UnsafePointer<UInt8>,
    into events: inout [Block.Event]
  ) {
    guard index - lineStart <= startColumn else { return }
    if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "]") && inArray && index == lineStart {
      finish(at: index, in: bytes, into: &events)
      isDoubtful = inArray
      isAfterComma = false
      between(byte, at: index, into: &events)
    }
  }

  private mutating func finish(
    at end: Int, in bytes: UnsafePointer<UInt8>, into events: inout [Block.Event]
  ) {
    if state == .broken { isDoubtful = true }
    var upper = end
    if !isDiscarding {
      while upper > start, bytes[upper - 1] <= 0x20 { upper -= 1 }
    }
    emit(to: upper, into: &events)
  }

  private mutating func emit(to upper: Int, into events: inout [Block.Event]) {
    if !isDiscarding {
      events.append(Block.Event(lower: start, upper: upper, line: startLine))
    }
    isDiscarding = false
    state = .between
  }

  private static func endsScalar(_ byte: UInt8) -> Bool {
    switch byte {
    case 0...0x20, UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: "{"),
      UInt8(ascii: "["), UInt8(ascii: "\""), UInt8(ascii: ":"):
      true
    default: false
    }
  }
}
