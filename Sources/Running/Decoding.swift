import Events
import Functions
import Planning

/// Texts inside the event that hold fields of their own.
extension Worker {
  /// Runs a stage's `decode`: its fields, or those of its `else`, or none.
  func decode(index: Int) {
    let decode = plan.decodes[index]
    let limits = scratch.reachedLimits
    defer { if scratch.reachedLimits > limits { counters.limitedDecodes[index] += 1 } }
    if decode.isExternal { return extract(decode, index) }
    clear(decode.registers)
    let source = registers[decode.source.place]
    if source.isPresent {
      if read(source, index) { return }
      counters.undecodable[index] += 1
      clear(decode.registers)
    }
    if let otherwise = decode.otherwise, registers[otherwise.place].isPresent {
      if read(registers[otherwise.place], index) { return }
      clear(decode.registers)
      countFailure(of: registers[otherwise.place], index, since: limits)
    } else if source.isPresent {
      countFailure(of: source, index, since: limits)
      failed(decode.onError)
    }
  }

  /// Nothing came of a value that was there; so many searches had reached their limit before.
  private func countFailure(of source: Value, _ index: Int, since limits: Int) {
    if scratch.reachedLimits > limits {
      counters.undecidedDecodes[index] += 1
    } else if source.isContainer {
      counters.containersForTexts[index] += 1
    } else {
      counters.failedDecodes[index] += 1
    }
  }

  private func failed(_ onError: WriteRule.OnError) {
    switch onError {
    case .skip, .value: break
    case .reject: state.pointee.rejection = .rejectedByRule
    case .tag(let text): tag(text)
    }
  }

  /// Adds a text to the event's tags.
  func tag(_ text: Register) {
    guard let tags = plan.tags else { return }
    registers[tags.place] = union([registers[tags.place], registers[text.place]])
    note(tags)
  }

  /// Reads the file's `decode:` into the registers of the event; false where the event is refused
  /// because it does not decode. The registers hold the event as received where that is taken
  /// instead, and nothing where the failure is passed over.
  func decodeEvent(_ index: Int, _ sourceRegister: Register) -> Bool {
    // Most events have none, so the plan is asked behind this.
    let source = registers[sourceRegister.place]
    let takesRaw = if case .raw = plan.input.otherwise { true } else { false }
    guard source.isPresent else { return takesRaw }
    let decode = plan.decodes[index]
    guard let saved = scratchCopy(of: decode.registers) else { return false }
    clear(decode.registers)
    let isRead = read(source, index)
    if scratch.reachedLimits > 0 { counters.limitedDecodes[index] += 1 }
    if isRead { return true }
    counters.undecodable[index] += 1
    if takesRaw {
      (registers + decode.registers.lowerBound).update(from: saved, count: decode.registers.count)
      return true
    }
    countFailure(of: source, index, since: 0)
    if case .reject = decode.onError { return false }
    clear(decode.registers)
    failed(decode.onError)
    return true
  }

