import Events
import Functions
import Planning

/// Computes what steps of templates ask for; values follow Python.
struct TemplateRunner {
  let space: Workspace

  /// The text of a string literal of Python that a template gave, or the list or map that it spells.
  @inline(__always)
  func literal(_ value: Value) -> Value {
    guard value.kind == .string, value.count > 0 else { return value }
    let first = value.base[0]
    // Letters, digits and most signs begin no literal; `None` and blanks are looked at closely.
    if first > 0x20, first != UInt8(ascii: "["), first != UInt8(ascii: "{"),
      first != UInt8(ascii: "N"), first != UInt8(ascii: "\\"), first < 0x80
    {
      return value
    }
    return literalSlowly(value)
  }

  @inline(never)
  private func literalSlowly(_ value: Value) -> Value {
    guard let text = JSONText.decoded(value, in: space.scratch) else { return .absent }
    let stripped = PythonValue.stripped(text)
    if stripped == Bytes("None") { return .null }
    guard stripped.count > 1,
      stripped[0] == UInt8(ascii: "[") || stripped[0] == UInt8(ascii: "{")
    else { return value }
    space.spend(value)
    return PythonLiteral.container(stripped, in: space.scratch) ?? value
  }

  /// Not absent, null, empty or one of the format's ignored texts.
  @inline(__always)
  func countsAsValue(_ value: Value) -> Bool {
    guard value.isPresent, value.kind != .null else { return false }
    guard value.kind == .string else { return true }
    if value.count == 0 { return false }
    guard let ignored = space.program.ignoredTexts,
      let text = JSONText.decoded(value, in: space.scratch)
    else { return true }
    return ignored.slot(ofMember: text) == nil
  }

  /// The values of a run as one text.
  func text(_ arguments: UnsafeMutableBufferPointer<Register>, _ range: Range<Int>) -> Value {
    if range.count == 1 {
      let value = space.registers[arguments[range.lowerBound].place]
      if value.kind == .string { return value }
    }
    var builder = ByteBuilder(in: space.scratch, capacity: 128)
    for index in range {
      PythonValue.appendText(
        space.registers[arguments[index].place], to: &builder, in: space.scratch)
    }
    return builder.finishText()
  }

  /// The list of a run; `onlyValues` leaves out what does not count, and then gives absent for
  /// nothing.
  func items(
    _ arguments: UnsafeMutableBufferPointer<Register>, _ range: Range<Int>, onlyValues: Bool
  ) -> Value {
    var builder = ByteBuilder(in: space.scratch, capacity: 128)
    builder.append(UInt8(ascii: "["))
    for index in range {
      var value = space.registers[arguments[index].place]
      if onlyValues {
        value = literal(value)
        guard countsAsValue(value) else { continue }
      }
      guard PythonValue.mayNest(value) else { return .failed }
      if builder.count > 1 { builder.append(UInt8(ascii: ",")) }
      builder.appendItem(value)
    }
    if onlyValues && builder.count == 1 { return .absent }
    builder.append(UInt8(ascii: "]"))
    return builder.finish().map { Value(.array, $0) } ?? .absent
  }

  /// The object of a run of keys and values; failed where a key is a container.
  func object(
    _ arguments: UnsafeMutableBufferPointer<Register>, _ range: Range<Int>
  ) -> Value {
    var builder = ByteBuilder(in: space.scratch, capacity: 128)
    builder.append(UInt8(ascii: "{"))
    var index = range.lowerBound
    while index + 1 < range.upperBound {
      if builder.count > 1 { builder.append(UInt8(ascii: ",")) }
      let key = space.registers[arguments[index].place]
      let value = space.registers[arguments[index + 1].place]
      guard !key.isContainer, PythonValue.mayNest(value) else { return .failed }
      builder.appendItem(key)
      builder.append(UInt8(ascii: ":"))
      builder.appendItem(value)
      index += 2
    }
    builder.append(UInt8(ascii: "}"))
    return builder.finish().map { Value(.object, $0) } ?? .absent
  }

  /// A list or map with bytes of its own, so that changing it changes no other; anything else as it
  /// is.
  func own(_ value: Value) -> Value {
    guard value.isContainer, let room = space.scratch.allocate(Int(value.count)) else {
      return value
    }
    space.spend(value)
    JSONText.wideCopy(value.base, to: room, count: Int(value.count))
    return Value(value.kind, room, count: Int(value.count), form: value.form)
  }

  /// Whether two variables hold one list or map, not only equal ones.
  func isOne(_ left: Value, _ right: Value) -> Bool {
    left.isContainer && left.base == right.base && left.kind == right.kind
  }

  // MARK: Output

  func beginOutput() { space.templateOutput = TemplateOutput() }

