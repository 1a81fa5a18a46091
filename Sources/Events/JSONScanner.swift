internal import CScan

/// Reads one JSON value in a single strict pass and puts the values of the wanted paths into slots.
///
/// Strict means RFC 8259: grammar, escapes, control characters and numbers are checked, strings
/// must be valid UTF-8 (RFC 3629), nesting is at most `maximumDepth`. Nothing is copied: a slot
/// refers to the bytes of the event. Of duplicate keys the last wins.
///
/// No length is checked: every loop stops at a byte that JSON does not allow there, as the NUL behind
/// `PaddedBytes` is.
@safe
public struct JSONScanner {
  /// How deep arrays and objects may be nested; deeper events fail with `.depth`.
  public static var maximumDepth: Int { 256 }

  /// Why an event cannot be read: invalid syntax, invalid UTF-8, or nesting that is too deep.
  public enum Failure: UInt8, Sendable {
    case syntax, utf8, depth
  }

  /// Kind given to `null` and to `""`: `.ignored` where the rule file ignores them.
  private var nullKind: Value.Kind
  private var emptyKind: Value.Kind
  /// A line feed where documents may span lines, else a blank.
  private let lineBreak: UInt8
  private let isMultiline: Bool
  private let slots: UnsafeMutablePointer<Value>
  /// Why the last scan failed.
  public private(set) var failure = Failure.syntax
  /// Where it failed, which may be past the text.
  private var failedAt: ScanPosition?

  /// A scanner that writes what it finds to `slots`, which must outlive it.
  ///
  /// `ignoresNull` and `ignoresEmpty` give `null` and `""` the kind `.ignored`; with `multiline` a
  /// line feed is a blank, else it ends the event.
  public init(
    slots: UnsafeMutablePointer<Value>, ignoresNull: Bool = false, ignoresEmpty: Bool = false,
    multiline: Bool = false
  ) {
    unsafe self.slots = slots
    nullKind = ignoresNull ? .ignored : .null
    emptyKind = ignoresEmpty ? .ignored : .string
    lineBreak = multiline ? UInt8(ascii: "\n") : UInt8(ascii: " ")
    isMultiline = multiline
  }

  // MARK: Entry points

  /// Reads the object that a text begins with into the slots of `tree` from a node on, usually the
  /// root; the offset behind the object, or nil.
  public mutating func object(
    in text: PaddedBytes, into tree: PathTree.View, from node: Int = 0
  ) -> Int? {
    let begin = skipBlanks(ScanPosition(text))
    guard begin.byte == UInt8(ascii: "{") else {
      _ = fail(begin)
      return nil
    }
    guard let end = trackedObject(begin, tree, node, 1) else { return nil }
    if let slot = tree.slot(of: node) {
      unsafe slots[slot] = container(.object, begin, end)
    }
    return end - ScanPosition(text)
  }

  /// Checks the value that a text begins with and gives it with the offset behind it, or nil.
  public mutating func value(in text: PaddedBytes) -> (value: Value, end: Int)? {
    let begin = skipBlanks(ScanPosition(text))
    var value = Value.absent
    guard let end = scalarOrSkip(begin, &value, 0) else { return nil }
    return (value, end - ScanPosition(text))
  }

  /// The offset of the first byte at or after another that is not blank, up to that of the NUL.
  public func skipBlanks(in text: PaddedBytes, from start: Int = 0) -> Int {
    precondition(start >= 0 && start <= text.count, "offset past the text")
    return skipBlanks(ScanPosition(text) + start) - ScanPosition(text)
  }

  /// Where the last scan failed, which was of this text: at one of its bytes or behind the last.
  public func failureOffset(in text: PaddedBytes) -> Int {
    failedAt.map { min(max(0, $0 - ScanPosition(text)), text.count) } ?? 0
  }

  @inline(__always)
  private func skipBlanks(_ start: ScanPosition) -> ScanPosition {
    if start.byte > 0x20 { return start }
    var p = start
    while p.byte == 0x20 || p.byte == 9 || p.byte == 13 || p.byte == lineBreak {
      p += 1
    }
    return p
  }

