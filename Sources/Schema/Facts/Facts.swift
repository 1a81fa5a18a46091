/// The fields of one ECS version, as sorted lines of text in the binary.
///
/// Lookups search the text itself, so that a run pays only for the fields it names, and once for
/// finding the lines. The columns of a line are described in `generate.py`. The text starts and ends
/// with a line break.
struct Facts: Sendable {
  private let text: StaticString
  private let lineStarts: [Int32]

  init(_ text: StaticString) {
    self.text = text
    let bytes = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    var starts: [Int32] = []
    for index in 1..<bytes.count where bytes[index - 1] == Facts.lineBreak {
      starts.append(Int32(index))
    }
    lineStarts = starts
  }

  private var bytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
  }

  private static let lineBreak = UInt8(ascii: "\n")
  private static let separator = UInt8(ascii: "\t")
  /// Stands between an allowed value and the event types expected beside it.
  private static let beside = UInt8(ascii: ">")

  /// The field of that name, or nil.
  func field(_ name: String, version: ECSVersion) -> Field? {
    line(name, then: Facts.separator).map { field(at: $0, version: version) }
  }

  /// Whether names of fields go on below `name`.
  func hasFields(below name: String) -> Bool { line(name, then: UInt8(ascii: ".")) != nil }

  /// The type of the field of exactly that name, as it is spelled; nil where there is none.
  func type(of name: UnsafeBufferPointer<UInt8>) -> String? {
    line(name, then: Facts.separator).map { Facts.text(column(from: $0 + name.count + 1)) }
  }

  /// Calls `body` with the rest of the name and the type of each field below `name`, in order.
  func forEachField(
    below name: UnsafeBufferPointer<UInt8>,
    _ body: (_ rest: String, _ type: String) -> Void
  ) {
    let bytes = bytes
    let dot = UInt8(ascii: ".")
    var start = lowerBound(name, then: dot)
    while starts(at: start, with: name, then: dot) {
      let rest = start + name.count + 1
      let name = column(from: rest)
      let type = column(from: name.endIndex + 1)
      body(Facts.text(name), Facts.text(type))
      start = (bytes[type.endIndex...].firstIndex(of: Facts.lineBreak) ?? bytes.count) + 1
    }
  }

  /// The fields whose names go on below `name`, in order.
  func fields(below name: String, version: ECSVersion) -> [Field] {
    var name = name
    return name.withUTF8 { name in
      var fields: [Field] = []
      let bytes = bytes
      let dot = UInt8(ascii: ".")
      var start = lowerBound(name, then: dot)
      while starts(at: start, with: name, then: dot) {
        fields.append(field(at: start, version: version))
        start = (bytes[start...].firstIndex(of: Facts.lineBreak) ?? bytes.count) + 1
      }
      return fields
    }
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
    guard let start = line("event.category", then: Facts.separator) else { return nil }
    let values = columns(at: start).first { $0.first == UInt8(ascii: "v") }
    for value in values.map({ Facts.values($0.dropFirst(2)) }) ?? [] {
      let parts = value.split(separator: Facts.beside, maxSplits: 1)
      guard parts[0].elementsEqual(category.utf8) else { continue }
      return parts.dropFirst().flatMap { $0.split(separator: UInt8(ascii: ",")).map(Facts.text) }
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

  /// The start of the first line that begins with `name` and `last`.
  private func line(_ name: String, then last: UInt8) -> Int? {
    var name = name
    return name.withUTF8 { line($0, then: last) }
  }

  private func line(_ name: UnsafeBufferPointer<UInt8>, then last: UInt8) -> Int? {
    let start = lowerBound(name, then: last)
    return starts(at: start, with: name, then: last) ? start : nil
  }

  /// The column that starts there.
  private func column(from start: Int) -> Column {
    let bytes = bytes
    var end = start
    while bytes[end] != Facts.separator, bytes[end] != Facts.lineBreak { end += 1 }
    return bytes[start..<end]
  }

  /// The start of the first line that does not sort before `name` with `last` after it.
  private func lowerBound(_ name: UnsafeBufferPointer<UInt8>, then last: UInt8) -> Int {
    var low = 0
    var high = lineStarts.count
    while low < high {
      let middle = (low + high) / 2
      if sortsBefore(Int(lineStarts[middle]), name, last) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low < lineStarts.count ? Int(lineStarts[low]) : bytes.count
  }

  private func sortsBefore(
    _ start: Int, _ name: UnsafeBufferPointer<UInt8>, _ last: UInt8
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
    at start: Int, with name: UnsafeBufferPointer<UInt8>, then last: UInt8
  ) -> Bool {
    let bytes = bytes
    var position = start
    for byte in name {
      guard position < bytes.count, bytes[position] == byte else { return false }
      position += 1
    }
    return position < bytes.count && bytes[position] == last
  }

  private typealias Column = Slice<UnsafeBufferPointer<UInt8>>

  private func columns(at start: Int) -> [Column] {
    let bytes = bytes
    let end = bytes[start...].firstIndex(of: Facts.lineBreak) ?? bytes.count
    return bytes[start..<end].split(separator: Facts.separator)
  }

  private func field(at start: Int, version: ECSVersion) -> Field {
    let columns = columns(at: start)
    var field = Field(
      name: Facts.text(columns[0]), type: FieldType(rawValue: Facts.text(columns[1])) ?? .keyword,
      source: .ecs(version))
    for column in columns.dropFirst(2) {
      let rest = column.dropFirst(2)
      switch column.first {
      case UInt8(ascii: "a"): field.isArray = true
      case UInt8(ascii: "b"): field.isBeta = true
      case UInt8(ascii: "r"): field.related = RelatedList(rawValue: Facts.text(rest))
      case UInt8(ascii: "v"):
        field.allowedValues = Facts.values(rest).map {
          Facts.text($0.prefix { $0 != Facts.beside })
        }
      case UInt8(ascii: "e"): field.expectedValues = Facts.values(rest).map(Facts.text)
      default: field.pattern = Facts.text(rest)
      }
    }
    return field
  }

  private static func values(_ column: Column) -> [Column] {
    column.split(separator: UInt8(ascii: "|"))
  }

  private static func text(_ bytes: Column) -> String { String(decoding: bytes, as: UTF8.self) }
}
