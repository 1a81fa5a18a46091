import Diagnostics
import JSON
import Planning
import Schema
import Text

/// Checks writes in the order they happen: stores without effect, types that do not fit a category.
///
/// Fragments are followed into each use. A value written under a condition is a possibility, one
/// written without any is a certainty.
extension Checker {
  /// The constants a field may hold at some place.
  struct Possible {
    var constants: [Located<String>] = []
    /// Values from events may be there too.
    var isOpen = false

    mutating func formUnion(_ other: Possible) {
      for one in other.constants where !constants.contains(where: { $0.value == one.value }) {
        constants.append(one)
      }
      isOpen = isOpen || other.isOpen
    }
  }

  /// The place of a block.
  struct Place: ExpansionContext {
    var frame: Frame<Place>?
    /// Names are relative to this field.
    var prefix = ""
  }

  /// A write that may still turn out to be lost.
  struct Store {
    var span: Span
    /// The fragment it stands in, at one of its uses; nil outside of all.
    var frame: Frame<Place>?
  }

  /// The writes of one block, as far as they matter later.
  struct Block {
    var stores: [String: [Store]] = [:]
    var categories = Possible()
    var types = Possible()
    /// Whether this block itself wrote a category or a type.
    var changesCategories = false
    var changesTypes = false
    var place = Place()
  }

  func checkFlow() {
    var block = Block()
    for file in files { follow(file.stages, &block) }
    checkEventTypes(block)
  }

  private func follow(_ stages: [Stage], _ block: inout Block) {
    for stage in stages { follow(stage, &block) }
  }

  private func follow(_ stage: Stage, _ block: inout Block) {
    guard flowBudget > 0 else { return }
    flowBudget -= 1
    if stage.when != nil {
      branch(&block) { follow(stage.kind, &$0) }
    } else {
      follow(stage.kind, &block)
    }
  }

  private func follow(_ kind: Stage.Kind, _ block: inout Block) {
    switch kind {
    case .assign(let assignment): follow(assignment, &block)
    case .group(let group): follow(group, &block)
    case .match(let match):
      let before = block
      for one in match.cases {
        branch(&block, from: before) { follow(one.body, &$0) }
      }
    case .branches(let branches):
      let before = block
      for one in branches.branches {
        branch(&block, from: before) { follow(one.body, &$0) }
      }
    case .forEach(let loop):
      if case .objects(let group) = loop.body {
        guard let name = fieldName(loop.target, block) else { return }
        var inner = Block(place: block.place)
        inner.place.prefix = name
        follow(group, &inner)
      }
    case .use(let uses): for use in uses { follow(use, &block) }
    case .emit(let emit):
      var inner = Block(place: block.place)
      inner.place.prefix = ""
      let outer = (certain, certainNames)
      (certain, certainNames) = ([:], [])
      follow(emit.body, &inner)
      (certain, certainNames) = outer
      checkEventTypes(inner)
    case .remove(let names): for name in names { remove(name, &block) }
    case .decode, .drop: break
    }
  }

  private func follow(_ group: Group, _ block: inout Block) {
    for assignment in group.set { follow(assignment, &block) }
    for assignment in group.map { follow(assignment, &block) }
    follow(group.stages, &block)
  }

  /// Follows what may or may not run.
  private func branch(
    _ block: inout Block, from start: Block? = nil, _ body: (inout Block) -> Void
  ) {
    var inner = start ?? block
    inner.stores = [:]
    inner.changesCategories = false
    inner.changesTypes = false
    let mark = certainNames.count
    body(&inner)
    while certainNames.count > mark { certain[certainNames.removeLast()] = nil }
    checkEventTypes(inner)
    for (name, stores) in inner.stores { block.stores[name, default: []] += stores }
    block.categories.formUnion(inner.categories)
    block.types.formUnion(inner.types)
  }

  private func follow(_ use: FragmentUse, _ block: inout Block) {
    guard let expansion = rules.expansion(of: use) else { return }
    let outer = block.place
    block.place = outer.entering(expansion)
    follow(expansion.stages, &block)
    block.place = outer
  }

  /// The name of a target from the top of its output; nil where it is mistaken.
  private func fieldName(_ target: Located<String>, _ block: Block) -> String? {
    guard let name = try? block.place.fieldName(target.value) else { return nil }
    return block.place.prefix.isEmpty ? name : "\(block.place.prefix).\(name)"
  }