  /// The one JSON value that `text` is, blanks around it allowed; nil when it is none.
  ///
  /// The value borrows from a copy in the scratch. Line breaks count as blanks.
  public static func value(in text: Bytes, scratch: Scratch) -> Value? {
    scratch.terminatedCopy(of: text).flatMap(value(terminated:))
  }

  /// The same for a text that is padded already; the value borrows from the text.
  public static func value(terminated text: PaddedBytes) -> Value? {
    unsafe withUnsafeTemporaryAllocation(of: Value.self, capacity: 1) { slot in
      var scanner = unsafe JSONScanner(slots: slot.baseAddress!, multiline: true)
      guard let (value, end) = scanner.value(in: text),
        scanner.skipBlanks(in: text, from: end) == text.count
      else { return nil }
      return value
    }
  }

  @inline(never)
  private mutating func fail(_ at: ScanPosition, _ reason: Failure = .syntax) -> ScanPosition? {
    failedAt = at
    failure = reason
    return nil
  }

  /// A container; one with line breaks is marked, so that the writer takes them out.
  @inline(__always)
  private func container(_ kind: Value.Kind, _ start: ScanPosition, _ end: ScanPosition) -> Value {
    let text = start.bytes(to: end)
    let isBroken = isMultiline && text.firstIndex(of: 0x0A) != nil
    return Value(kind, text, form: isBroken ? .decoded : .clean)
  }

  // MARK: Objects whose keys are looked up

  private mutating func trackedObject(
    _ start: ScanPosition, _ tree: PathTree.View, _ node: Int, _ depth: Int
  ) -> ScanPosition? {
    if depth > JSONScanner.maximumDepth { return fail(start, .depth) }
    let children = PathTree.View.Children(tree, node)
    var p = skipBlanks(start + 1)
    if p.byte == UInt8(ascii: "}") { return p + 1 }
    while true {
      guard p.byte == UInt8(ascii: "\"") else { return fail(p) }
      let key = p + 1
      var escaped = false
      guard let keyEnd = string(key, &escaped) else { return nil }
      let child =
        escaped
        ? escapedChild(children, key.bytes(to: keyEnd)) : children.find(key.bytes(to: keyEnd))
      p = keyEnd + 1
      if p.byte != UInt8(ascii: ":") {
        p = skipBlanks(p)
        guard p.byte == UInt8(ascii: ":") else { return fail(p) }
      }
      p = skipBlanks(p + 1)
      if child >= 0 {
        guard let end = trackedValue(p, tree, child, depth) else { return nil }
        p = end
      } else if p.byte == UInt8(ascii: "\"") {
        var escaped = false
        guard let end = string(p + 1, &escaped) else { return nil }
        p = end + 1
      } else {
        guard let end = skip(p, depth) else { return nil }
        p = end
      }
      if p.byte == UInt8(ascii: ",") {
        p = skipBlanks(p + 1)
        continue
      }
      p = skipBlanks(p)
      if p.byte == UInt8(ascii: "}") { return p + 1 }
      guard p.byte == UInt8(ascii: ",") else { return fail(p) }
      p = skipBlanks(p + 1)
    }
  }

  @inline(__always)
  private mutating func trackedValue(
    _ p: ScanPosition, _ tree: PathTree.View, _ node: Int, _ depth: Int
  ) -> ScanPosition? {
    let slot = unsafe slots + Int(tree.nodes[node].slot)
    let hasChildren = unsafe tree.nodes[node].table >= 0
    if hasChildren {
      if unsafe slot.pointee.kind != .absent { clear(tree, node) }
      if p.byte == UInt8(ascii: "{") {
        guard let end = trackedObject(p, tree, node, depth + 1) else { return nil }
        unsafe slot.pointee = container(.object, p, end)
        return end
      }
    }
    if p.byte == UInt8(ascii: "\"") {
      var escaped = false
      guard let end = string(p + 1, &escaped) else { return nil }
      let text = (p + 1).bytes(to: end)
      unsafe slot.pointee = Value(
        text.count == 0 ? emptyKind : .string, text, form: escaped ? .escaped : .clean)
      return end + 1
    }
    return unsafe scalarOrSkip(p, &slot.pointee, depth)
  }

