import Events
import Functions
import Planning

/// Stores values in documents: what the taxonomy declares, cast to its types; the rest is dropped.
struct DocumentStore {
  let space: Workspace

  private var dotted: DottedMembers { DottedMembers(store: self) }
  private var templates: TemplateRunner { TemplateRunner(space: space) }

  /// A field's type, known or not.
  struct FieldType {
    /// The number of its shape; -1 where the taxonomy does not know the path.
    var shape: Int
    var cast: TaxonomyCast?
    var isInsideOpaque: Bool

    var keepsAnything: Bool { isInsideOpaque || cast == .opaque }

    /// Whether a map is stored member by member: a text field takes its JSON, a list field a list
    /// of it.
    var hasMembers: Bool { cast != .text && cast != .list }
  }

  /// The type that the rules give a field.
  func type(ofShape shape: Int) -> FieldType {
    let known = space.program.shapes![shape]
    return FieldType(shape: shape, cast: known.cast, isInsideOpaque: known.isInsideOpaque)
  }

  func type(of name: Bytes, below outer: FieldType) -> FieldType {
    if outer.shape >= 0, let shape = space.program.shapeTree?.node(ofMember: name, of: outer.shape)
    {
      return type(ofShape: shape)
    }
    return FieldType(shape: -1, cast: nil, isInsideOpaque: outer.keepsAnything)
  }

  /// Why a value is not stored.
  enum Refusal {
    /// The taxonomy does not know the field.
    case undeclared
    case uncastable(to: TaxonomyCast)
  }

  /// Why `assign` stores nothing of a value that counts; nil where it does.
  func refusal(of value: Value, _ number: Int) -> Refusal? {
    let type = type(ofShape: space.program.assignments[number].shapeNumber)
    if value.kind == .object, type.cast != .text { return nil }
    if fitted(value, type) != nil { return nil }
    if let cast = type.cast { return .uncastable(to: cast) }
    return type.isInsideOpaque ? .uncastable(to: .opaque) : .undeclared
  }

  /// Runs one `assign`: a value that counts is cast and stored in its nodes.
  @inline(__always)
  func assign(_ value: Value, _ number: Int) {
    let value = templates.literal(value)
    guard templates.countsAsValue(value) else { return }
    let assignment = space.program.assignments.baseAddress! + number
    // Most values are texts for text fields, which are stored as they are.
    if value.kind == .string, assignment.pointee.shape.cast == .text, assignment.pointee.stage < 0 {
      return set(value, in: space.program.documents[0], at: assignment.pointee.node)
    }
    assignSlowly(value, assignment)
  }

  @inline(never)
  private func assignSlowly(
    _ value: Value, _ assignment: UnsafeMutablePointer<Program.Assignment>
  ) {
    let shape = assignment.pointee.shape
    let type = FieldType(
      shape: assignment.pointee.shapeNumber, cast: shape.cast,
      isInsideOpaque: shape.isInsideOpaque)
    store(value, in: space.program.documents[0], at: assignment.pointee.node, type)
    if assignment.pointee.stage >= 0 {
      store(
        value, in: space.program.documents[assignment.pointee.stage],
        at: assignment.pointee.stageNode,
        type)
    }
  }

  private func store(
    _ value: Value, in document: Program.Document, at node: Int, _ type: FieldType
  ) {
    guard value.kind == .object, type.hasMembers else {
      // What a rule sets is dropped where nothing declares it; in a map lists of maps leave
      // themselves.
      let isDeclared =
        type.cast != nil || type.isInsideOpaque
        || type.shape >= 0 && space.program.shapeTree?.hasMembers(type.shape) == true
      return isDeclared ? storeLeaf(value, in: document, at: node, type) : ()
    }
    if type.keepsAnything { return adopt(value, in: document, at: node) }
    makeObject(document, node)
    storeMembers(of: value, in: document, at: node, type)
  }

  /// Stores a value below a map that was assigned: maps without declared members vanish.
  func storeLeaf(
    _ value: Value, in document: Program.Document, at node: Int, _ type: FieldType
  ) {
    if value.kind == .object, type.hasMembers, type.cast != .opaque {
      return storeMembers(of: value, in: document, at: node, type)
    }
    if let result = fitted(value, type) { adopt(result, in: document, at: node) }
  }

