import Events

/// The elements of a Windows event; its root is only what holds it together.
extension XMLTree {
  mutating func openedInEvent(
    _ name: XMLReader.XMLName, _ attributes: XMLReader.XMLAttributes
  ) -> Element {
    guard depth > 0 else {
      // Other XML is not an event, however well it is formed.
      if !(name.local == Bytes("Event")) { refuse() }
      return Element(node: FieldTree.root)
    }
    let parent = elements[depth - 1]
    let given = parent.hasNamedChildren ? givenName(attributes) : nil
    let key = kept(given ?? name.local)
    var element = Element(node: fields.addition(key, under: parent.node))
    element.hasNamedChildren = holdsData(name)
    if given != nil {
      element.name = key
    } else if parent.hasNamedChildren, name.local == Bytes("Data") {
      fields.makeList(element.node)
    }
    for (name, value) in attributes where given == nil || !isGivenName(name) {
      set(value, at: fields.addition(attributeKey(name), under: element.node))
      element.attributeCount += 1
    }
    return element
  }

  mutating func closeInEvent(_ element: Element) {
    guard depth > 0 else {
      if !element.hasElements { refuse() }
      return
    }
    let text = element.strippedText
    if element.hasElements {
      separateAttributes(of: element)
      guard text.count > 0 else { return }
      fields.set(.text(text), at: fields.addition(Bytes("#text"), under: element.node))
      return
    }
    if fields[element.node].firstChild >= 0 {
      guard text.count > 0 || element.name != nil else { return }
      moveAttributes(of: element.node, to: elements[depth - 1].node)
    }
    fields.set(element.text.count > 0 ? .text(element.text) : .null, at: element.node)
  }

  /// Lets attributes that have the name of a child stand beside the element: what a child says is the
  /// data, and what the attribute says is said of it.
  private mutating func separateAttributes(of element: Element) {
    let name = fields[element.node].key
    var attribute = Int(fields[element.node].firstChild)
    for _ in 0..<element.attributeCount {
      guard attribute >= 0 else { return }
      let (key, next) = (fields[attribute].key, Int(fields[attribute].next))
      if let value = fields.takeFirst(at: attribute) {
        let parent = elements[depth - 1].node
        fields.set(value, at: fields.addition(joined("", name, "@", key), under: parent))
      }
      attribute = next
    }
  }

  /// Lets the attributes of an element stand beside it, as `element@attribute`.
  private mutating func moveAttributes(of node: Int, to parent: Int) {
    let name = fields[node].key
    var attribute = Int(fields[node].firstChild)
    fields.clear(node)
    while attribute >= 0 {
      let (key, value) = (fields[attribute].key, fields[attribute].value)
      let next = Int(fields[attribute].next)
      fields.set(value, at: fields.addition(joined("", name, "@", key), under: parent))
      attribute = next
    }
  }

  mutating func openedInIntakeEvent(
    _ name: XMLReader.XMLName, _ attributes: XMLReader.XMLAttributes
  ) -> Element {
    guard depth > 0 else { return Element(node: FieldTree.root) }
    let parent = elements[depth - 1]
    let (node, isNew) = fields.insert(kept(name.local), under: parent.node)
    if !isNew { fields.clear(node) }
    var element = Element(node: node)
    element.hasNamedChildren = holdsData(name)
    for (name, value) in attributes {
      set(value, at: fields.node(attributeKey(name), under: node))
    }
    if parent.hasNamedChildren, let name = givenName(attributes) { element.name = kept(name) }
    return element
  }

  mutating func closeInIntakeEvent(_ element: Element) {
    guard depth > 0 else { return }
    let text: Value = element.text.count > 0 ? .text(element.text) : .null
    if fields[element.node].firstChild < 0 { fields.set(text, at: element.node) }
    if let named = element.namedChildren { fields.takeChildren(of: named, at: element.node) }
    if let name = element.name {
      let parent = elements[depth - 1].namedChildren ?? fields.detachedNode()
      elements[depth - 1].namedChildren = parent
      fields.set(text, at: fields.node(name, under: parent))
    }
  }

  // MARK: Names

  private func holdsData(_ name: XMLReader.XMLName) -> Bool {
    depth == 1 && (name.local == Bytes("EventData") || name.local == Bytes("UserData"))
  }

  private func isGivenName(_ name: XMLReader.XMLName) -> Bool {
    name.space == nil && name.local == Bytes("Name")
  }

  private func givenName(_ attributes: XMLReader.XMLAttributes) -> Bytes? {
    attributes.first { isGivenName($0.name) && $0.value.count > 0 }?.value
  }

  private mutating func attributeKey(_ attribute: XMLReader.XMLName) -> Bytes {
    guard let space = attribute.space else { return kept(attribute.local) }
    return joined("{", space, "}", attribute.local)
  }
}