  /// Forgets what an earlier duplicate of the node's key put below it.
  private func clear(_ tree: PathTree.View, _ node: Int) {
    unsafe slots[Int(tree.nodes[node].slot)].kind = .absent
    var child = unsafe tree.nodes[node].firstChild
    while child >= 0 {
      clear(tree, Int(child))
      child = unsafe tree.nodes[Int(child)].nextSibling
    }
  }

  @inline(never)
  private func escapedChild(
    _ children: PathTree.View.Children, _ key: Bytes
  ) -> Int {
    unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: key.count + PaddedBytes.padding)
    {
      room in
      guard let base = room.baseAddress else { return -1 }
      let end = unsafe JSONText.unescape(key, to: base)
      return unsafe children.find(Bytes(base, count: end - base))
    }
  }

  // MARK: Values

  /// Reads a value of any kind but a tracked object.
  @inline(__always)
  private mutating func scalarOrSkip(
    _ p: ScanPosition, _ value: inout Value, _ depth: Int
  ) -> ScanPosition? {
    switch p.byte {
    case UInt8(ascii: "\""):
      var escaped = false
      guard let end = string(p + 1, &escaped) else { return nil }
      value = Value(.string, (p + 1).bytes(to: end), form: escaped ? .escaped : .clean)
      return end + 1
    case UInt8(ascii: "{"):
      guard let end = skip(p, depth) else { return nil }
      value = container(.object, p, end)
      return end
    case UInt8(ascii: "["):
      guard let end = skip(p, depth) else { return nil }
      value = container(.array, p, end)
      return end
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      var kind = Value.Kind.integer
      guard let end = number(p, &kind) else { return nil }
      value = Value(kind, p.bytes(to: end))
      return end
    default:
      guard let end = literal(p) else { return nil }
      let kind: Value.Kind =
        p.byte == UInt8(ascii: "n")
        ? nullKind : p.byte == UInt8(ascii: "t") ? .true : .false
      value = Value(kind, p.bytes(to: end))
      return end
    }
  }

  /// Checks a value nobody reads; `depth` is the nesting of what encloses it.
  private mutating func skip(_ start: ScanPosition, _ depth: Int) -> ScanPosition? {
    var p = start
    switch p.byte {
    case UInt8(ascii: "\""):
      var escaped = false
      guard let end = string(p + 1, &escaped) else { return nil }
      return end + 1
    case UInt8(ascii: "{"):
      if depth >= JSONScanner.maximumDepth { return fail(p, .depth) }
      p = skipBlanks(p + 1)
      if p.byte == UInt8(ascii: "}") { return p + 1 }
      while true {
        guard p.byte == UInt8(ascii: "\"") else { return fail(p) }
        var escaped = false
        guard let keyEnd = string(p + 1, &escaped) else { return nil }
        p = skipBlanks(keyEnd + 1)
        guard p.byte == UInt8(ascii: ":") else { return fail(p) }
        guard let end = skip(skipBlanks(p + 1), depth + 1) else { return nil }
        p = skipBlanks(end)
        if p.byte == UInt8(ascii: "}") { return p + 1 }
        guard p.byte == UInt8(ascii: ",") else { return fail(p) }
        p = skipBlanks(p + 1)
      }
    case UInt8(ascii: "["):
      if depth >= JSONScanner.maximumDepth { return fail(p, .depth) }
      p = skipBlanks(p + 1)
      if p.byte == UInt8(ascii: "]") { return p + 1 }
      while true {
        guard let end = skip(p, depth + 1) else { return nil }
        p = skipBlanks(end)
        if p.byte == UInt8(ascii: "]") { return p + 1 }
        guard p.byte == UInt8(ascii: ",") else { return fail(p) }
        p = skipBlanks(p + 1)
      }
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      var kind = Value.Kind.integer
      return number(p, &kind)
    default: return literal(p)
    }
  }

  /// The closing quote of the string whose body starts at `start`.
  @inline(__always)
  private mutating func string(_ start: ScanPosition, _ escaped: inout Bool) -> ScanPosition? {
    var p = start
    var firstHigh: ScanPosition?
    while true {
      let masks = p.masks
      // The bytes after the string may be meant; then the check below finds nothing wrong.
      if masks.high != 0, firstHigh == nil { firstHigh = p }
      var stops = masks.stops
      var next = p + 32
      while stops != 0 {
        let stop = p + stops.trailingZeroBitCount
        if stop.byte == UInt8(ascii: "\"") {
          if let firstHigh {
            // An ASCII byte stands before every block, so a sequence cannot start outside it.
            if let error = UTF8Text.firstError(in: firstHigh.bytes(to: stop)) {
              return fail(firstHigh + error, .utf8)
            }
          }
          return stop
        }
        guard stop.byte == UInt8(ascii: "\\") else { return stringFailure(start, stop) }
        escaped = true
        guard let end = escapeEnd(stop) else { return fail(stop) }
        if end >= next {
          next = end
          break
        }
        // The block goes on after the escape.
        stops &= ~0 &<< UInt32(truncatingIfNeeded: end - p)
      }
      p = next
    }
  }

  /// The end of the escape whose backslash stands at `start`; nil where it is none.
  @inline(__always)
  private func escapeEnd(_ start: ScanPosition) -> ScanPosition? {
    switch start[1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      return start + 2
    case UInt8(ascii: "u"):
      return isHex(start[2]) && isHex(start[3]) && isHex(start[4]) && isHex(start[5])
        ? start + 6 : nil
    default: return nil
    }
  }

  /// A string that does not close: invalid UTF-8 before the stop is the better reason.
  @inline(never)
  private mutating func stringFailure(_ start: ScanPosition, _ stop: ScanPosition) -> ScanPosition?
  {
    if let error = UTF8Text.firstError(in: start.bytes(to: stop)) {
      return fail(start + error, .utf8)
    }
    return fail(stop)
  }

  @inline(__always)
  private func isHex(_ byte: UInt8) -> Bool {
    byte &- 48 <= 9 || (byte | 32) &- 97 <= 5
  }

  @inline(__always)
  private mutating func number(_ start: ScanPosition, _ kind: inout Value.Kind) -> ScanPosition? {
    var p = start
    if p.byte == UInt8(ascii: "-") { p += 1 }
    if p.byte == UInt8(ascii: "0") {
      p += 1
    } else {
      guard p.byte &- 48 <= 9 else { return fail(p) }
      repeat { p += 1 } while p.byte &- 48 <= 9
    }
    if p.byte == UInt8(ascii: ".") {
      kind = .float
      p += 1
      guard p.byte &- 48 <= 9 else { return fail(p) }
      repeat { p += 1 } while p.byte &- 48 <= 9
    }
    if p.byte | 32 == UInt8(ascii: "e") {
      kind = .float
      p += 1
      if p.byte == UInt8(ascii: "+") || p.byte == UInt8(ascii: "-") { p += 1 }
      guard p.byte &- 48 <= 9 else { return fail(p) }
      repeat { p += 1 } while p.byte &- 48 <= 9
    }
    return p
  }

  /// The end of `true`, `false` or `null`.
  @inline(__always)
  private mutating func literal(_ p: ScanPosition) -> ScanPosition? {
    let word = p.word
    if word == 0x6575_7274 || word == 0x6C6C_756E { return p + 4 }
    if word == 0x736C_6166 && p[4] == UInt8(ascii: "e") { return p + 5 }
    return fail(p)
  }
}