  /// What is removed is not there for certain, and whoever writes it next overwrites nothing.
  private func remove(_ field: Located<String>, _ block: inout Block) {
    guard let name = fieldName(field, block) else { return }
    let isBelow = { (other: String) in other == name || other.hasPrefix(name + ".") }
    for other in certain.keys.filter(isBelow) { certain[other] = nil }
    for other in block.stores.keys.filter(isBelow) { block.stores[other] = [] }
    if isBelow("event.category") { block.categories = Possible() }
    if isBelow("event.type") { block.types = Possible() }
  }

  // MARK: Writes

  private func follow(_ assignment: Assignment, _ block: inout Block) {
    for target in assignment.targets {
      guard let name = fieldName(target, block) else { continue }
      checkConstants(of: assignment, to: name, target.span)
      if assignment.when == nil {
        write(assignment, to: name, target.span, &block)
      } else {
        branch(&block) { write(assignment, to: name, target.span, &$0) }
      }
    }
  }

  private func write(
    _ assignment: Assignment, to name: String, _ span: Span, _ block: inout Block
  ) {
    note(assignment, to: name, &block)
    if assignment.unlessSet {
      if let first = certain[name] { report(.neverUnset(name, span, first)) }
      return
    }
    if assignment.alwaysWrites {
      if !isReadBack(name), assignment.append == nil {
        for store in block.stores[name] ?? []
        where store.span.source == span.source
          && (store.frame == nil || store.frame === block.place.frame)
        {
          report(.deadStore(name, store.span, span))
        }
      }
      block.stores[name] = []
      if certain.updateValue(span, forKey: name) == nil { certainNames.append(name) }
    }
    switch assignment.onError?.value {
    case .reject, .tag: break
    default:
      block.stores[name, default: []].append(Store(span: span, frame: block.place.frame))
    }
  }

  private func isReadBack(_ name: String) -> Bool {
    if readOutput.contains(name) { return true }
    for end in name.utf8.indices where name.utf8[end] == UInt8(ascii: ".") {
      if readOutput.contains(name[..<end] + ".*") { return true }
    }
    return false
  }

  private func note(_ assignment: Assignment, to name: String, _ block: inout Block) {
    guard name == "event.category" || name == "event.type" else { return }
    var possible = Possible()
    if case .constant(let constant) = assignment.source, assignment.lookup == nil {
      possible.constants = assignment.texts(of: constant)
    } else {
      possible.isOpen = true
    }
    if !assignment.alwaysWrites || assignment.append != nil {
      possible.formUnion(name == "event.category" ? block.categories : block.types)
    }
    if name == "event.category" {
      block.categories = possible
      block.changesCategories = true
    } else {
      block.types = possible
      block.changesTypes = true
    }
  }

  // MARK: Categories and types

  /// Every type must be expected beside some category that may be there.
  private func checkEventTypes(_ block: Block) {
    guard block.changesCategories || block.changesTypes, !block.categories.isOpen,
      !block.categories.constants.isEmpty
    else { return }
    var expected: [String] = []
    for category in block.categories.constants {
      guard let types = schema.expectedEventTypes(category: category.value), !types.isEmpty else {
        return
      }
      expected += types.filter { !expected.contains($0) }
    }
    let allowed = compiler.field("event.type")?.allowedValues ?? []
    for type in block.types.constants where !expected.contains(type.value) {
      guard allowed.contains(type.value) else { continue }
      report(.unexpectedType(type, block.categories.constants, expected))
    }
  }
}

extension Assignment {
  /// Whether the target has a value afterwards, whatever the event holds.
  var alwaysWrites: Bool {
    guard when == nil, !unlessSet, lookup == nil else { return false }
    switch source {
    case .constant(let constant): return constant.value != .null
    case .expression, .firstPresent: return false
    }
  }

  /// The texts of a constant with their own places.
  func texts(of constant: Located<JSONTree>) -> [Located<String>] {
    switch constant.value {
    case .text(let text): return [Located(text, constant.span)]
    case .list(let items):
      return items.enumerated().compactMap { number, item in
        guard case .text(let text) = item else { return nil }
        return Located(text, number < itemSpans.count ? itemSpans[number] : constant.span)
      }
    default: return []
    }
  }
}

extension Diagnostic {
  fileprivate static func deadStore(_ name: String, _ span: Span, _ later: Span) -> Diagnostic {
    Diagnostic(
      .deadStore, .warning, "this value of `\(name)` is always overwritten", at: span,
      labels: [Label(later, "overwritten here, whatever the event holds")],
      help: "remove one of the two, or put the later one first")
  }

  fileprivate static func neverUnset(_ name: String, _ span: Span, _ first: Span) -> Diagnostic {
    Diagnostic(
      .deadStore, .warning, "`\(name)` is always set before, so `unless_set` never writes",
      at: span, labels: [Label(first, "always set here")], help: "remove one of the two")
  }
}
