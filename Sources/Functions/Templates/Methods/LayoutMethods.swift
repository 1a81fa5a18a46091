import Events

extension TemplateMethods {
  /// `text.replace(old, new, count)`.
  static let replace = text(
    "replace", [.python("old"), .python("new"), .python("count", otherwise: .integer(-1))],
    about: "The text with another put in place of a third, everywhere or so many times.",
    examples: [
      .of(#""a-b-c""#, #""-""#, #"".""#, gives: #""a.b.c""#),
      .of(#""aaa""#, #""a""#, #""b""#, "2", gives: #""bba""#),
      .of(#""ab""#, #""""#, #""-""#, gives: #""-a-b-""#),
      .of(#""a""#, #""a""#, "1", gives: "failed"),
    ]
  ) { text, arguments in
    guard let old = arguments.string(1)?.bytes, let new = arguments.string(2)?.bytes,
      let most = arguments.count > 3 ? arguments.wholeNumber(3) : -1
    else { return .failed }
    return Replacing.replace(
      text, old, with: new, most: most < 0 ? Int.max : most, in: arguments.scratch)
  }

  /// `separator.join(texts)`.
  static let join = text(
    "join", [.python("iterable")],
    about: "Texts one behind the other with the receiver between them.",
    examples: [
      .of(#"", ""#, #"["a", "b"]"#, gives: #""a, b""#), .of(#""-""#, #""abc""#, gives: #""a-b-c""#),
      .of(#"", ""#, "[1]", gives: "failed"),
    ]
  ) { text, arguments in
    guard var items = PythonIterator(arguments.value(1), in: arguments.scratch) else {
      return .failed
    }
    var builder = ByteBuilder(in: arguments.scratch, capacity: Int(arguments.value(1).count) + 16)
    var isFirst = true
    while let item = items.next() {
      guard item.kind == .string else { return .failed }
      if !isFirst { builder.append(text.bytes) }
      isFirst = false
      builder.append(PythonValue.text(item, in: arguments.scratch).bytes)
      if arguments.scratch.isExhausted { return .absent }
    }
    return builder.finishText()
  }

  /// `template.format(values…)`.
  static let format = text(
    "format", [.rest("args")],
    about: "The template with its {} filled: {}, {0}, {:>5}, {!r}; names are not read.",
    examples: [
      .of(#""{}-{:>3}""#, #""a""#, "1", gives: #""a-  1""#),
      .of(#""{1}{0}""#, "1.0", "null", gives: #""None1.0""#), .of(#""{}""#, gives: "failed"),
    ]
  ) { text, arguments in
    let count = arguments.count - 1
    let values = arguments.values
    return BraceFormat.fill(text, in: arguments.scratch, count: count) { values[$0 + 1] }
  }

  /// `template.format(*values)`.
  static let formatAll = text(
    "format(*)", [.python("args")],
    about: "The template with its {} filled by what iterating a value gives.",
    examples: [
      .of(#""{}{}-{}{}""#, #""abcd""#, gives: #""ab-cd""#),
      .of(#""{}""#, "[[1, null]]", gives: #""[1, None]""#), .of(#""{}""#, "[]", gives: "failed"),
    ]
  ) { text, arguments in
    let list = PythonIterator.list(arguments.value(1), in: arguments.scratch)
    guard list.kind == .array else { return .failed }
    let count = JSONCursor.count(of: list)
    return withUnsafeTemporaryAllocation(of: Value.self, capacity: count + 1) { values in
      var items = ArrayCursor(list)
      var number = 0
      while let item = items.next() {
        values.initializeElement(at: number, to: item)
        number += 1
      }
      return BraceFormat.fill(text, in: arguments.scratch, count: count) { values[$0] }
    }
  }

  /// `text.zfill(width)`.
  static let zeroFill = text(
    "zfill", [.python("width")],
    about: "The text with zeros in front, behind its sign, up to a width.",
    examples: [
      .of(#""7""#, "3", gives: #""007""#), .of(#""-7""#, "3", gives: #""-07""#),
      .of(#""a""#, #""3""#, gives: "failed"),
    ]
  ) { text, arguments in
    guard let wanted = arguments.wholeNumber(1), wanted <= FormatSpec.mostWidth else {
      return .failed
    }
    let width = max(0, wanted)
    let isSigned =
      text.bytes.count > 0
      && (text.bytes[0] == UInt8(ascii: "-") || text.bytes[0] == UInt8(ascii: "+"))
    var builder = ByteBuilder(in: arguments.scratch, capacity: text.bytes.count + width)
    if isSigned { builder.append(text.bytes[0]) }
    for _ in 0..<max(0, width - Scalars.count(text.bytes)) { builder.append(UInt8(ascii: "0")) }
    builder.append(text.bytes.dropping(isSigned ? 1 : 0))
    return builder.finishText()
  }

  /// `text.ljust(width, fillchar)`.
  static let padRight = pad("ljust", UInt8(ascii: "<"), #""a  ""#)
  /// `text.rjust(width, fillchar)`.
  static let padLeft = pad("rjust", UInt8(ascii: ">"), #""  a""#)

  private static func pad(_ name: String, _ align: UInt8, _ example: String) -> Function {
    text(
      name, [.python("width"), .python("fillchar", otherwise: .text(" "))],
      about: "The text padded to a width, with blanks or another character.",
      examples: [
        .of(#""a""#, "3", gives: example), .of(#""abc""#, "2", gives: #""abc""#),
        .of(#""a""#, "3", #""xy""#, gives: "failed"),
      ]
    ) { text, arguments in
      var spec = FormatSpec()
      guard let width = arguments.wholeNumber(1), width <= FormatSpec.mostWidth else {
        return .failed
      }
      (spec.width, spec.align) = (max(0, width), align)
      if arguments.count > 2 {
        guard let fill = arguments.string(2)?.bytes, Scalars.count(fill) == 1 else {
          return .failed
        }
        spec.fill = fill
      }
      var builder = ByteBuilder(in: arguments.scratch, capacity: text.bytes.count + max(0, width))
      spec.append(text: text.bytes, to: &builder)
      return builder.finishText()
    }
  }
}

/// Putting one text in place of another.
enum Replacing {
  static func replace(
    _ span: TextSpan, _ old: Bytes, with new: Bytes, most: Int, in scratch: Scratch
  ) -> Value {
    let text = span.bytes
    if old.count == 0 { return interleave(span, new, most: most, in: scratch) }
    guard most > 0, var found = text.firstRange(of: old) else { return span.whole }
    var builder = ByteBuilder(in: scratch, capacity: text.count + new.count + 16)
    var index = 0
    var left = most
    while true {
      builder.append(text.slice(index, found))
      builder.append(new)
      index = found + old.count
      left -= 1
      guard left > 0, !scratch.isExhausted, let next = text.firstRange(of: old, from: index)
      else { break }
      found = next
    }
    builder.append(text.dropping(index))
    return builder.finishText()
  }

  /// An empty text occurs before every character and at the end.
  private static func interleave(
    _ span: TextSpan, _ new: Bytes, most: Int, in scratch: Scratch
  ) -> Value {
    let text = span.bytes
    var builder = ByteBuilder(in: scratch, capacity: 2 * text.count + 16)
    var index = 0
    var left = most
    while left > 0, !scratch.isExhausted {
      builder.append(new)
      left -= 1
      guard index < text.count else { break }
      let end = index + Scalars.length(text, at: index)
      builder.append(text.slice(index, end))
      index = end
    }
    builder.append(text.dropping(index))
    return builder.finishText()
  }
}