  private func storeMembers(
    of object: Value, in document: Program.Document, at node: Int, _ type: FieldType
  ) {
    space.spend(object)
    if space.state.pointee.rejection != nil { return }
    var extra: ByteBuilder?
    var members = ObjectCursor(object)
    while let (key, value) = members.next() {
      guard let name = JSONText.decoded(key, in: space.scratch) else { return }
      if name.contains(UInt8(ascii: ".")) {
        // Members are stored in their order.
        addMembers(extra, to: document, node)
        extra = nil
        dotted.store(name, value, in: document, at: node, type)
        continue
      }
      let inner = self.type(of: name, below: type)
      if let child = document.tree.node(ofMember: name, of: node) {
        storeLeaf(value, in: document, at: child, inner)
      } else if let result = free(value, inner) {
        append(name, result, to: &extra)
      }
    }
    addMembers(extra, to: document, node)
  }

  // MARK: Values without a node

  /// What is stored of a value where no rule names the path; nil where nothing is.
  func free(_ value: Value, _ type: FieldType) -> Value? {
    guard value.kind == .object, type.hasMembers, type.cast != .opaque else {
      return fitted(value, type)
    }
    var kept: ByteBuilder?
    var nested = Value.emptyObject
    var members = ObjectCursor(value)
    while let (key, member) = members.next() {
      guard let name = JSONText.decoded(key, in: space.scratch) else { return nil }
      guard !name.contains(UInt8(ascii: ".")) else {
        if let result = dotted.free(name, member, type) { nested = dotted.joined(nested, result) }
        continue
      }
      if let result = free(member, self.type(of: name, below: type)) {
        append(name, result, to: &kept)
      }
    }
    let object = closed(&kept)
    guard nested.count > 2 else { return object }
    return dotted.joined(object ?? .emptyObject, nested)
  }

  /// A value as its field takes it; nil where it takes none.
  func fitted(_ value: Value, _ type: FieldType) -> Value? {
    if type.cast != nil || type.isInsideOpaque {
      var result = value
      if type.cast == .list {
        result = TaxonomyCast.list.cast(value, now: space.now, in: space.scratch)
      }
      if result.kind == .array, type.cast != .text { result = castMembers(of: result, type) }
      if result.kind != .array || type.cast != .opaque {
        result = (type.cast ?? .uncast).cast(result, now: space.now, in: space.scratch)
      }
      return templates.countsAsValue(result) ? result : nil
    }
    guard value.kind == .array, holdsObject(value) else { return nil }
    return declaredItems(of: value, type)
  }

  private func holdsObject(_ list: Value) -> Bool {
    var items = ArrayCursor(list)
    while let item = items.next() {
      if item.kind == .object { return true }
    }
    return false
  }

  /// A list of maps of which only declared members are kept.
  private func declaredItems(of list: Value, _ type: FieldType) -> Value? {
    var builder = ByteBuilder(in: space.scratch, capacity: Int(list.count) + 8)
    builder.append(UInt8(ascii: "["))
    var items = ArrayCursor(list)
    while let item = items.next() {
      guard item.kind == .object else { continue }
      var kept: ByteBuilder?
      var members = ObjectCursor(item)
      while let (key, member) = members.next() {
        guard let name = JSONText.decoded(key, in: space.scratch) else { return nil }
        let inner = self.type(of: name, below: type)
        // Inside of lists a lone value stays one.
        let result =
          inner.cast == .list && member.kind != .array ? member : free(member, inner)
        if let result { append(name, result, to: &kept) }
      }
      if builder.count > 1 { builder.append(UInt8(ascii: ",")) }
      builder.appendJSON(closed(&kept) ?? .emptyObject)
    }
    builder.append(UInt8(ascii: "]"))
    return builder.finish().map { Value(.array, $0) }
  }

  /// The maps of a list with those members cast that the taxonomy knows; all members stay.
  private func castMembers(of list: Value, _ type: FieldType) -> Value {
    guard holdsContainer(list) else { return list }
    var builder = ByteBuilder(in: space.scratch, capacity: Int(list.count) + 8)
    builder.append(UInt8(ascii: "["))
    var items = ArrayCursor(list)
    while let item = items.next() {
      if builder.count > 1 { builder.append(UInt8(ascii: ",")) }
      switch item.kind {
      case .object: builder.appendJSON(castMembers(ofMap: item, type, isItem: true))
      case .array: builder.appendJSON(castMembers(of: item, type))
      default: builder.appendJSON(item)
      }
    }
    builder.append(UInt8(ascii: "]"))
    return builder.finish().map { Value(.array, $0) } ?? .absent
  }

  private func holdsContainer(_ list: Value) -> Bool {
    var items = ArrayCursor(list)
    while let item = items.next() {
      if item.isContainer { return true }
    }
    return false
  }

