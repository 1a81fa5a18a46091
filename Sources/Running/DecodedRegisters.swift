import Events
import Functions
import Planning

/// The registers that one decode of the plan fills, in one workspace.
///
/// All that does not change with the event is worked out once.
final class DecodedRegisters: DecodedFields {
  // The workspace holds this.
  private unowned(unsafe) let space: Workspace
  private let decode: DecodePlan
  private let index: Int
  private let tree: PathTree.View
  /// For each of the decoder's names its node, -1 where no rule reads it.
  private let nodes: [Int]
  /// The whole result while fields are added to it.
  @exclusivity(unchecked) private var object: ByteBuilder?
  /// Whether the decoder gave the whole result itself.
  @exclusivity(unchecked) private var isGivenWhole = false

  init(_ space: Workspace, _ index: Int) {
    self.space = space
    self.index = index
    decode = space.plan.decodes[index]
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
      space.registers[whole.place] = .emptyObject
      return
    }
    object!.append(UInt8(ascii: "}"))
    if let text = object!.finish() { space.registers[whole.place] = Value(.object, text) }
  }

  // MARK: What decoders need

  var scratch: Scratch { space.scratch }
  var now: Int { space.now }
  var areAllRead: Bool { decode.whole != nil }

  var parameter: Value { decode.parameter.map { space.registers[$0.place] } ?? .absent }

  func noteReplaced(_ count: Int) { space.counters.decodes[index].replacedCharacters += count }

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
      decode.isExternal ? given : given.kind == .null ? .absent : space.ignoring(given)
    if node >= 0 {
      if let slot = tree.slot(of: node) { space.registers[slot] = value }
      // Fields of fields, such as those of groups.
      if value.kind == .object, tree.hasMembers(node) {
        _ = TextReader(space: space).read(PaddedBytes(container: value), into: tree, from: node)
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
    tree.slot(ofMember: key).map { space.registers[$0].kind != .absent } ?? false
  }

  func startOver() {
    space.clear(decode.registers)
    object = nil
  }

  // MARK: Whole results

  func readObject(_ text: PaddedBytes) -> Bool {
    guard var end = TextReader(space: space).read(text, into: tree) else { return false }
    while end < text.count, text.bytes[end] <= 0x20 { end += 1 }
    guard end == text.count else { return false }
    TextReader(space: space).ignoreValues(decode.registers)
    isGivenWhole = true
    return true
  }

  func fill(with value: Value) -> Bool {
    guard value.kind != .ignored, let root = tree.rootSlot else { return false }
    if value.kind == .object,
      TextReader(space: space).read(PaddedBytes(container: value), into: tree) == nil
    {
      return false
    }
    space.registers[root] = value
    if !decode.isExternal { TextReader(space: space).ignoreValues(decode.registers) }
    isGivenWhole = true
    return true
  }

  func set(_ value: Value) -> Bool {
    guard index != space.plan.input.decode, let root = tree.rootSlot else { return false }
    space.registers[root] = decode.isExternal ? value : space.ignoring(value)
    isGivenWhole = true
    return true
  }
}
