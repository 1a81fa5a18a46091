import Events

/// A dissect pattern, `%{time} %{+time} [%{level->}] %{?skipped}%{}`: literals between keys.
///
/// `%{}` and `%{?name}` skip, `%{+name}` appends to the same key with a blank, `->` allows the
/// literal after the key to repeat. Matching reads the text once.
public struct DissectPattern: Sendable {
  /// Why a pattern cannot be used.
  public struct Failure: Error, Sendable {
    /// What is wrong: one sentence, lower case, no full stop.
    public var message: String
    /// What to write instead.
    public var help: String
    /// Offset in the pattern, in bytes.
    public var offset: Int
  }

  struct Key: Sendable {
    /// Place in `names`, or nil for a skipped part.
    var name: Int?
    var isAppended: Bool
    var isPadded: Bool
    /// The literal after the key; empty only at the end of the pattern.
    var literal: [UInt8]
  }

  /// The keys with a name, each once, in the order they first appear.
  public private(set) var names: [String] = []
  let prefix: [UInt8]
  let keys: [Key]

  /// Compiles a pattern.
  public init(_ pattern: String) throws(Failure) {
    let text = Array(pattern.utf8)
    var literal: [UInt8] = []
    var keys: [Key] = []
    var prefix: [UInt8] = []
    var index = 0
    func close() {
      if keys.isEmpty { prefix = literal } else { keys[keys.count - 1].literal = literal }
      literal = []
    }
    while index < text.count {
      guard text[index] == UInt8(ascii: "%"), index + 1 < text.count,
        text[index + 1] == UInt8(ascii: "{")
      else {
        literal.append(text[index])
        index += 1
        continue
      }
      guard let end = text[index...].firstIndex(of: UInt8(ascii: "}")) else {
        throw Failure(
          message: "`%{` is not closed", help: "write `}` behind the key", offset: index)
      }
      if !keys.isEmpty && literal.isEmpty {
        throw Failure(
          message: "two keys touch, so their border cannot be found",
          help: "put a literal between them", offset: index)
      }
      close()
      var body = String(decoding: text[(index + 2)..<end], as: UTF8.self)
      let isPadded = body.hasSuffix("->")
      if isPadded { body.removeLast(2) }
      let isAppended = body.hasPrefix("+")
      let isSkipped = body.isEmpty || body.hasPrefix("?")
      if isAppended { body.removeFirst() }
      if body.hasPrefix("*") || body.hasPrefix("&") {
        throw Failure(
          message: "`%{\(body)}` takes its key from the text, which is not supported",
          help: "name the key in the pattern", offset: index)
      }
      var name: Int?
      if !isSkipped {
        name = names.firstIndex(of: body) ?? names.count
        if name == names.count { names.append(body) }
      }
      keys.append(Key(name: name, isAppended: isAppended, isPadded: isPadded, literal: []))
      index = end + 1
    }
    close()
    guard !keys.isEmpty else {
      throw Failure(message: "the pattern has no key", help: "write `%{name}`", offset: 0)
    }
    self.prefix = prefix
    self.keys = keys
  }

  /// Calls `found` with a name's number and its value; false when the text does not fit.
  ///
  /// Nothing is called unless the whole text fits.
  public func read(
    _ text: Bytes, in scratch: Scratch, found: (_ name: Int, _ value: Bytes) -> Void
  ) -> Bool {
    guard text.count >= prefix.count else { return false }
    for offset in prefix.indices where text[offset] != prefix[offset] { return false }
    return withUnsafeTemporaryAllocation(of: Bytes.self, capacity: keys.count) { parts in
      guard split(text, into: parts) else { return false }
      for name in names.indices { found(name, value(of: name, parts, scratch)) }
      return true
    }
  }

  private func split(_ text: Bytes, into parts: UnsafeMutableBufferPointer<Bytes>) -> Bool {
    var index = prefix.count
    for (number, key) in keys.enumerated() {
      var end = text.count
      if !key.literal.isEmpty {
        let found = key.literal.withUnsafeBufferPointer { word in
          word.baseAddress.flatMap {
            text.firstRange(of: Bytes($0, count: word.count), from: index)
          }
        }
        guard let found else { return false }
        end = found
      }
      parts[number] = text.slice(index, end)
      index = end + key.literal.count
      if key.isPadded, !key.literal.isEmpty {
        while text.count - index >= key.literal.count,
          key.literal.indices.allSatisfy({ text[index + $0] == key.literal[$0] })
        {
          index += key.literal.count
        }
      }
    }
    return index == text.count || keys.last?.literal.isEmpty == true
  }

  private func value(
    of name: Int, _ parts: UnsafeMutableBufferPointer<Bytes>, _ scratch: Scratch
  ) -> Bytes {
    var result: Bytes?
    for (number, key) in keys.enumerated() where key.name == name {
      if let before = result, key.isAppended {
        var builder = ByteBuilder(in: scratch, capacity: before.count + parts[number].count + 1)
        builder.append(before)
        builder.append(UInt8(ascii: " "))
        builder.append(parts[number])
        result = builder.finish()
      } else {
        result = parts[number]
      }
    }
    return result ?? .empty
  }
}
