import Events

extension Function {
  /// `capture(text, pattern, group?)`.
  static let capture = Function(
    "capture",
    parameters: [
      Parameter("text", .text), Parameter("pattern", .pattern),
      Parameter("group", .any, optional: true),
    ],
    returns: .text,
    about:
      "What a group of a regular expression caught, by number or name; "
      + "by default the first group, or the whole match where there is none.",
    examples: [
      Example(["\"pid=42;\"", "\"pid=(\\\\d+)\""], "\"42\""),
      Example(["\"pid=42;\"", "\"\\\\d+\""], "\"42\""),
      Example(["\"a-b\"", "\"(?<l>.)-(?<r>.)\"", "\"r\""], "\"b\""),
      Example(["\"a-b\"", "\"(.)-(.)\"", "2"], "\"b\""), Example(["\"x\"", "\"y\""], "absent"),
    ],
    prepare: CapturePattern.prepare
  ) { arguments in
    guard let pattern = arguments.prepared(as: CapturePattern.self) else { return .absent }
    let span = arguments.span(0)
    let range = pattern.regex.search(span.bytes, in: arguments.scratch) {
      $0.next() ? $0.range(pattern.group) : nil
    }
    return range.map { span.slice($0.lowerBound, $0.upperBound) } ?? .absent
  }
}

/// A pattern and the group that is wanted of it.
private final class CapturePattern: PreparedArgument {
  let regex: Regex
  let group: Int

  init(_ regex: Regex, group: Int) {
    self.regex = regex
    self.group = group
  }

  static let prepare: Function.Preparation = { constants, resources in
    let prepared = Regex.prepare(at: 1)(constants, resources)
    guard case .ready(let object) = prepared, let regex = object as? Regex else { return prepared }
    guard constants.count > 2 else {
      return .ready(CapturePattern(regex, group: min(1, regex.groupCount)))
    }
    switch constants[2] {
    case .integer(let number)? where (0...regex.groupCount).contains(number):
      return .ready(CapturePattern(regex, group: number))
    case .integer(let number)?:
      return .invalid(
        argument: 2, message: "the pattern has no group \(number)",
        help: "it has \(regex.groupCount)")
    case .text(let name)?:
      if let number = regex.group(named: name) {
        return .ready(CapturePattern(regex, group: number))
      }
      let names = regex.groupNames.map(\.name).joined(separator: ", ")
      return .invalid(
        argument: 2, message: "the pattern has no group `\(name)`",
        help: names.isEmpty ? "name one with (?<\(name)>…)" : "its groups are \(names)")
    case .null?: return .ready(CapturePattern(regex, group: min(1, regex.groupCount)))
    default:
      return .invalid(
        argument: 2, message: "the group must be a constant number or name", help: nil)
    }
  }
}
