import Events

extension Function {
  /// `format(template, values…)`.
  static let format = Function(
    "format",
    parameters: [Parameter("template", .constantText), Parameter("values", .text, variadic: true)],
    returns: .text,
    about: "A template with each {} replaced by the next value; {{ and }} stand for braces.",
    examples: [
      Example(["\"{} {}\"", "\"a\"", "2"], "\"a 2\""),
      Example(["\"{{{}}}\"", "\"x\""], "\"{x}\""),
      Example(["\"{}\"", "absent"], "absent"),
    ],
    prepare: FormatTemplate.check
  ) { arguments in
    let template = arguments.text(0)
    var builder = ByteBuilder(in: arguments.scratch, capacity: template.count + 64)
    var index = 0
    var next = 1
    while index < template.count {
      let byte = template[index]
      let following = index + 1 < template.count ? template[index + 1] : 0
      if byte == UInt8(ascii: "{"), following == UInt8(ascii: "}") {
        builder.append(arguments.text(next))
        next += 1
        index += 2
        continue
      }
      let isBrace = byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}")
      builder.append(byte)
      index += isBrace && following == byte ? 2 : 1
    }
    return builder.finishText()
  }
}

/// Checks a template against the values it is given.
private enum FormatTemplate {
  static let check: Function.Preparation = { constants, _ in
    guard let template = constants.text(0) else {
      return .invalid(argument: 0, message: "the template must be a constant text", help: nil)
    }
    var places = 0
    var bytes = Array(template.utf8)[...]
    while let byte = bytes.popFirst() {
      guard byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") else { continue }
      let next = bytes.popFirst()
      if byte == UInt8(ascii: "{"), next == UInt8(ascii: "}") {
        places += 1
      } else if next != byte {
        return .invalid(
          argument: 0, message: "the template has a single brace",
          help: "write {{ or }} for a brace, and {} for a value")
      }
    }
    guard places == constants.count - 1 else {
      return .invalid(
        argument: 0, message: "the template has \(places) {} for \(constants.count - 1) values",
        help: nil)
    }
    return .ready(NothingPrepared.shared)
  }
}