  func addOutput(_ value: Value) {
    space.templateOutput.pieces += 1
    if space.templateOutput.pieces == 1 {
      space.templateOutput.first = value
      return
    }
    if space.templateOutput.text == nil {
      space.templateOutput.text = ByteBuilder(in: space.scratch, capacity: 256)
      PythonValue.appendText(
        space.templateOutput.first, to: &space.templateOutput.text!, in: space.scratch)
    }
    PythonValue.appendText(value, to: &space.templateOutput.text!, in: space.scratch)
  }

  func endOutput() -> Value {
    defer { space.templateOutput = TemplateOutput() }
    switch space.templateOutput.pieces {
    case 0: return .null
    case 1: return space.templateOutput.first
    default: return space.templateOutput.text!.finishText()
    }
  }

  // MARK: Loops

  func iterate(_ value: Value, _ number: Int) {
    let iterator = space.iterators + number
    iterator.pointee = TemplateIterator()
    iterator.pointee.value = value
    switch value.kind {
    case .array: iterator.pointee.kind = .list(ArrayCursor(value))
    case .object: iterator.pointee.kind = .keys(ObjectCursor(value))
    case .string:
      iterator.pointee.kind = .characters(JSONText.decoded(value, in: space.scratch) ?? .empty, 0)
    default: break
    }
  }

  /// The next item, or nil behind the last one or when the event has taken all its work.
  func next(_ number: Int) -> Value? {
    let iterator = space.iterators + number
    // Loops in loops multiply; each round costs something whatever its item.
    space.scratch.spend(64)
    guard !space.scratch.isOverworked else {
      space.state.pointee.rejection = .workLimit
      return nil
    }
    let item: Value?
    switch iterator.pointee.kind {
    case .list(var cursor):
      item = cursor.next()
      iterator.pointee.kind = .list(cursor)
    case .keys(var cursor):
      item = cursor.next()?.key
      iterator.pointee.kind = .keys(cursor)
    case .characters(let text, let place):
      guard place < text.count else { return nil }
      let length = UTF8Text.length(of: text, at: place)
      item = .text(text.slice(place, place + length))
      iterator.pointee.kind = .characters(text, place + length)
    case .nothing: item = nil
    }
    guard let item, !space.scratch.isExhausted, space.state.pointee.rejection == nil else {
      return nil
    }
    space.spend(item)
    iterator.pointee.position += 1
    return item
  }

  func counter(_ number: Int, _ counter: LoopCounter) -> Value {
    let iterator = space.iterators + number
    let position = iterator.pointee.position
    switch counter {
    case .index: return integer(position)
    case .index0: return integer(position - 1)
    case .first: return .boolean(position == 1)
    case .last: return .boolean(position == total(iterator))
    case .length: return integer(total(iterator))
    case .revindex: return integer(total(iterator) - position + 1)
    case .revindex0: return integer(total(iterator) - position)
    }
  }

  private func total(_ iterator: UnsafeMutablePointer<TemplateIterator>) -> Int {
    if let total = iterator.pointee.total { return total }
    let value = iterator.pointee.value
    var total = 0
    if value.isContainer {
      total = JSONCursor.count(of: value)
    } else if case .characters(let text, _) = iterator.pointee.kind {
      for byte in text where byte & 0xC0 != 0x80 { total += 1 }
    }
    iterator.pointee.total = total
    return total
  }

  private func integer(_ number: Int) -> Value {
    var builder = ByteBuilder(in: space.scratch, capacity: 24)
    builder.append(number)
    return builder.finish().map { Value(.integer, $0) } ?? .absent
  }

  /// What iterating over a value gives, into the registers of a run; where their number differs, the first fails.
  func takeApart(
    _ list: Value, _ arguments: UnsafeMutableBufferPointer<Register>, _ range: Range<Int>
  ) {
    space.spend(list)
    let list = PythonValue.items(of: list, in: space.scratch)
    if list.kind == .array {
      var items = ArrayCursor(list)
      var index = range.lowerBound
      while index < range.upperBound, let item = items.next() {
        space.registers[arguments[index].place] = item
        index += 1
      }
      if index == range.upperBound, items.next() == nil { return }
    }
    space.registers[arguments[range.lowerBound].place] = .failed
  }

  @inline(__always)
  func same(_ left: Value, _ right: Value) -> Bool {
    if left.kind == .string, right.kind == .string, left.form == .clean, right.form == .clean {
      if left.count != right.count { return false }
      if left.count > 64 { space.spend(left) }
      return left.spelling == right.spelling
    }
    let result = PythonValue.equal(left, right, in: space.scratch)
    if space.scratch.isOverworked { space.state.pointee.rejection = .workLimit }
    return result
  }
}
