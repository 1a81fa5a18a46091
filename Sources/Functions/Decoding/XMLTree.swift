import Events

/// Turns the elements of a document into named values while they are read.
struct XMLTree {
  /// What becomes of attributes, repeated children and text; see `XMLText`.
  enum Shape {
    case dictionary, windowsEvent
  }

  /// An element that is open.
  struct Element {
    var node: Int
    /// The text in it so far.
    var text = Bytes.empty
    var textCapacity = 0
    /// Whether a child, or what counts as one, ended its leading text.
    var isInterrupted = false
    /// The attribute `Name`, where it is to be the element's name.
    var name: Bytes?
    /// The node that collects children by their `Name`.
    var namedChildren: Int?
    /// Whether its children may be known by their `Name`.
    var hasNamedChildren = false
  }

  private let shape: Shape
  private var fields: FieldTree
  private let scratch: Scratch
  private let elements: UnsafeMutableBufferPointer<Element>
  private var depth = 0
  private var isRefused = false
  /// Makes the parser stop.
  var stop: () -> Void = {}

  init(
    _ shape: Shape, _ fields: FieldTree, _ elements: UnsafeMutableBufferPointer<Element>,
    in scratch: Scratch
  ) {
    self.shape = shape
    self.fields = fields
    self.elements = elements
    self.scratch = scratch
  }

  /// The document as one object; failed when it was refused.
  func finish(areNamespacesKnown: Bool) -> Value {
    if isRefused || shape == .windowsEvent && !areNamespacesKnown { return .failed }
    return fields.value(of: FieldTree.root)
  }

  /// Gives up the document.
  mutating func refuse() {
    isRefused = true
    stop()
  }

  // MARK: Elements

  mutating func open(
    _ name: XMLName, namespaces: UnsafeBufferPointer<UnsafePointer<UInt8>?>,
    attributes: UnsafeBufferPointer<UnsafePointer<UInt8>?>
  ) {
    guard !isRefused else { return }
    guard depth < elements.count, fields.isComplete else { return refuse() }
    interrupt()
    var element = Element(node: node(name))
    if shape == .windowsEvent, depth == 1 {
      element.hasNamedChildren =
        name.local == Bytes("EventData") || name.local == Bytes("UserData")
    }
    if shape == .dictionary {
      for index in stride(from: 0, to: namespaces.count, by: 2) {
        let prefix = XMLName.bytes(namespaces[index])
        guard let key = joined(prefix == nil ? "@xmlns" : "@xmlns:", prefix ?? .empty, .empty),
          let value = scratch.copy(XMLName.bytes(namespaces[index + 1]) ?? .empty)
        else { return refuse() }
        fields.set(.text(value), at: fields.node(key, under: element.node))
      }
    }
    // The root of a Windows event is only what holds it together.
    for index in stride(from: 0, to: attributes.count, by: 5)
    where shape == .dictionary || depth > 0 {
      let attribute = XMLName(
        attributes[index], prefix: attributes[index + 1], uri: attributes[index + 2])
      guard let start = attributes[index + 3], let end = attributes[index + 4],
        let value = scratch.copy(Bytes(start, count: end - start)), let key = key(attribute)
      else { return refuse() }
      fields.set(.text(value), at: fields.node(key, under: element.node))
      if depth == 2, elements[1].hasNamedChildren, attribute.uri == nil,
        attribute.local == Bytes("Name"), value.count > 0
      {
        element.name = value
      }
    }
    elements[depth] = element
    depth += 1
  }

  private mutating func node(_ name: XMLName) -> Int {
    if shape == .dictionary {
      let parent = depth == 0 ? FieldTree.root : elements[depth - 1].node
      guard let prefix = name.prefix else { return fields.addition(name.local, under: parent) }
      guard let key = joined("", prefix, name.local) else { return FieldTree.root }
      return fields.addition(key, under: parent)
    }
    if depth == 0 { return FieldTree.root }
    let (node, isNew) = fields.insert(name.local, under: elements[depth - 1].node)
    if !isNew { fields.clear(node) }
    return node
  }

  private func key(_ attribute: XMLName) -> Bytes? {
    if shape == .dictionary {
      return attribute.prefix.map { joined("@", $0, attribute.local) }
        ?? joined("@", attribute.local, .empty)
    }
    guard let uri = attribute.uri else { return attribute.local }
    var builder = ByteBuilder(in: scratch)
    builder.append("{")
    builder.append(uri)
    builder.append("}")
    builder.append(attribute.local)
    return builder.finish()
  }

  /// A mark, a prefix and a local name, with a colon between the two where both are there.
  private func joined(_ mark: StaticString, _ prefix: Bytes, _ local: Bytes) -> Bytes? {
    var builder = ByteBuilder(in: scratch, capacity: 8 + prefix.count + 1 + local.count)
    builder.append(mark)
    builder.append(prefix)
    if local.count > 0 {
      builder.append(":")
      builder.append(local)
    }
    return builder.finish()
  }

  mutating func close() {
    guard !isRefused, depth > 0 else { return }
    depth -= 1
    let element = elements[depth]
    let hasChildren = fields[element.node].firstChild >= 0
    switch shape {
    case .dictionary:
      let text = Whitespace.stripped(element.text)
      if !hasChildren {
        fields.set(text.count > 0 ? .text(text) : .null, at: element.node)
      } else if text.count > 0 {
        fields.set(.text(text), at: fields.node(Bytes("#text"), under: element.node))
      }
    case .windowsEvent:
      guard depth > 0 else { return }
      let text: Value = element.text.count > 0 ? .text(element.text) : .null
      if !hasChildren { fields.set(text, at: element.node) }
      if let named = element.namedChildren { fields.takeChildren(of: named, at: element.node) }
      if let name = element.name {
        let parent = elements[1].namedChildren ?? fields.detachedNode()
        elements[1].namedChildren = parent
        fields.set(text, at: fields.node(name, under: parent))
      }
    }
  }

  // MARK: Text

  /// Text behind this is not the leading text of the element any more.
  mutating func interrupt() {
    if depth > 0 { elements[depth - 1].isInterrupted = true }
  }

  mutating func add(_ more: Bytes) {
    guard !isRefused, depth > 0 else { return }
    var element = elements[depth - 1]
    if shape == .windowsEvent, element.isInterrupted { return }
    let count = element.text.count + more.count
    if count > element.textCapacity {
      let capacity = max(more.count, 2 * count)
      guard let room = scratch.allocate(capacity) else { return refuse() }
      room.update(from: element.text.base, count: element.text.count)
      element.text = Bytes(room, count: element.text.count)
      element.textCapacity = capacity
    }
    UnsafeMutablePointer(mutating: element.text.base + element.text.count)
      .update(from: more.base, count: more.count)
    element.text = Bytes(element.text.base, count: count)
    elements[depth - 1] = element
  }
}