  /// An empty text is a value in an item itself, not in maps below it.
  private func castMembers(ofMap map: Value, _ type: FieldType, isItem: Bool = false) -> Value {
    var kept: ByteBuilder?
    var members = ObjectCursor(map)
    while let (key, member) = members.next() {
      guard let name = JSONText.decoded(key, in: space.scratch) else { return .absent }
      let inner = self.type(of: name, below: type)
      if member.kind == .object {
        append(name, castMembers(ofMap: member, inner), to: &kept)
      } else if member.kind == .array, holdsObject(member) {
        append(name, castMembers(of: member, inner), to: &kept)
      } else if inner.cast == nil || inner.cast == .list {
        append(name, member, to: &kept)
      } else if member.kind != .null {
        let result = (inner.cast ?? .uncast).cast(
          member, now: space.now, in: space.scratch)
        let isEmptyText = result.kind == .string && result.count == 0
        if isItem && isEmptyText || templates.countsAsValue(result) {
          append(name, result, to: &kept)
        }
      }
    }
    return closed(&kept) ?? .emptyObject
  }

  func append(_ name: Bytes, _ value: Value, to builder: inout ByteBuilder?) {
    if builder == nil {
      builder = ByteBuilder(in: space.scratch, capacity: 128)
      builder!.append(UInt8(ascii: "{"))
    } else {
      builder!.append(UInt8(ascii: ","))
    }
    builder!.appendJSON(.text(name))
    builder!.append(UInt8(ascii: ":"))
    builder!.appendJSON(value)
  }

  /// The object that was built; nil where nothing was.
  func closed(_ builder: inout ByteBuilder?) -> Value? {
    guard builder != nil else { return nil }
    builder!.append(UInt8(ascii: "}"))
    return builder!.finish().map { Value(.object, $0) }
  }

  /// Adds members without nodes of their own to an object, which is made where there is none.
  func addMembers(_ members: ByteBuilder?, to document: Program.Document, _ node: Int) {
    var members = members
    guard let object = closed(&members) else { return }
    makeAncestors(document, node)
    let known = space.registers[document.first + node]
    space.registers[document.first + node] =
      known.kind == .object ? dotted.joined(known, object) : object
  }

  // MARK: Nodes

  /// Stores a value as it is.
  func put(_ value: Value, in document: Program.Document, at node: Int) {
    guard value.isPresent, hasRoom(document, node) else { return }
    adopt(value, in: document, at: node)
  }

  /// Whether a node stands below objects only, or below nothing yet.
  private func hasRoom(_ document: Program.Document, _ node: Int) -> Bool {
    var parent = Int(document.nodes[node].parent)
    while parent >= 0 {
      let value = space.registers[document.first + parent]
      if value.kind != .absent { return value.kind == .object }
      parent = Int(document.nodes[parent].parent)
    }
    return true
  }

  private func adopt(_ value: Value, in document: Program.Document, at node: Int) {
    guard value.kind == .object, document.nodes[node].end > node + 1 else {
      return set(value, in: document, at: node)
    }
    makeObject(document, node)
    var extra: ByteBuilder?
    var members = ObjectCursor(value)
    while let (key, member) = members.next() {
      guard let name = JSONText.decoded(key, in: space.scratch) else { return }
      if let child = document.tree.node(ofMember: name, of: node) {
        adopt(member, in: document, at: child)
      } else {
        append(name, member, to: &extra)
      }
    }
    addMembers(extra, to: document, node)
  }

  @inline(__always)
  private func set(_ value: Value, in document: Program.Document, at node: Int) {
    makeAncestors(document, node)
    clearBelow(document, node)
    space.registers[document.first + node] = value
  }

  private func makeObject(_ document: Program.Document, _ node: Int) {
    set(.emptyObject, in: document, at: node)
  }

  @inline(__always)
  private func makeAncestors(_ document: Program.Document, _ node: Int) {
    var parent = Int(document.nodes[node].parent)
    while parent >= 0, space.registers[document.first + parent].kind != .object {
      space.registers[document.first + parent] = .emptyObject
      parent = Int(document.nodes[parent].parent)
    }
  }

  @inline(__always)
  private func clearBelow(_ document: Program.Document, _ node: Int) {
    let end = Int(document.nodes[node].end)
    if end > node + 1, space.registers[document.first + node].kind == .object {
      space.clear(document.first + node + 1..<document.first + end)
    }
  }

  /// Forgets a node and what is below it.
  func forget(_ node: Int, in document: Program.Document) {
    space.clear(document.first + node..<document.first + Int(document.nodes[node].end))
  }
}
