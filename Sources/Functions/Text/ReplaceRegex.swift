import Events

extension Function {
  /// `replace_regex(text, pattern, replacement)`.
  static let replaceRegex = Function(
    "replace_regex",
    parameters: [
      Parameter("text", .text), Parameter("pattern", .pattern),
      Parameter("replacement", .constantText),
    ],
    returns: .text,
    about:
      "The text with every match of a regular expression replaced; "
      + "$1, ${1} and ${name} stand for groups, $0 for the match, $$ for a dollar.",
    examples: [
      Example(["\"a1b22\"", "\"[0-9]+\"", "\"#\""], "\"a#b#\""),
      Example(["\"k=v\"", "\"(\\\\w)=(?<v>\\\\w)\"", "\"${v}=$1\""], "\"v=k\""),
      Example(["\"é\"", "\"\"", "\"-\""], "\"-é-\""), Example(["\"a\"", "\"b\"", "\"\""], "\"a\""),
    ],
    prepare: Replacement.prepare
  ) { arguments in
    guard let replacement = arguments.prepared(as: Replacement.self) else { return .absent }
    let span = arguments.span(0)
    let text = span.bytes
    return replacement.regex.search(text, in: arguments.scratch) { search in
      guard search.next() else { return span.whole }
      var builder = ByteBuilder(in: arguments.scratch, capacity: text.count + 64)
      var index = 0
      repeat {
        guard let match = search.range(0), match.lowerBound >= index else { break }
        builder.append(text.slice(index, match.lowerBound))
        for part in replacement.parts {
          switch part {
          case .byte(let byte): builder.append(byte)
          case .group(let group):
            if let range = search.range(group) {
              builder.append(text.slice(range.lowerBound, range.upperBound))
            }
          }
        }
        index = match.upperBound
      } while !arguments.scratch.isExhausted && search.next()
      builder.append(text.dropping(index))
      return builder.finishText()
    }
  }
}

/// A pattern and what takes the place of its matches.
private final class Replacement: PreparedArgument {
  enum Part: Sendable {
    case byte(UInt8)
    case group(Int)
  }

  let regex: Regex
  let parts: [Part]

  init(_ regex: Regex, _ parts: [Part]) {
    self.regex = regex
    self.parts = parts
  }

  static let prepare: Function.Preparation = { constants, resources in
    let prepared = Regex.prepare(at: 1)(constants, resources)
    guard case .ready(let object) = prepared, let regex = object as? Regex else { return prepared }
    guard let text = constants.text(2) else {
      return .invalid(argument: 2, message: "the replacement must be a constant text", help: nil)
    }
    var parts: [Part] = []
    var bytes = Array(text.utf8)[...]
    while let byte = bytes.popFirst() {
      guard byte == UInt8(ascii: "$") else {
        parts.append(.byte(byte))
        continue
      }
      var name: ArraySlice<UInt8>
      if bytes.first == UInt8(ascii: "$") {
        bytes.removeFirst()
        parts.append(.byte(byte))
        continue
      } else if bytes.first == UInt8(ascii: "{"),
        let close = bytes.firstIndex(of: UInt8(ascii: "}"))
      {
        name = bytes[(bytes.startIndex + 1)..<close]
        bytes = bytes[(close + 1)...]
      } else {
        name = bytes.prefix { $0 &- 48 <= 9 }
        bytes = bytes.dropFirst(name.count)
      }
      let spelled = String(decoding: name, as: UTF8.self)
      guard let group = Int(spelled) ?? regex.group(named: spelled),
        (0...regex.groupCount).contains(group)
      else {
        return .invalid(
          argument: 2,
          message: name.isEmpty
            ? "the replacement has a single dollar" : "the pattern has no group `\(spelled)`",
          help: "write $$ for a dollar, $1 or ${name} for a group")
      }
      parts.append(.group(group))
    }
    return .ready(Replacement(regex, parts))
  }
}
