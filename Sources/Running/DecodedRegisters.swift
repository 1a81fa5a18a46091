import Events
import Functions
import Planning

/// The registers that one decode of the plan fills, on one worker.
///
/// All that does not change with the event is worked out once.
final class DecodedRegisters: DecodedFields {
  // The worker holds this.
  private unowned(unsafe) let worker: Worker
  private let decode: DecodePlan
  private let index: Int
  private let tree: PathTree.View
  /// For each of the decoder's names its node, -1 where no rule reads it.
  private let nodes: [Int]
  /// The whole result while fields are added to it.
  @exclusivity(unchecked) private var object: ByteBuilder?
  /// Whether the decoder gave the whole result itself.
  @exclusivity(unchecked) private var isGivenWhole = false

  init(_ worker: Worker, _ index: Int) {
    self.worker = worker
    self.index = index
    decode = worker.plan.decodes[index]
    let tree = decode.tree.view
    self.tree = tree
    nodes = decode.names.map { tree.node(ofMember: $0.spelling, of: 0) ?? -1 }
  }

  /// Decodes a present value into the registers; false when it does not decode.
  func read(_ source: Value) -> Bool {
    guard let source = taken(source) else { return false }
    object = nil
    isGivenWhole = false
    guard decode.decoder.read(source, into: self) else { return false }
    finish()
    return true
  }

  /// The value as the decoder wants it; nil where it does not take such a value.
  private func taken(_ source: Value) -> Value? {
    if source.isContainer { return decode.sources.contains(.containers) ? source : nil }
    guard source.kind == .string || decode.sources.contains(.scalars) else { return nil }
    if decode.sources.contains(.undecoded) { return source }
    guard var text = JSONText.decoded(source, in: scratch) else { return nil }
    if !decode.isExternal { text = text.withoutByteOrderMark }
    return Value(source.kind, text, form: source.form == .clean ? .clean : .decoded)
  }

  private func finish() {
    guard let whole = decode.whole, !isGivenWhole else { return }
    guard object != nil else {
      worker.registers[whole.place] = .emptyObject
      return
    }
    object!.append(UInt8(ascii: "}"))
    if let text = object!.finish() { worker.registers[whole.place] = Value(.object, text) }
  }

  // MARK: What decoders need

  var scratch: Scratch { worker.scratch }
  var now: Int { worker.now }
  var areAllRead: Bool { decode.whole != nil }

  var parameter: Value { decode.parameter.map { worker.registers[$0.place] } ?? .absent }

  func noteReplaced(_ count: Int) { worker.counters.replacedCharacters[index] += count }

  // MARK: Fields

  func add(_ value: Value, numbered number: Int) {
    add(value, nodes[number], decode.whole == nil ? .empty : decode.names[number].spelling)
  }

  func add(_ value: Value, named key: Bytes) {
    add(value, tree.node(ofMember: key, of: 0) ?? -1, key)
  }

  @inline(__always)
  private func add(_ given: Value, _ node: Int, _ key: Bytes) {
    // In rule files a name that took no part is absent.
    let value =
      decode.isExternal ? given : given.kind == .null ? .absent : worker.ignoring(given)
    if node >= 0 {
      if let slot = tree.slot(of: node) { worker.registers[slot] = value }
      // Fields of fields, such as those of groups.
      if value.kind == .object, tree.hasMembers(node) {
        _ = worker.scanText(value.base, into: tree, from: node)
      }
    }
    if decode.whole != nil, value.isPresent { append(value, key) }
  }

  private func append(_ value: Value, _ key: Bytes) {
    if object == nil {
      object = ByteBuilder(in: scratch, capacity: 128)
      object!.append(UInt8(ascii: "{"))
    } else {
      object!.append(UInt8(ascii: ","))
    }
    object!.appendJSON(.text(key))
    object!.append(UInt8(ascii: ":"))
    object!.appendJSON(value)
  }

  func has(_ key: Bytes) -> Bool {
    tree.slot(ofMember: key).map { worker.registers[$0].kind != .absent } ?? false
  }

  func startOver() {
    worker.clear(decode.registers)
    object = nil
  }

  // MARK: Whole results

  func readObject(_ text: Value) -> Bool {
    guard let end = worker.scanText(text.base, into: tree) else { return false }
    var rest = end
    let limit = text.base + Int(text.count)
    while rest < limit, rest.pointee <= 0x20 { rest += 1 }
    guard rest == limit else { return false }
    worker.ignoreValues(decode.registers)
    isGivenWhole = true
    return true
  }

  func fill(with value: Value) -> Bool {
    guard value.kind != .ignored, let root = tree.rootSlot else { return false }
    if value.kind == .object, worker.scanText(value.base, into: tree) == nil { return false }
    worker.registers[root] = value
    if !decode.isExternal { worker.ignoreValues(decode.registers) }
    isGivenWhole = true
    return true
  }

  func set(_ value: Value) -> Bool {
    guard index != worker.plan.input.decode, let root = tree.rootSlot else { return false }
    worker.registers[root] = decode.isExternal ? value : worker.ignoring(value)
    isGivenWhole = true
    return true
  }
}
