import Events
import Functions
import Planning

/// Texts inside the event that hold fields of their own.
extension Worker {
  /// Runs a stage's `decode`: its fields, or those of its `else`, or none.
  func decode(index: Int) {
    let decode = plan.decodes[index]
    clear(decode.registers)
    let source = registers[decode.source.place]
    if source.isPresent {
      if read(source, decode) { return }
      counters.undecodable[index] += 1
      clear(decode.registers)
    }
    if let otherwise = decode.otherwise, registers[otherwise.place].isPresent {
      if !read(registers[otherwise.place], decode) { clear(decode.registers) }
    }
  }

  /// Reads the file's `decode:` into the registers of the event; false when it does not decode, and
  /// the registers then hold the event as received.
  func decodeEvent(_ index: Int) -> Bool {
    let decode = plan.decodes[index]
    let source = registers[decode.source.place]
    guard source.isPresent, let saved = scratchCopy(of: decode.registers) else { return false }
    clear(decode.registers)
    if read(source, decode) { return true }
    counters.undecodable[index] += 1
    (registers + decode.registers.lowerBound).update(from: saved, count: decode.registers.count)
    return false
  }

  private func scratchCopy(of range: Range<Int>) -> UnsafeMutablePointer<Value>? {
    let alignment = MemoryLayout<Value>.alignment
    guard
      let room = scratch.allocate(range.count * MemoryLayout<Value>.stride + alignment)
    else { return nil }
    let values = UnsafeMutableRawPointer(room).alignedUp(toMultipleOf: alignment)
      .bindMemory(to: Value.self, capacity: range.count)
    values.update(from: registers + range.lowerBound, count: range.count)
    return values
  }

  /// Decodes a present value into the registers of the decode; false when it does not decode.
  private func read(_ source: Value, _ decode: DecodePlan) -> Bool {
    if source.isContainer {
      guard case .json = decode.kind else { return false }
      return readObject(source, decode)
    }
    guard let text = JSONText.decoded(source, in: scratch) else { return false }
    let form: Value.Form = source.form == .clean ? .clean : .decoded
    switch decode.kind {
    case .json:
      // The copy gives the scanner its sentinel.
      guard let room = scratch.allocate(text.count + Scratch.slack) else { return false }
      room.update(from: text.base, count: text.count)
      room[text.count] = 0
      return readObject(Value(.object, room, count: text.count), decode)
    case .base64:
      guard let decoded = Base64.decoded(text, in: scratch),
        UTF8Text.firstError(in: decoded) == nil, let whole = decode.whole
      else { return false }
      registers[whole.place] = ignoring(.text(decoded))
      return true
    case .url(let call):
      let parts = withUnsafePointer(to: source) { argument in
        call.invoke(
          UnsafeBufferPointer(start: argument, count: 1), scratch: scratch, now: now)
      }
      return parts.kind == .object && readObject(parts, decode)
    case .keyValue(let format):
      var fields = DecodedFields(self, decode, form)
      let isAnyFound = format.read(text) { key, value in fields.add(key, value) }
      fields.finish()
      return isAnyFound
    case .separated(let format):
      var fields = DecodedFields(self, decode, form)
      format.read(text, in: scratch) { column, value in
        fields.add(decode.names[column].spelling, value)
      }
      fields.finish()
      return true
    case .dissect(let pattern):
      var fields = DecodedFields(self, decode, form)
      let fits = pattern.read(text, in: scratch) { name, value in
        fields.add(decode.names[name].spelling, value)
      }
      fields.finish()
      return fits
    case .regex(let regex):
      var fields = DecodedFields(self, decode, form)
      let matches = regex.search(text) { search in
        guard search.next() else { return false }
        for (index, group) in regex.groupNames.enumerated() {
          guard let range = search.range(group.number) else { continue }
          fields.add(
            decode.names[index].spelling, text.slice(range.lowerBound, range.upperBound))
        }
        return true
      }
      fields.finish()
      return matches
    }
  }

  private func readObject(_ object: Value, _ decode: DecodePlan) -> Bool {
    guard let end = scanText(object.base, into: decode.tree.view) else { return false }
    var rest = end
    let limit = object.base + Int(object.count)
    while rest < limit, rest.pointee <= 0x20 { rest += 1 }
    guard rest == limit else { return false }
    ignoreValues(decode.registers)
    return true
  }
}

/// Puts the fields of a decoded text into the registers that read them.
private struct DecodedFields {
  private let worker: Worker
  private let decode: DecodePlan
  private let form: Value.Form
  /// The whole result, where a rule reads it.
  private var object: ByteBuilder?

  init(_ worker: Worker, _ decode: DecodePlan, _ form: Value.Form) {
    self.worker = worker
    self.decode = decode
    self.form = form
    if decode.whole != nil {
      var builder = ByteBuilder(in: worker.scratch, capacity: 128)
      builder.append(UInt8(ascii: "{"))
      object = builder
    }
  }

  /// Of equal keys the last wins.
  mutating func add(_ key: Bytes, _ text: Bytes) {
    let value = worker.ignoring(Value(.string, text, form: form))
    if let slot = decode.tree.slot(ofMember: key) { worker.registers[slot] = value }
    guard object != nil, value.isPresent else { return }
    if object!.count > 1 { object!.append(UInt8(ascii: ",")) }
    object!.appendJSON(.text(key))
    object!.append(UInt8(ascii: ":"))
    object!.appendJSON(value)
  }

  mutating func finish() {
    guard object != nil, let whole = decode.whole else { return }
    object!.append(UInt8(ascii: "}"))
    if let text = object!.finish() { worker.registers[whole.place] = Value(.object, text) }
  }
}
