import CLibXML2
import Events

/// Lets libxml2 read a document and hands what it meets to an `XMLTree`.
enum XMLReader {
  /// More `=` than this between two `<` are not attributes of a log: their work is quadratic.
  private static var mostAttributes: Int { 4096 }

  /// The document as one object; failed when it is not well-formed.
  static func read(_ text: Bytes, as shape: XMLTree.Shape, in scratch: Scratch) -> Value {
    guard text.count > 0, text.count < Int(Int32.max), hasFewAttributes(text),
      let fields = FieldTree(in: scratch)
    else { return .failed }
    return withUnsafeTemporaryAllocation(
      of: XMLTree.Element.self, capacity: JSONScanner.maximumDepth
    ) { elements in
      var tree = XMLTree(shape, fields, elements, in: scratch)
      return withUnsafeMutablePointer(to: &tree) { parse(text, into: $0) }
    }
  }

  private static func hasFewAttributes(_ text: Bytes) -> Bool {
    var count = 0
    for byte in UnsafeBufferPointer(start: text.base, count: text.count) {
      if byte == UInt8(ascii: "<") {
        count = 0
      } else if byte == UInt8(ascii: "=") {
        count += 1
        if count > mostAttributes { return false }
      }
    }
    return true
  }

  private static func parse(_ text: Bytes, into tree: UnsafeMutablePointer<XMLTree>) -> Value {
    _ = isPrepared
    let context = text.base.withMemoryRebound(to: CChar.self, capacity: text.count) {
      xmlCreateMemoryParserCtxt($0, Int32(text.count))
    }
    guard let context else { return .failed }
    defer {
      if let document = context.pointee.myDoc { xmlFreeDoc(document) }
      context.pointee.myDoc = nil
      xmlFreeParserCtxt(context)
    }
    // Texts are UTF-8 whatever they say; predefined entities are undone in attributes too.
    let options =
      XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue | XML_PARSE_NOENT.rawValue
    xmlCtxtUseOptions(context, Int32(bitPattern: options))
    context.pointee.sax.pointee = handler
    context.pointee.userData = UnsafeMutableRawPointer(tree)
    tree.pointee.stop = { xmlStopParser(context) }
    xmlParseDocument(context)
    guard context.pointee.wellFormed == 1 else { return .failed }
    // Names borrow from the context.
    return tree.pointee.finish(areNamespacesKnown: context.pointee.nsWellFormed == 1)
  }

  private static let isPrepared: Bool = {
    xmlInitParser()
    return true
  }()

  // MARK: Callbacks

  private static func tree(_ pointer: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<XMLTree>? {
    pointer?.assumingMemoryBound(to: XMLTree.self)
  }

  private nonisolated(unsafe) static let handler: xmlSAXHandler = {
    var handler = xmlSAXHandler()
    handler.initialized = UInt32(XML_SAX2_MAGIC)
    handler.startElementNs = {
      pointer, name, prefix, uri, namespaceCount, namespaces, attributeCount, _, attributes in
      tree(pointer)?.pointee.open(
        XMLName(name, prefix: prefix, uri: uri),
        namespaces: UnsafeBufferPointer(start: namespaces, count: 2 * Int(namespaceCount)),
        attributes: UnsafeBufferPointer(start: attributes, count: 5 * Int(attributeCount)))
    }
    handler.endElementNs = { pointer, _, _, _ in tree(pointer)?.pointee.close() }
    handler.characters = { pointer, text, count in
      if let text { tree(pointer)?.pointee.add(Bytes(text, count: Int(count))) }
    }
    handler.ignorableWhitespace = handler.characters
    handler.cdataBlock = handler.characters
    handler.comment = { pointer, _ in tree(pointer)?.pointee.interrupt() }
    handler.processingInstruction = { pointer, _, _ in tree(pointer)?.pointee.interrupt() }
    handler.entityDecl = { pointer, _, _, _, _, _ in tree(pointer)?.pointee.refuse() }
    handler.unparsedEntityDecl = { pointer, _, _, _, _ in tree(pointer)?.pointee.refuse() }
    handler.attributeDecl = { pointer, _, _, _, _, _, values in
      xmlFreeEnumeration(values)
      tree(pointer)?.pointee.refuse()
    }
    // libxml2 would go on, look for more errors and print them.
    handler.serror = { pointer, error in
      if error?.pointee.level == XML_ERR_FATAL { tree(pointer)?.pointee.refuse() }
    }
    return handler
  }()
}

/// A name as libxml2 gives it; it borrows from the parser.
struct XMLName {
  var local: Bytes
  var prefix: Bytes?
  var uri: Bytes?

  init(
    _ local: UnsafePointer<UInt8>?, prefix: UnsafePointer<UInt8>?, uri: UnsafePointer<UInt8>?
  ) {
    self.local = XMLName.bytes(local) ?? .empty
    self.prefix = XMLName.bytes(prefix)
    self.uri = XMLName.bytes(uri)
  }

  static func bytes(_ text: UnsafePointer<UInt8>?) -> Bytes? {
    text.map { Bytes($0, count: Int(xmlStrlen($0))) }
  }
}
