/// The fields of one ECS version, as sorted lines of text in the binary.
///
/// Lookups search the text itself, so that a run pays only for the fields it names. The columns of a
/// line are described in `generate.py`. The text starts and ends with a line break.
struct Facts: Sendable {
  private let text: StaticString

  init(_ text: StaticString) { self.text = text }

  private var bytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
  }

  private static let lineBreak = UInt8(ascii: "\n")
  private static let separator = UInt8(ascii: "\t")

  /// The field of that name, or nil.
  func field(_ name: some Collection<UInt8>, version: ECSVersion) -> Field? {
    let start = lowerBound(name, then: Facts.separator)
    guard starts(at: start, with: name, then: Facts.separator) else { return nil }
    return field(at: start, version: version)
  }

  /// Whether names of fields go on below `name`.
  func hasFields(below name: some Collection<UInt8>) -> Bool {
    starts(at: lowerBound(name, then: UInt8(ascii: ".")), with: name, then: UInt8(ascii: "."))
  }

  /// Every field, in the order of their names.
  func fields(version: ECSVersion) -> [Field] {
    var fields: [Field] = []
    forEachLine { fields.append(field(at: $0, version: version)) }
    return fields
  }

  /// Calls `body` with the bytes of each name, in order.
  func forEachName(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    let bytes = bytes
    forEachLine { start in
      var end = start
      while bytes[end] != Facts.separator { end += 1 }
      body(UnsafeBufferPointer(rebasing: bytes[start..<end]))
    }
  }

  /// The event types ECS expects beside a value of `event.category`; nil for an unknown value.
  func expectedEventTypes(category: String) -> [String]? {
    let start = lowerBound("event.category".utf8, then: Facts.separator)
    for value in columns(at: start).first(where: { $0.hasPrefix("v=") })?.dropFirst(2)
      .split(separator: "|") ?? []
    {
      let parts = value.split(separator: ">", maxSplits: 1)
      if parts[0] == category { return parts.dropFirst().flatMap(Facts.list(",")) }
    }
    return nil
  }

  // MARK: Lines

  private func forEachLine(_ body: (Int) -> Void) {
    let bytes = bytes
    var start = 1
    while start < bytes.count {
      body(start)
      start = (bytes[start...].firstIndex(of: Facts.lineBreak) ?? bytes.count) + 1
    }
  }

  /// The start of the first line that does not sort before `name` with `last` after it.
  private func lowerBound(_ name: some Collection<UInt8>, then last: UInt8) -> Int {
    let bytes = bytes
    var low = 1
    var high = bytes.count
    while low < high {
      var start = (low + high) / 2
      while bytes[start - 1] != Facts.lineBreak { start -= 1 }
      if sortsBefore(start, name, last) {
        low = (bytes[start...].firstIndex(of: Facts.lineBreak) ?? bytes.count - 1) + 1
      } else {
        high = start
      }
    }
    return low
  }

  private func sortsBefore(
    _ start: Int, _ name: some Collection<UInt8>, _ last: UInt8
  ) -> Bool {
    let bytes = bytes
    var position = start
    for byte in name {
      guard position < bytes.count else { return true }
      if bytes[position] != byte { return bytes[position] < byte }
      position += 1
    }
    return position == bytes.count || bytes[position] < last
  }

  private func starts(
    at start: Int, with name: some Collection<UInt8>, then last: UInt8
  ) -> Bool {
    let bytes = bytes
    var position = start
    for byte in name {
      guard position < bytes.count, bytes[position] == byte else { return false }
      position += 1
    }
    return position < bytes.count && bytes[position] == last
  }

  private func columns(at start: Int) -> [Substring] {
    let bytes = bytes
    let end = bytes[start...].firstIndex(of: Facts.lineBreak) ?? bytes.count
    return String(decoding: bytes[start..<end], as: UTF8.self).split(separator: "\t")
  }

  private func field(at start: Int, version: ECSVersion) -> Field {
    let columns = columns(at: start)
    var field = Field(
      name: String(columns[0]), type: FieldType(rawValue: String(columns[1])) ?? .keyword,
      source: .ecs(version))
    for column in columns.dropFirst(2) {
      let rest = column.dropFirst(2)
      switch column.first {
      case "a": field.isArray = true
      case "b": field.isBeta = true
      case "v":
        field.allowedValues = Facts.list("|")(rest).map { String($0.prefix { $0 != ">" }) }
      case "e": field.expectedValues = Facts.list("|")(rest)
      default: field.pattern = String(rest)
      }
    }
    return field
  }

  private static func list(_ separator: Character) -> (Substring) -> [String] {
    { $0.split(separator: separator).map(String.init) }
  }
}
