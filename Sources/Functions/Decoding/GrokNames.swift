import Events

/// Grok patterns numbered by their names; of two with one name the last counts.
final class GrokTable: Sendable {
  private let names: ByteTable
  /// All patterns, one after the other.
  private let text: [UInt8]
  private let patterns: [Range<Int>]

  init(_ named: [(name: String, pattern: String)]) {
    var names = ByteTable()
    var text: [UInt8] = []
    var patterns: [Range<Int>] = []
    for (name, pattern) in named {
      let number = names.number(of: name)
      let start = text.count
      text.append(contentsOf: pattern.utf8)
      if number == patterns.count { patterns.append(start..<start) }
      patterns[number] = start..<text.count
    }
    self.names = names
    self.text = text
    self.patterns = patterns
  }

  var count: Int { patterns.count }

  subscript(number: Int) -> ArraySlice<UInt8> { text[patterns[number]] }

  func find(_ name: Bytes) -> Int? {
    names.find(UnsafeBufferPointer(start: name.base, count: name.count))
  }

  func find(_ name: String) -> Int? { names.find(name) }
}

/// What the names in a grok pattern stand for: custom patterns come before those of the library.
///
/// They have one row of numbers, the library first.
struct GrokNames: Sendable {
  private let custom: GrokTable
  /// Whether no custom pattern takes the name of one of the library.
  let keepsLibrary: Bool

  init(custom: [(name: String, pattern: String)]) {
    self.custom = GrokTable(custom)
    keepsLibrary = custom.allSatisfy { GrokLibrary.patterns.find($0.name) == nil }
  }

  func find(_ name: Bytes) -> Int? {
    custom.find(name).map { $0 + GrokLibrary.patterns.count } ?? GrokLibrary.patterns.find(name)
  }

  func isCustom(_ number: Int) -> Bool { number >= GrokLibrary.patterns.count }

  subscript(number: Int) -> ArraySlice<UInt8> {
    isCustom(number)
      ? custom[number - GrokLibrary.patterns.count] : GrokLibrary.patterns[number]
  }
}
