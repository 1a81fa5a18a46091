import Events
import Running

/// A refused event: why, and where it stands.
struct Rejection {
  var reason: RejectReason
  /// Its number among the events of the block.
  var event: Int
  /// The event's bytes in its block.
  var lower: Int
  var upper: Int
  /// Counted as that of `Block.Event`.
  var line: Int
  /// The byte of the event where reading it failed.
  var errorOffset: Int
  var isTruncated: Bool
}

/// Writes dead letters: one JSON object a line, from which the event can be had back.
///
/// ```
/// {"reason":"invalid_json","message":"…","file":"<stdin>","line":3,"offset":120,
///  "error_offset":7,"event":"{\"a\":}"}
/// ```
///
/// `offset` counts bytes from the start of the input, `error_offset` from the start of the event.
/// An event that is not UTF-8 stands in `event_base64`; of a too long one only the first part is
/// there, with `"truncated":true`.
enum DeadLetter {
  /// What of a too long event stands in its letter.
  static let keptOfTooLong = 64 << 10
  /// Pieces in which long events are escaped, so that the room for it stays small.
  private static let piece = 48 << 10

  static func append(
    _ rejection: Rejection, line: Int, of block: Block, input: String, to output: OutputBuffer
  ) {
    output.append("{\"reason\":")
    output.appendJSON(rejection.reason.name)
    output.append(",\"message\":")
    output.appendJSON(rejection.reason.message)
    output.append(",\"file\":")
    output.appendJSON(input)
    output.append(",\"line\":")
    output.append(line)
    output.append(",\"offset\":")
    output.append(block.position.offset + rejection.lower)
    output.append(",\"error_offset\":")
    output.append(rejection.errorOffset)
    if rejection.isTruncated { output.append(",\"truncated\":true") }

    var event = Bytes(block.base + rejection.lower, count: rejection.upper - rejection.lower)
    if let error = UTF8Text.firstError(in: event) {
      if rejection.isTruncated && event.count - error < 4 {
        event = event.slice(0, error)
      } else {
        output.append(",\"event_base64\":\"")
        appendBase64(event, to: output)
        output.append("\"}\n")
        return
      }
    }
    output.append(",\"event\":\"")
    appendEscaped(event, to: output)
    output.append("\"}\n")
  }

  private static func appendEscaped(_ text: Bytes, to output: OutputBuffer) {
    var index = 0
    while index < text.count {
      let end = min(text.count, index + piece)
      // The piece's opening quote lands on the byte before it, which is put back.
      output.count -= 1
      let place = output.count
      let before = output.base[place]
      output.appendJSON(text.slice(index, end))
      output.base[place] = before
      output.count -= 1
      index = end
    }
  }

  private static func appendBase64(_ bytes: Bytes, to output: OutputBuffer) {
    let letters = Bytes("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    var out = output.reserve((bytes.count + 2) / 3 * 4)
    var index = 0
    while index < bytes.count {
      let left = min(3, bytes.count - index)
      let second = left > 1 ? UInt32(bytes[index + 1]) : 0
      let third = left > 2 ? UInt32(bytes[index + 2]) : 0
      let group = UInt32(bytes[index]) << 16 | second << 8 | third
      out[0] = letters[Int(group >> 18)]
      out[1] = letters[Int(group >> 12 & 63)]
      out[2] = left > 1 ? letters[Int(group >> 6 & 63)] : UInt8(ascii: "=")
      out[3] = left > 2 ? letters[Int(group & 63)] : UInt8(ascii: "=")
      out += 4
      index += 3
    }
    output.count = out - output.base
  }
}