  /// Runs an external stage of an intake format: what it cannot read leaves what an earlier entry
  /// of the stage gave, or else null.
  private func extract(_ decode: DecodePlan, _ index: Int) {
    guard let root = decode.tree.rootSlot else { preconditionFailure("a decode has a root") }
    var saved: UnsafeMutablePointer<Value>?
    if registers[root].isPresent {
      saved = scratchCopy(of: decode.registers)
      clear(decode.registers)
    }
    let source = registers[decode.source.place]
    let limits = scratch.reachedLimits
    let isRead = source.isPresent && source.kind != .null && read(source, index)
    if isRead, registers[root].kind != .ignored {
      if !registers[root].isPresent { registers[root] = .emptyObject }
      return
    }
    if !isRead {
      counters.undecodable[index] += 1
      if source.isPresent, source.kind != .null {
        countFailure(of: source, index, since: limits)
      }
    }
    clear(decode.registers)
    if let saved {
      (registers + decode.registers.lowerBound).update(from: saved, count: decode.registers.count)
    } else if !isRead {
      registers[root] = .null
    }
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
  private func read(_ source: Value, _ index: Int) -> Bool {
    let decode = plan.decodes[index]
    if source.isContainer {
      switch decode.kind {
      case .json: return readJSON(source, decode, index)
      case .looseJSON, .literal: return readValue(source, decode)
      default: return false
      }
    }
    switch decode.kind {
    case .date(let date): return readDate(source, date, decode)
    case .looseJSON where source.kind == .string: return readLooseJSON(source, decode)
    default: break
    }
    guard var text = JSONText.decoded(source, in: scratch) else { return false }
    if !decode.isExternal { text = text.withoutByteOrderMark }
    // Rule files take numbers and booleans as they are spelled.
    let isText = source.kind == .string || !decode.isExternal
    let form: Value.Form = source.form == .clean ? .clean : .decoded
    switch decode.kind {
    case .json:
      // The copy gives the scanner its sentinel.
      guard let room = scratch.allocate(text.count + Scratch.slack) else { return false }
      room.update(from: text.base, count: text.count)
      room[text.count] = 0
      return readJSON(Value(.object, room, count: text.count), decode, index)
    case .base64:
      guard let decoded = Base64.decoded(text, in: scratch),
        UTF8Text.firstError(in: decoded) == nil, let whole = decode.whole
      else { return false }
      registers[whole.place] = ignoring(.text(decoded))
      return true
    case .call(let call):
      let argument = source.kind == .string ? Value(.string, text, form: form) : source
      let parts = withUnsafePointer(to: argument) { argument in
        call.invoke(
          UnsafeBufferPointer(start: argument, count: 1), scratch: scratch, now: now)
      }
      return parts.kind == .object && readObject(parts, decode)
    case .keyValue(let format): return readPairs(text, format, form, decode)
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
      let matches = regex.search(text, in: scratch) { search in
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
    case .looseJSON: return false
    case .literal:
      let value = PythonLiteral.value(text, in: scratch)
      return value.kind != .ignored && readValue(value, decode)
    case .xml:
      let text = repairedXML(text, as: .replacement, decode, index)
      return readValue(XMLText.object(text, as: decode.dialect, in: scratch), decode)
    case .windowsEvent:
      let text = repairedXML(text, as: .escape, decode, index)
      return readValue(
        XMLText.windowsEvent(text, as: decode.dialect, in: scratch), decode)
    case .grok(let pattern):
      return isText && readGrok(text, pattern, decode)
    case .grokByKey(let keys, let patterns):
      guard isText, let parameter = decode.parameter,
        registers[parameter.place].kind == .string,
        let key = JSONText.decoded(registers[parameter.place], in: scratch),
        let number = keys.slot(ofMember: key)
      else { return false }
      return readGrok(text, patterns[number], decode)
    case .pairs(let pattern):
      guard isText else { return false }
      return readFields(decode) { found in pattern.read(text, in: scratch, found: found) }
    case .cef:
      guard isText else { return false }
      return readFields(decode) { found in
        CEFText.read(text, as: decode.dialect, in: scratch, found: found)
      }
    case .leef:
      guard isText else { return false }
      return readFields(decode) { found in
        LEEFText.read(text, as: decode.dialect, in: scratch, found: found)
      }
    case .row(let row):
      return readFields(decode) { found in
        row.read(text, in: scratch) { column, value in
          found(decode.names[column].spelling, value)
        }
      }
    case .date: preconditionFailure("dates are read above")
    }
  }

  /// A document without what XML forbids; those of intake formats are left as they are.
  private func repairedXML(
    _ text: Bytes, as spelling: XMLRepair.Spelling, _ decode: DecodePlan, _ index: Int
  ) -> Bytes {
    guard !decode.isExternal,
      let (repaired, count) = XMLRepair.repaired(text, as: spelling, in: scratch)
    else { return text }
    counters.replacedCharacters[index] += count
    return repaired
  }

  /// Pairs, of which those under one key become a list.
  private func readPairs(
    _ text: Bytes, _ format: KeyValueFormat, _ form: Value.Form, _ decode: DecodePlan
  ) -> Bool {
    if decode.whole == nil {
      // Few texts have a key twice, so pairs are first read without a look at those before.
      var fields = DecodedFields(self, decode, form)
      var isRepeated = false
      let isAnyFound = format.forEachPair(text, in: scratch) { key, value in
        isRepeated = fields.has(key)
        if !isRepeated { fields.add(key, value) }
        return !isRepeated
      }
      if !isRepeated { return isAnyFound }
      clear(decode.registers)
    }
    return readFields(decode) { found in format.read(text, in: scratch, found: found) }
  }

  /// Any JSON value; an object's paths are filled in the pass that checks it.
  private func readLooseJSON(_ source: Value, _ decode: DecodePlan) -> Bool {
    guard let root = decode.tree.rootSlot, let room = scratch.allocate(Int(source.count) + 1) else {
      return false
    }
    let end: UnsafeMutablePointer<UInt8>
    if source.form == .escaped {
      end = JSONText.unescape(source.spelling, to: room)
    } else {
      room.update(from: source.base, count: Int(source.count))
      end = room + Int(source.count)
    }
    end[0] = 0
    let text = Bytes(room, count: end - room)
    if let last = scanText(room, into: decode.tree.view) {
      var rest = last
      while rest < end, rest.pointee <= 0x20 { rest += 1 }
      if rest == UnsafePointer(end) { return true }
    }
    clear(decode.registers)
    guard let value = LooseJSON.value(of: text, in: scratch) else { return false }
    if value.kind == .object, scanText(value.base, into: decode.tree.view) == nil { return false }
    registers[root] = value
    return true
  }

  private func readGrok(
    _ text: Bytes, _ pattern: GrokPattern, _ decode: DecodePlan
  ) -> Bool {
    readFields(decode) { found in
      pattern.read(text, in: scratch) { name, value in
        found(decode.names[name].spelling, value)
      }
    }
  }

  /// Puts the fields that a format finds into their registers.
  private func readFields(
    _ decode: DecodePlan, _ read: ((Bytes, Value) -> Void) -> Bool
  ) -> Bool {
    var fields = DecodedFields(self, decode, .decoded)
    let isRead = read { key, value in
      // In rule files a name that took no part is absent.
      let value = decode.isExternal ? value : value.kind == .null ? .absent : ignoring(value)
      fields.add(key, value)
    }
    fields.finish()
    return isRead
  }

  /// Puts a value that is known to be valid JSON, and the paths below it, into their registers.
  private func readValue(_ value: Value, _ decode: DecodePlan) -> Bool {
    guard value.kind != .ignored, let root = decode.tree.rootSlot else { return false }
    if value.kind == .object, scanText(value.base, into: decode.tree.view) == nil { return false }
    registers[root] = value
    if !decode.isExternal { ignoreValues(decode.registers) }
    return true
  }

  /// A date; where the text is none and no format was asked for, nothing is given at all.
  private func readDate(
    _ source: Value, _ date: DecodePlan.DateDecode, _ decode: DecodePlan
  ) -> Bool {
    guard let root = decode.tree.rootSlot else { return false }
    guard LooseDate.isGiven(source) else {
      registers[root] = .failed
      return true
    }
    var zone = date.zone
    if let parameter = decode.parameter, registers[parameter.place].kind == .string,
      let name = JSONText.decoded(registers[parameter.place], in: scratch), name.count > 0
    {
      zone = DateZone(name)
    }
    var instant =
      date.isEpoch
      ? LooseDate.epoch(source, zone: zone, in: scratch)
      : LooseDate.microseconds(
        source, format: date.format, zone: zone, now: now, in: scratch)
    // A text of another form than the expected one is still read by what it looks like.
    if instant == nil, date.format != nil {
      instant = LooseDate.microseconds(source, format: nil, zone: zone, now: now, in: scratch)
    }
    guard let instant else {
      registers[root] = .failed
      return date.format == nil && !date.isEpoch
    }
    registers[root] = LooseDate.text(microseconds: instant, fraction: .always, in: scratch)
    return true
  }

  /// Any JSON value; only an object, where it is the event.
  private func readJSON(_ text: Value, _ decode: DecodePlan, _ index: Int) -> Bool {
    if readObject(text, decode) { return true }
    clear(decode.registers)
    guard index != plan.input.decode else { return false }
    var scanner = textScanner
    guard let (value, end) = scanner.value(at: text.base), value.kind != .object,
      scanner.skipBlanks(end) == text.base + Int(text.count)
    else { return false }
    if let whole = decode.whole { registers[whole.place] = ignoring(value) }
    return true
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

extension DecodePlan {
  fileprivate var dialect: DecodeDialect { isExternal ? .intake : .native }
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

  /// Whether a key that is read was added.
  func has(_ key: Bytes) -> Bool {
    decode.tree.view.slot(ofMember: key).map { worker.registers[$0].kind != .absent } ?? false
  }

  /// Of equal keys the last wins.
  mutating func add(_ key: Bytes, _ text: Bytes) {
    add(key, worker.ignoring(Value(.string, text, form: form)))
  }

  mutating func add(_ key: Bytes, _ value: Value) {
    let tree = decode.tree.view
    if let node = tree.node(ofMember: key, of: 0) {
      if let slot = tree.slot(of: node) { worker.registers[slot] = value }
      // Fields of fields, such as those of groups.
      if value.kind == .object, tree.hasMembers(node) {
        _ = worker.scanText(value.base, into: tree, from: node)
      }
    }
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
