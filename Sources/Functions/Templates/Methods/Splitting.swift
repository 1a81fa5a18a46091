import Events

/// Cutting texts into lists of parts.
enum Splitting {
  static func split(
    _ span: TextSpan, at separator: Bytes, most: Int, in scratch: Scratch
  ) -> Value {
    let text = span.bytes
    var list = ListBuilder(in: scratch, capacity: 2 * text.count + 16)
    var index = 0
    var left = most
    while left > 0, let found = text.firstRange(of: separator, from: index) {
      list.append(span.slice(index, found))
      index = found + separator.count
      left -= 1
    }
    list.append(span.slice(index, text.count))
    return list.finish()
  }

  /// The parts between runs of white space, none of them empty.
  static func words(_ span: TextSpan, most: Int, in scratch: Scratch) -> Value {
    let text = span.bytes
    var list = ListBuilder(in: scratch, capacity: 2 * text.count + 16)
    var left = most
    var index = Whitespace.firstOther(text, from: 0)
    while index < text.count {
      var end = text.count
      if left > 0 {
        end = index
        while end < text.count, Whitespace.length(text, at: end) == 0 { end += 1 }
      }
      list.append(span.slice(index, end))
      left -= 1
      index = Whitespace.firstOther(text, from: end)
    }
    return list.finish()
  }

  /// Gives the parts from the last to the first.
  static func splitRight(
    _ text: Bytes, at separator: Bytes, most: Int, _ add: (Range<Int>) -> Void
  ) {
    var end = text.count
    var left = most
    while left > 0, let found = text.slice(0, end).lastRange(of: separator) {
      add(found + separator.count..<end)
      end = found
      left -= 1
    }
    add(0..<end)
  }

  /// Gives the words from the last to the first.
  static func wordsRight(_ text: Bytes, most: Int, _ add: (Range<Int>) -> Void) {
    var left = most
    var end = Whitespace.afterLastOther(text, downTo: 0)
    while end > 0 {
      var start = 0
      if left > 0 {
        start = end
        while start > 0, case let before = Scalars.start(text, before: start),
          Whitespace.length(text, at: before) == 0
        {
          start = before
        }
      }
      add(start..<end)
      left -= 1
      end = Whitespace.afterLastOther(text, downTo: 0, from: start)
    }
  }

  static func lines(_ span: TextSpan, keepsEnds: Bool, in scratch: Scratch) -> Value {
    let text = span.bytes
    var list = ListBuilder(in: scratch, capacity: 2 * text.count + 16)
    var start = 0
    var index = 0
    while index < text.count {
      let length = lineEnd(text, at: index)
      if length > 0 {
        list.append(span.slice(start, keepsEnds ? index + length : index))
        start = index + length
      }
      index += max(length, 1)
    }
    if start < text.count { list.append(span.slice(start, text.count)) }
    return list.finish()
  }

  /// The length of the line end at an offset; 0 where there is none.
  private static func lineEnd(_ text: Bytes, at index: Int) -> Int {
    switch text[index] {
    case 10, 11, 12, 0x1C, 0x1D, 0x1E: return 1
    case 13: return index + 1 < text.count && text[index + 1] == 10 ? 2 : 1
    case 0xC2: return index + 1 < text.count && text[index + 1] == 0x85 ? 2 : 0
    case 0xE2:
      guard index + 2 < text.count, text[index + 1] == 0x80 else { return 0 }
      return text[index + 2] == 0xA8 || text[index + 2] == 0xA9 ? 3 : 0
    default: return 0
    }
  }

  /// A text in three: before, a separator, and after it.
  static func three(
    _ span: TextSpan, _ before: Range<Int>, _ separator: Range<Int>, in scratch: Scratch
  ) -> Value {
    var list = ListBuilder(in: scratch, capacity: 2 * span.bytes.count + 16)
    list.append(span.slice(before.lowerBound, before.upperBound))
    list.append(span.slice(separator.lowerBound, separator.upperBound))
    list.append(span.slice(separator.upperBound, span.bytes.count))
    return list.finish()
  }
}
