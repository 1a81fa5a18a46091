internal import CLibYAML
import Diagnostics
import Text

/// Reads one YAML document into nodes with exact byte spans.
///
/// The only user of libyaml. A mistake in the text's meaning (a duplicate key, an unknown anchor)
/// is reported and reading goes on; only broken YAML and exceeded limits end it.
package struct YAMLReader {
  /// The largest text that is read, in bytes.
  package static let maximumBytes = 8 << 20
  /// Nodes of the document with every alias expanded; 32 bytes of a text count as one more, so
  /// that a long text cannot be multiplied by aliases.
  package static let maximumNodes = 1_000_000
  /// How deep lists and maps may be nested.
  package static let maximumDepth = 128

  private let text: SourceText
  private let source: UInt16
  private let marks: YAMLMarks
  private var builder: YAMLBuilder
  private var scalars: [Range<Int>] = []

  /// The root of the text's document; nil where it is empty or cannot be read.
  package static func read(
    _ text: SourceText, source: UInt16, keepsLastOfEqualKeys: Bool = false,
    into diagnostics: inout [Diagnostic]
  ) -> YAMLNode? {
    PlainYAMLReader.read(text.bytes, source: source)
      ?? readAnything(
        text, source: source, keepsLastOfEqualKeys: keepsLastOfEqualKeys, into: &diagnostics)
  }

  /// The same by libyaml alone.
  package static func readAnything(
    _ text: SourceText, source: UInt16, keepsLastOfEqualKeys: Bool = false,
    into diagnostics: inout [Diagnostic]
  ) -> YAMLNode? {
    let start = Span(source: source, lower: 0, upper: 0)
    guard text.bytes.count <= maximumBytes else {
      diagnostics.append(.tooLarge(text.name, at: start))
      return nil
    }
    if let offset = invalidOffset(text.bytes) {
      diagnostics.append(
        Diagnostic(
          .notUTF8, .error, "the file is not UTF-8: byte \(offset) does not belong to a character",
          at: Span(source: source, lower: offset, upper: offset + 1),
          help: "save the file as UTF-8"))
      return nil
    }
    var reader = YAMLReader(text: text, source: source)
    reader.builder.keepsLastOfEqualKeys = keepsLastOfEqualKeys
    let isWhole = reader.run()
    diagnostics += reader.builder.diagnostics
    return isWhole ? reader.builder.root : nil
  }

  /// The byte ranges of all scalars in the order of the text; nil where it cannot be read.
  package static func scalars(of text: SourceText) -> [Range<Int>]? {
    guard text.bytes.count <= maximumBytes, invalidOffset(text.bytes) == nil else { return nil }
    var reader = YAMLReader(text: text, source: 0)
    return reader.run() ? reader.scalars : nil
  }

  private init(text: SourceText, source: UInt16) {
    self.text = text
    self.source = source
    marks = YAMLMarks(text.bytes)
    builder = YAMLBuilder(source: source)
  }

  private static func invalidOffset(_ bytes: [UInt8]) -> Int? {
    do throws(UTF8.ValidationError) {
      _ = try UTF8Span(validating: bytes.span)
      return nil
    } catch {
      return error.byteOffsets.lowerBound
    }
  }

  /// Feeds every event to the builder; false where the document is cut short.
  private mutating func run() -> Bool {
    let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    defer { parser.deallocate() }
    guard yaml_parser_initialize(parser) == 1 else { return false }
    defer { yaml_parser_delete(parser) }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    return text.bytes.withUnsafeBufferPointer { buffer in
      let content = UnsafeBufferPointer(rebasing: buffer[marks.base...])
      guard let address = content.baseAddress else { return true }
      yaml_parser_set_input_string(parser, address, content.count)
      return consume(parser)
    }
  }

  private mutating func consume(_ parser: UnsafeMutablePointer<yaml_parser_t>) -> Bool {
    var documents = 0
    var event = yaml_event_t()
    while true {
      guard yaml_parser_parse(parser, &event) == 1 else {
        report(parser.pointee)
        return false
      }
      defer { yaml_event_delete(&event) }
      let start = marks.offset(event.start_mark.index)
      let end = marks.offset(event.end_mark.index)
      switch event.type {
      case YAML_STREAM_END_EVENT: return true
      case YAML_DOCUMENT_START_EVENT:
        documents += 1
        if documents > 1 {
          builder.fault(
            "a rule file holds one YAML document", Span(source: source, lower: start, upper: end),
            help: "remove the `---`, or put the second document into its own file")
          return true
        }
      case YAML_SCALAR_EVENT: add(scalar: event, start, end)
      case YAML_ALIAS_EVENT:
        builder.alias(
          Self.string(event.data.alias.anchor), at: Span(source: source, lower: start, upper: end))
      case YAML_SEQUENCE_START_EVENT:
        let data = event.data.sequence_start
        open(
          .list, data.anchor, data.tag, isFlow: data.style == YAML_FLOW_SEQUENCE_STYLE, start, end)
      case YAML_MAPPING_START_EVENT:
        let data = event.data.mapping_start
        open(
          .map, data.anchor, data.tag, isFlow: data.style == YAML_FLOW_MAPPING_STYLE, start, end)
      case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: builder.close(at: end)
      default: break
      }
      if builder.isFull { return false }
    }
  }

  private mutating func add(scalar event: yaml_event_t, _ start: Int, _ end: Int) {
    let data = event.data.scalar
    let tag = Self.string(data.tag)
    let lower = contentStart(start, end, isDecorated: tag != nil || data.anchor != nil)
    let value = String(
      decoding: UnsafeBufferPointer(start: data.value, count: data.length), as: UTF8.self)
    var scalar = YAMLScalar(text: value, style: .plain)
    var upper = end
    switch data.style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: scalar.style = .singleQuoted
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: scalar.style = .doubleQuoted
    case YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE:
      scalar.style = data.style == YAML_LITERAL_SCALAR_STYLE ? .literal : .folded
      upper = trimmedEnd(lower, end)
    default: break
    }
    let span = Span(source: source, lower: lower, upper: upper)
    scalars.append(lower..<max(lower, upper))
    if let tag {
      scalar.isForcedText = tag == "tag:yaml.org,2002:str" || tag == "!"
      if !scalar.isForcedText { refuse(tag, start, lower) }
    }
    builder.add(
      YAMLNode(kind: .scalar(scalar), span: span), size: 1 + data.length / 32, height: 1,
      anchor: Self.string(data.anchor))
  }

  private mutating func open(
    _ kind: YAMLBuilder.Collection, _ anchor: UnsafeMutablePointer<yaml_char_t>?,
    _ tag: UnsafeMutablePointer<yaml_char_t>?, isFlow: Bool, _ start: Int, _ end: Int
  ) {
    let tag = Self.string(tag)
    let lower = contentStart(start, text.bytes.count, isDecorated: tag != nil || anchor != nil)
    let expected = kind == .list ? "tag:yaml.org,2002:seq" : "tag:yaml.org,2002:map"
    if let tag, tag != expected, tag != "!" { refuse(tag, start, lower) }
    builder.open(kind, at: lower, isFlow: isFlow, anchor: Self.string(anchor))
  }

  private mutating func refuse(_ tag: String, _ lower: Int, _ upper: Int) {
    let prefix = "tag:yaml.org,2002:"
    let name = tag.hasPrefix(prefix) ? "!!" + tag.dropFirst(prefix.count) : tag
    let end = text.bytes[lower..<upper].lastIndex { $0 > 0x20 }.map { $0 + 1 } ?? upper
    builder.fault(
      "the YAML tag `\(name)` is not supported", Span(source: source, lower: lower, upper: end),
      help: name.hasPrefix("!!") || YAMLLines(text.bytes).byte(upper) < 0x20
        ? "remove the tag"
        : "a value that begins with `!` is a tag for YAML; write `not` before a condition")
  }

  /// Skips the anchor and the tag that libyaml counts to a node.
  private func contentStart(_ start: Int, _ end: Int, isDecorated: Bool) -> Int {
    guard isDecorated else { return start }
    var place = start
    while place < end {
      switch text.bytes[place] {
      case UInt8(ascii: "&"), UInt8(ascii: "!"):
        while place < end, text.bytes[place] > 0x20 { place += 1 }
      case UInt8(ascii: "#"):
        while place < end, text.bytes[place] != UInt8(ascii: "\n") { place += 1 }
      case 0x20, 0x09, 0x0A, 0x0D: place += 1
      default: return place
      }
    }
    return end
  }

  private func trimmedEnd(_ lower: Int, _ end: Int) -> Int {
    var end = end
    while end > lower, text.bytes[end - 1] <= 0x20 { end -= 1 }
    return end
  }

  private static func string(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    pointer.map { String(cString: $0) }
  }

  private mutating func report(_ parser: yaml_parser_t) {
    let problem = parser.problem.map { String(cString: $0) } ?? "the text is not YAML"
    if parser.error == YAML_READER_ERROR {
      let offset = min(marks.base + parser.problem_offset, text.bytes.count)
      builder.fault(
        problem, Span(source: source, lower: offset, upper: offset + 1),
        help: YAMLProblem.help(problem, nil, at: 0, start: nil))
      return
    }
    let offset = marks.offset(parser.problem_mark.index)
    let context = parser.context.map { String(cString: $0) }
    let place = context.map { _ in marks.offset(parser.context_mark.index) }
    let cause = YAMLProblem(problem, context: context, at: offset, context: place, in: text.bytes)
    var labels: [Diagnostic.Label] = []
    if let context, let place, place != offset, cause.message == problem {
      labels.append(.init(Span(source: source, lower: place, upper: place + 1), context))
    }
    builder.fault(
      cause.message, Span(source: source, lower: offset, upper: min(offset + 1, text.bytes.count)),
      labels: labels, help: cause.help,
      fix: cause.fix.map {
        .init(
          Span(source: source, lower: $0.range.lowerBound, upper: $0.range.upperBound),
          $0.replacement)
      })
  }
}

/// Turns libyaml's marks, which count Unicode scalars, into byte offsets.
struct YAMLMarks: Sendable {
  /// Bytes before the text that libyaml sees: the byte order mark.
  let base: Int
  private let bytes: [UInt8]
  /// The byte offset of every 64th scalar; nil for ASCII.
  private let checkpoints: [Int]?

  /// Prepares to convert libyaml's positions, which count characters, to byte offsets.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    base = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard !bytes[base...].allSatisfy({ $0 < 0x80 }) else {
      checkpoints = nil
      return
    }
    var found: [Int] = []
    var count = 0
    for offset in base..<bytes.count where bytes[offset] & 0xC0 != 0x80 {
      if count % 64 == 0 { found.append(offset) }
      count += 1
    }
    checkpoints = found
  }

  /// The byte offset of the scalar with this index; past the end, the end.
  func offset(_ index: Int) -> Int {
    guard let checkpoints else { return min(base + index, bytes.count) }
    guard index / 64 < checkpoints.count else { return bytes.count }
    var offset = checkpoints[index / 64]
    var left = index % 64
    while left > 0, offset < bytes.count {
      offset += 1
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      left -= 1
    }
    return offset
  }
}
