import Events

/// Turns the elements of a document into named values while they are read.
struct XMLTree {
  /// What becomes of attributes, repeated children and text; see `XMLText`.
  enum Shape {
    case dictionary, intakeDictionary, windowsEvent, intakeWindowsEvent

    /// Whether prefixes stand for namespaces; else they are part of names.
    var hasNamespaces: Bool { self == .windowsEvent || self == .intakeWindowsEvent }
  }

  /// An element that is open.
  struct Element {
    var node: Int
    /// The text in it so far.
    var text = Bytes.empty
    var textCapacity = 0
    /// The part of the text that stands between marks of CDATA, from the first to the last.
    var literal: Range<Int>?
    /// Whether a child, or what counts as one, ended its leading text.
    var isInterrupted = false
    /// Whether it has elements in it.
    var hasElements = false
    /// The attribute `Name`, where it is to be the element's name.
    var name: Bytes?
    /// The node that collects children by their `Name`.
    var namedChildren: Int?
    /// Whether its children may be known by their `Name`.
    var hasNamedChildren = false
    /// How many of its members are attributes; they come before its children.
    var attributeCount = 0
  }

  /// The cost of reading an element with Expat, in units of work.
  private static var elementWork: Int { 1024 }

  let shape: Shape
  var fields: FieldTree
  let scratch: Scratch
  let elements: UnsafeMutableBufferPointer<Element>
  private(set) var depth = 0
  /// Whether text stands between marks of CDATA.
  private var isLiteral = false
  /// Whether the document was given up.
  private(set) var isRefused = false

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
  func finish() -> Value { isRefused ? .failed : fields.value(of: FieldTree.root) }

  /// Gives up the document.
  mutating func refuse() { isRefused = true }

  // MARK: Elements

  mutating func open(_ name: XMLReader.XMLName, _ attributes: XMLReader.XMLAttributes) {
    guard !isRefused else { return }
    scratch.spend(XMLTree.elementWork)
    guard depth < elements.count, fields.isComplete, !scratch.isExhausted else { return refuse() }
    interrupt()
    if depth > 0 { elements[depth - 1].hasElements = true }
    elements[depth] =
      switch shape {
      case .dictionary, .intakeDictionary: opened(name, attributes)
      case .windowsEvent: openedInEvent(name, attributes)
      case .intakeWindowsEvent: openedInIntakeEvent(name, attributes)
      }
    depth += 1
  }

  private mutating func opened(
    _ name: XMLReader.XMLName, _ attributes: XMLReader.XMLAttributes
  ) -> Element {
    let parent = depth == 0 ? FieldTree.root : elements[depth - 1].node
    let node = fields.addition(kept(name.local), under: parent)
    for (name, value) in attributes {
      set(value, at: fields.node(joined("@", name.local), under: node))
    }
    return Element(node: node)
  }

  mutating func close() {
    guard !isRefused, depth > 0 else { return }
    depth -= 1
    switch shape {
    case .dictionary, .intakeDictionary: close(elements[depth])
    case .windowsEvent: closeInEvent(elements[depth])
    case .intakeWindowsEvent: closeInIntakeEvent(elements[depth])
    }
  }

  private mutating func close(_ element: Element) {
    let text = element.strippedText
    if fields[element.node].firstChild < 0 {
      fields.set(text.count > 0 ? .text(text) : .null, at: element.node)
    } else if text.count > 0 {
      fields.set(.text(text), at: fields.node(Bytes("#text"), under: element.node))
    }
  }

  // MARK: Texts

  /// A copy of what the parser lends; where the scratch is exhausted the document is given up.
  mutating func kept(_ text: Bytes) -> Bytes {
    guard let copy = scratch.copy(text) else {
      refuse()
      return .empty
    }
    return copy
  }

  mutating func set(_ value: Bytes, at node: Int) { fields.set(.text(kept(value)), at: node) }

  /// Two texts, each after a mark, as one.
  mutating func joined(
    _ mark: StaticString, _ first: Bytes, _ border: StaticString = "", _ second: Bytes = .empty
  ) -> Bytes {
    var builder = ByteBuilder(in: scratch, capacity: 8 + first.count + second.count)
    builder.append(mark)
    builder.append(first)
    builder.append(border)
    builder.append(second)
    guard let text = builder.finish() else {
      refuse()
      return .empty
    }
    return text
  }

  /// Takes text for what it is from here on, or no longer.
  mutating func setLiteral(_ isLiteral: Bool) { self.isLiteral = isLiteral }

  /// Text after this is not the leading text of the element any more.
  mutating func interrupt() {
    if depth > 0 { elements[depth - 1].isInterrupted = true }
  }

  mutating func add(_ more: Bytes) {
    guard !isRefused, depth > 0 else { return }
    var element = elements[depth - 1]
    if shape == .intakeWindowsEvent, element.isInterrupted { return }
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
    if isLiteral {
      element.literal = (element.literal?.lowerBound ?? count - more.count)..<count
    }
    elements[depth - 1] = element
  }
}

extension XMLTree.Element {
  /// The text without the blanks at its ends, which mostly indent the tags; those of CDATA are meant.
  var strippedText: Bytes {
    guard let literal else { return Whitespace.stripped(text) }
    let head = Whitespace.stripped(text.slice(0, literal.lowerBound))
    let tail = Whitespace.stripped(text.dropping(literal.upperBound))
    let start = head.count > 0 ? head.base - text.base : literal.lowerBound
    let end = tail.count > 0 ? tail.base - text.base + tail.count : literal.upperBound
    return text.slice(start, end)
  }
}
