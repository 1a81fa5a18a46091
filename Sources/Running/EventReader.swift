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
  func read(_ received: PaddedBytes) -> Verdict? {
    var event = received
    var end = scanner.pointee.object(in: event, into: space.program.input)
    if end == nil {
      // Files that were joined have byte order marks in between.
      event = received.withoutByteOrderMark
      if event.count == received.count { return rejected(event) }
      end = scanner.pointee.object(in: event, into: space.program.input)
    }
    guard let end else { return rejected(event) }
    let rest = skipBlanks(of: event.bytes, from: end)
    guard rest == event.count else {
      return .rejected(.invalidJSON, offset: min(rest, event.count))
    }
    for (from, to) in space.program.aliases {
      space.registers[to.place] = space.registers[from.place]
    }
    if !space.program.prologue.isEmpty {
      _ = Executor(space: space, observer: Silent()).run(space.program.prologue)
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

  /// The offset of the first byte behind a value that is not blank, or the end of its event.
  private func skipBlanks(of event: Bytes, from start: Int) -> Int {
    var offset = start
    while offset < event.count, Self.isBlank(event[offset]) { offset += 1 }
    return offset
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte &- 9 <= 1 || byte == 13
  }

  private func rejected(_ event: PaddedBytes) -> Verdict {
    let first = scanner.pointee.skipBlanks(in: event)
    let offset = scanner.pointee.failureOffset(in: event)
    switch scanner.pointee.failure {
    case .utf8: return .rejected(.invalidUTF8, offset: offset)
    case .depth: return .rejected(.tooDeep, offset: offset)
    case .syntax:
      // `[1]` and `"text"` are JSON, but not events.
      if first == event.count || event.bytes[first] != UInt8(ascii: "{"),
        let (_, end) = scanner.pointee.value(in: event),
        skipBlanks(of: event.bytes, from: end) == event.count
      {
        return .rejected(.notAnObject, offset: first)
      }
      // The bracket of an object was missing: the rest may have a better reason.
      let reason: RejectReason =
        switch scanner.pointee.failure {
        case .syntax: .invalidJSON
        case .utf8: .invalidUTF8
        case .depth: .tooDeep
        }
      let place = scanner.pointee.failureOffset(in: event)
      // Bytes outside of texts that are no characters at all.
      if reason == .invalidJSON, let error = UTF8Text.firstError(in: event.bytes), error <= place {
        return .rejected(.invalidUTF8, offset: error)
      }
      return .rejected(reason, offset: place)
    }
  }
}
