import Events

/// Reads JSON text strictly (RFC 8259) into a tree.
public struct JSONTreeParser {
  /// Why a text is not valid JSON.
  public struct Failure: Error {
    /// The byte offset at which reading stopped.
    public var offset: Int
    /// One sentence, for people.
    public var message: String
  }

  private let bytes: [UInt8]
  /// The member of the outermost object whose value is skipped, not parsed.
  private let skipped: String?
  private var index = 0
  private var depth = 0
  private let keepsRanges: Bool
  /// The byte ranges of the outermost object's members; only filled on request.
  private(set) var memberRanges: [String: Range<Int>] = [:]

  private init(_ bytes: [UInt8], skipped: String? = nil, keepsRanges: Bool = false) {
    self.bytes = bytes
    self.skipped = skipped
    self.keepsRanges = keepsRanges
  }

  /// The value the bytes spell; blanks around it and a byte order mark are allowed.
  public static func parse(_ bytes: [UInt8]) throws(Failure) -> JSONTree {
    var parser = JSONTreeParser(bytes)
    return try parser.document()
  }

  /// The value, and where the values of its members stand when it is an object.
  ///
  /// For the member `skipping`, if it is an object, only the range is found; its tree is empty.
  public static func parseWithRanges(
    _ bytes: [UInt8], skipping skipped: String? = nil
  ) throws(Failure) -> (tree: JSONTree, ranges: [String: Range<Int>]) {
    var parser = JSONTreeParser(bytes, skipped: skipped, keepsRanges: true)
    let tree = try parser.document()
    return (tree, parser.memberRanges)
  }

  private mutating func document() throws(Failure) -> JSONTree {
    let error = bytes.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.flatMap { UTF8Text.firstError(in: Bytes($0, count: buffer.count)) }
    }
    if let error { throw Failure(offset: error, message: "not UTF-8") }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    let tree = try value()
    skipBlanks()
    if index < bytes.count { throw failure("nothing may follow the value") }
    return tree
  }

  private func failure(_ message: String) -> Failure { Failure(offset: index, message: message) }

  private var current: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func skipBlanks() {
    while let byte = current, byte == 32 || byte == 9 || byte == 10 || byte == 13 { index += 1 }
  }

  private mutating func expect(_ byte: UInt8) throws(Failure) {
    skipBlanks()
    guard current == byte else {
      throw failure("expected `\(Character(Unicode.Scalar(byte)))`")
    }
    index += 1
  }

  private mutating func value() throws(Failure) -> JSONTree {
    skipBlanks()
    switch current {
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["): return try list()
    case UInt8(ascii: "\""): return .text(try text())
    case UInt8(ascii: "t"): return try word("true", .boolean(true))
    case UInt8(ascii: "f"): return try word("false", .boolean(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func word(_ word: String, _ tree: JSONTree) throws(Failure) -> JSONTree {
    guard bytes[index...].starts(with: word.utf8) else { throw failure("expected a value") }
    index += word.utf8.count
    return tree
  }

  private mutating func number() throws(Failure) -> JSONTree {
    let start = index
    while let byte = current,
      byte &- 48 <= 9 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
        || byte == UInt8(ascii: ".") || byte | 32 == UInt8(ascii: "e")
    {
      index += 1
    }
    let isNumber = bytes[start..<index].withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { Number.isNumber(Bytes($0, count: buffer.count)) } ?? false
    }
    guard isNumber else {
      index = start
      throw failure("expected a value")
    }
    return .number(String(decoding: bytes[start..<index], as: UTF8.self))
  }

  private mutating func enter() throws(Failure) {
    depth += 1
    index += 1
    if depth > 256 { throw failure("nested deeper than 256 levels") }
    skipBlanks()
  }

  private mutating func list() throws(Failure) -> JSONTree {
    try enter()
    var items: [JSONTree] = []
    if current != UInt8(ascii: "]") {
      while true {
        items.append(try value())
        skipBlanks()
        guard current == UInt8(ascii: ",") else { break }
        index += 1
      }
    }
    try expect(UInt8(ascii: "]"))
    depth -= 1
    return .list(items)
  }

  private mutating func object() throws(Failure) -> JSONTree {
    try enter()
    var members: [JSONTree.Member] = []
    var names: Set<String> = []
    if current != UInt8(ascii: "}") {
      while true {
        skipBlanks()
        guard current == UInt8(ascii: "\"") else { throw failure("expected a member's name") }
        let name = try text()
        try expect(UInt8(ascii: ":"))
        skipBlanks()
        let start = index
        let isSkipped = depth == 1 && name == skipped && current == UInt8(ascii: "{")
        let value = isSkipped ? try skipObject() : try value()
        if depth == 1, keepsRanges { memberRanges[name] = start..<index }
        names.insert(name)
        members.append(JSONTree.Member(name, value))
        skipBlanks()
        guard current == UInt8(ascii: ",") else { break }
        index += 1
      }
    }
    try expect(UInt8(ascii: "}"))
    depth -= 1
    return .object(names.count == members.count ? members : JSONTreeParser.lastOnes(members))
  }

  /// Of members with the same name, the last one.
  private static func lastOnes(_ members: [JSONTree.Member]) -> [JSONTree.Member] {
    var names: Set<String> = []
    return members.reversed().filter { names.insert($0.name).inserted }.reversed()
  }

  /// Goes after an object without a look at more than its brackets and texts.
  private mutating func skipObject() throws(Failure) -> JSONTree {
    var open = 0
    repeat {
      guard index < bytes.count else { throw failure("the object does not end") }
      let byte = bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: "{"): open += 1
      case UInt8(ascii: "}"): open -= 1
      case UInt8(ascii: "\""):
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
          index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        index += 1
      default: break
      }
    } while open > 0
    return .object([])
  }

  private mutating func text() throws(Failure) -> String {
    index += 1
    let start = index
    var isEscaped = false
    while let byte = current, byte != UInt8(ascii: "\"") {
      if byte < 0x20 { throw failure("a control character must be written as an escape") }
      if byte == UInt8(ascii: "\\") {
        isEscaped = true
        index += 1
        try checkEscape()
      }
      index += 1
    }
    guard current != nil else { throw failure("the text does not end") }
    let body = bytes[start..<index]
    index += 1
    return isEscaped ? JSONTreeParser.unescaped(body) : String(decoding: body, as: UTF8.self)
  }

  private mutating func checkEscape() throws(Failure) {
    switch current {
    case UInt8(ascii: "u"):
      for _ in 0..<4 {
        index += 1
        guard let digit = current, Character(Unicode.Scalar(digit)).isHexDigit else {
          throw failure("expected four hexadecimal digits")
        }
      }
    case .some(let byte) where "\"\\/bfnrt".utf8.contains(byte): break
    default: throw failure("no such escape")
    }
  }

  private static func unescaped(_ body: ArraySlice<UInt8>) -> String {
    body.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return "" }
      return String(unsafeUninitializedCapacity: body.count) { room in
        guard let start = room.baseAddress else { return 0 }
        return JSONText.unescape(Bytes(base, count: body.count), to: start) - start
      }
    }
  }
}
