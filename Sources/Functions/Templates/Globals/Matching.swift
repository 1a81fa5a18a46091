import Events

/// Working with the matches of regular expressions.
enum Matching {
  /// The first match of the pattern at place 0 in the text at place 1.
  static func match(_ arguments: borrowing Arguments) -> Value {
    guard let regex = arguments.pattern(0), let text = arguments.string(1) else { return .failed }
    let scratch = arguments.scratch
    return regex.search(text.bytes, in: scratch) { search in
      guard search.next() else { return .null }
      return groups(0, regex, search, text, otherwise: .null, scratch)
    }
  }

  /// What a group caught; nil if it took no part.
  static func group(_ number: Int, _ search: Regex.Search, _ text: TextSpan) -> Value? {
    search.range(number).map { text.slice($0.lowerBound, $0.upperBound) }
  }

  /// What the groups from a number on caught, as a list.
  static func groups(
    _ first: Int, _ regex: Regex, _ search: Regex.Search, _ text: TextSpan, otherwise: Value,
    _ scratch: Scratch
  ) -> Value {
    var list = ListBuilder(in: scratch)
    for number in first..<(regex.groupCount + 1) {
      list.append(group(number, search, text) ?? otherwise)
    }
    return list.finish()
  }

  /// The text with so many matches replaced; failed where the replacement cannot be read.
  static func substitute(
    _ regex: Regex, _ template: Bytes, _ text: TextSpan, most: Int, in scratch: Scratch
  ) -> Value {
    regex.search(text.bytes, in: scratch) { search in
      var builder = ByteBuilder(in: scratch, capacity: text.bytes.count + 64)
      // Read even where nothing is replaced: Python raises then too.
      let mark = builder.count
      guard appendReplacement(template, regex, { _ in nil }, to: &builder) else { return .failed }
      builder.removeLast(builder.count - mark)
      var index = 0
      var left = most
      while left > 0, !scratch.isExhausted, search.next() {
        guard let range = search.range(0), range.lowerBound >= index else { break }
        builder.append(text.bytes.slice(index, range.lowerBound))
        _ = appendReplacement(
          template, regex,
          { number in
            search.range(number).map { text.bytes.slice($0.lowerBound, $0.upperBound) }
          }, to: &builder)
        index = range.upperBound
        left -= 1
      }
      builder.append(text.bytes.dropping(index))
      return builder.finishText()
    }
  }

  /// Appends a replacement with its groups filled; false where it cannot be read.
  private static func appendReplacement(
    _ template: Bytes, _ regex: Regex, _ group: (Int) -> Bytes?, to builder: inout ByteBuilder
  ) -> Bool {
    var index = 0
    while index < template.count {
      let byte = template[index]
      index += 1
      guard byte == UInt8(ascii: "\\") else {
        builder.append(byte)
        continue
      }
      guard index < template.count else { return false }
      let letter = template[index]
      index += 1
      switch letter {
      case UInt8(ascii: "1")...UInt8(ascii: "9"):
        var number = Int(letter &- 48)
        if index < template.count, template[index] &- 48 <= 9 {
          number = 10 * number + Int(template[index] &- 48)
          index += 1
        }
        guard number <= regex.groupCount else { return false }
        builder.append(group(number) ?? .empty)
      case UInt8(ascii: "g"):
        guard index < template.count, template[index] == UInt8(ascii: "<"),
          let close = template.firstIndex(of: UInt8(ascii: ">"), from: index),
          let number = number(template.slice(index + 1, close), regex)
        else { return false }
        builder.append(group(number) ?? .empty)
        index = close + 1
      case UInt8(ascii: "n"): builder.append(UInt8(10))
      case UInt8(ascii: "r"): builder.append(UInt8(13))
      case UInt8(ascii: "t"): builder.append(UInt8(9))
      case UInt8(ascii: "a"): builder.append(UInt8(7))
      case UInt8(ascii: "b"): builder.append(UInt8(8))
      case UInt8(ascii: "f"): builder.append(UInt8(12))
      case UInt8(ascii: "v"): builder.append(UInt8(11))
      case UInt8(ascii: "\\"): builder.append(letter)
      case UInt8(ascii: "0"): return false
      default:
        guard (letter | 32) &- UInt8(ascii: "a") >= 26 else { return false }
        builder.append(byte)
        builder.append(letter)
      }
    }
    return true
  }

  /// The number of a group that is spelled as a number or a name.
  private static func number(_ name: Bytes, _ regex: Regex) -> Int? {
    if name.count > 0, name.allSatisfy({ $0 &- 48 <= 9 }) {
      guard let number = Number.int64(name), number <= regex.groupCount else { return nil }
      return Int(number)
    }
    return regex.groupNames.first { names in
      names.name.utf8.count == name.count && zip(names.name.utf8, name).allSatisfy { $0 == $1 }
    }?.number
  }
}
