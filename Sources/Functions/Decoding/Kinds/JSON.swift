import Events

extension DecodeKind {
  /// `decode: {json: message, name: result}`.
  static let json = DecodeKind(
    "json", sources: [.scalars, .containers], result: .any, failure: "no JSON",
    about: "The value in a text; at the top of a file it must be an object."
  ) { _ in
    TextDecoder { source, fields in
      if source.kind == .array { return fields.set(source) }
      var text = source
      if source.kind != .object {
        // The copy gives the scanner its sentinel.
        let count = Int(source.count)
        guard let room = fields.scratch.allocate(count + Scratch.slack) else { return false }
        room.update(from: source.base, count: count)
        room[count] = 0
        text = Value(.object, room, count: count)
      }
      if fields.readObject(text) { return true }
      fields.startOver()
      guard let value = JSONScanner.value(terminated: text.spelling), value.kind != .object else {
        return false
      }
      return fields.set(value)
    }
  }

  /// `json.parse-json`: control characters may stand in texts.
  static let parseJSON = DecodeKind(
    "json.parse-json", sources: [.containers, .undecoded], result: .any, failure: "no JSON value",
    about: "The value in a text."
  ) { _ in
    TextDecoder { source, fields in
      if source.isContainer { return fields.fill(with: source) }
      let count = Int(source.count)
      guard let room = fields.scratch.allocate(count + 1) else { return false }
      let end: UnsafeMutablePointer<UInt8>
      if source.form == .escaped {
        end = JSONText.unescape(source.spelling, to: room)
      } else {
        room.update(from: source.base, count: count)
        end = room + count
      }
      end[0] = 0
      let text = Bytes(room, count: end - room)
      if fields.readObject(Value(.object, text)) { return true }
      fields.startOver()
      guard let value = LooseJSON.value(of: text, in: fields.scratch) else { return false }
      return fields.fill(with: value)
    }
  }
}
