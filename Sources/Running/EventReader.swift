import Events
import Planning

/// Reads events: bytes → registers.
final class EventReader {
  private let space: Workspace
  private let scanner: UnsafeMutablePointer<JSONScanner>

  /// - Parameter multiline: events may span lines.
  init(_ space: Workspace, multiline: Bool) {
    self.space = space
    scanner = .allocate(capacity: 1)
    scanner.initialize(
      to: JSONScanner(
        slots: space.registers, ignoresNull: space.plan.input.ignoresNull,
        ignoresEmpty: space.plan.input.ignoresEmpty, multiline: multiline))
  }

  deinit { scanner.deallocate() }

  /// Fills the source registers; the rejection, or nil.
  func read(_ received: Bytes) -> Verdict? {
    var event = received
    var end = scanner.pointee.object(at: event.base, into: space.program.input)
    if end == nil {
      // Files that were joined have byte order marks in between.
      event = received.withoutByteOrderMark
      if event.count == received.count { return rejected(event) }
      end = scanner.pointee.object(at: event.base, into: space.program.input)
    }
    guard let end else { return rejected(event) }
    let rest = skipBlanks(from: end, to: event.base + event.count)
    guard rest == event.base + event.count else {
      return .rejected(.invalidJSON, offset: min(rest - event.base, event.count))
    }
    for (from, to) in space.program.aliases {
      space.registers[to.place] = space.registers[from.place]
    }
    if let (decode, source) = space.program.eventDecode,
      !Decoder(space: space).decodeEvent(decode, source)
    {
      return .rejected(.notDecodable, offset: 0)
    }
    if space.program.ignoresMore {
      TextReader(space: space).ignoreValues(0..<space.plan.input.sourceCount)
    }
    return nil
  }

  /// The first byte behind a value that is not blank, or the end of its event.
  ///
  /// Gives `start` where, in an event that spans lines, the scanner has read on into what follows.
  private func skipBlanks(
    from start: UnsafePointer<UInt8>, to end: UnsafePointer<UInt8>
  ) -> UnsafePointer<UInt8> {
    var p = start
    while p < end, p.pointee == 0x20 || p.pointee &- 9 <= 1 || p.pointee == 13 { p += 1 }
    return p
  }

  private func rejected(_ event: Bytes) -> Verdict {
    let first = scanner.pointee.skipBlanks(event.base)
    let offset = min(max(0, scanner.pointee.failedAt - event.base), event.count)
    switch scanner.pointee.failure {
    case .utf8: return .rejected(.invalidUTF8, offset: offset)
    case .depth: return .rejected(.tooDeep, offset: offset)
    case .syntax:
      // `[1]` and `"text"` are JSON, but no event.
      if first.pointee != UInt8(ascii: "{"), let (_, end) = scanner.pointee.value(at: event.base),
        skipBlanks(from: end, to: event.base + event.count) == event.base + event.count
      {
        return .rejected(.notAnObject, offset: first - event.base)
      }
      // The bracket of an object was missing: the rest may have a better reason.
      let reason: RejectReason =
        switch scanner.pointee.failure {
        case .syntax: .invalidJSON
        case .utf8: .invalidUTF8
        case .depth: .tooDeep
        }
      let place = min(max(0, scanner.pointee.failedAt - event.base), event.count)
      // Bytes outside of texts that are no characters at all.
      if reason == .invalidJSON, let error = UTF8Text.firstError(in: event), error <= place {
        return .rejected(.invalidUTF8, offset: error)
      }
      return .rejected(reason, offset: place)
    }
  }
}
