import CExpat
import Events
import Glibc

/// Lets Expat read a document and hands what it meets to an `XMLTree`.
///
/// Expat reads nothing but the text, stops at any declaration of an entity or an attribute, and
/// takes time in proportion to the text.
enum XMLReader {
  /// What lies between the address of a namespace and a name: a character no document can hold.
  private static let separator = UInt8(0x0C)
  /// The seed of Expat's hashes; by default it would ask the system for one per document.
  private static let salt = UInt.random(in: 1...UInt.max)

  /// What the callbacks work on.
  private struct Session {
    let parser: XML_Parser
    var tree: XMLTree
  }

  /// The document as one object; failed when it is not well-formed.
  static func read(_ text: Bytes, as shape: XMLTree.Shape, in scratch: Scratch) -> Value {
    guard text.count > 0, text.count < Int(Int32.max), let fields = FieldTree(in: scratch),
      let parser = shape.hasNamespaces
        ? XML_ParserCreateNS("UTF-8", XML_Char(separator)) : XML_ParserCreate("UTF-8")
    else { return .failed }
    defer { XML_ParserFree(parser) }
    return withUnsafeTemporaryAllocation(
      of: XMLTree.Element.self, capacity: JSONScanner.maximumDepth
    ) { elements in
      var session = Session(parser: parser, tree: XMLTree(shape, fields, elements, in: scratch))
      let isRead = withUnsafeMutablePointer(to: &session) { parse(text, for: $0) }
      return isRead ? session.tree.finish() : .failed
    }
  }

  private static func parse(_ text: Bytes, for session: UnsafeMutablePointer<Session>) -> Bool {
    let parser = session.pointee.parser
    XML_SetHashSalt(parser, salt)
    XML_SetUserData(parser, session)
    XML_SetElementHandler(
      parser,
      { session, name, attributes in
        guard let name, let attributes else { return }
        XMLReader.change(session) { $0.open(XMLName(name), XMLAttributes(attributes)) }
      },
      { session, _ in XMLReader.change(session) { $0.close() } })
    XML_SetCharacterDataHandler(parser) { session, text, count in
      guard let text else { return }
      text.withMemoryRebound(to: UInt8.self, capacity: Int(count)) { text in
        XMLReader.change(session) { $0.add(Bytes(text, count: Int(count))) }
      }
    }
    if session.pointee.tree.shape != .intakeDictionary {
      XML_SetCdataSectionHandler(
        parser, { session in XMLReader.change(session) { $0.setLiteral(true) } },
        { session in XMLReader.change(session) { $0.setLiteral(false) } })
    }
    XML_SetCommentHandler(parser) { session, _ in XMLReader.change(session) { $0.interrupt() } }
    XML_SetProcessingInstructionHandler(parser) { session, _, _ in
      XMLReader.change(session) { $0.interrupt() }
    }
    XML_SetEntityDeclHandler(parser) { session, _, _, _, _, _, _, _, _ in
      XMLReader.change(session) { $0.refuse() }
    }
    XML_SetAttlistDeclHandler(parser) { session, _, _, _, _, _ in
      XMLReader.change(session) { $0.refuse() }
    }
    XML_SetSkippedEntityHandler(parser) { session, _, _ in XMLReader.change(session) { $0.refuse() }
    }
    return text.base.withMemoryRebound(to: CChar.self, capacity: text.count) {
      XML_Parse(parser, $0, Int32(text.count), 1) == XML_STATUS_OK
    }
  }

  private static func change(
    _ session: UnsafeMutableRawPointer?, _ body: (inout XMLTree) -> Void
  ) {
    guard let session = session?.assumingMemoryBound(to: Session.self) else { return }
    body(&session.pointee.tree)
    if session.pointee.tree.isRefused { XML_StopParser(session.pointee.parser, 0) }
  }

  /// A name as Expat gives it; it is gone when the callback ends.
  struct XMLName {
    /// With its prefix, where namespaces are not looked at.
    let local: Bytes
    /// The address of its namespace.
    let space: Bytes?

    init(_ text: UnsafePointer<XML_Char>) {
      let whole = XMLReader.bytes(text)
      let border = whole.firstIndex(of: XMLReader.separator)
      space = border.map { whole.slice(0, $0) }
      local = border.map { whole.dropping($0 + 1) } ?? whole
    }
  }

  /// The attributes of an element, in order.
  struct XMLAttributes: Sequence, IteratorProtocol {
    private var rest: UnsafeMutablePointer<UnsafePointer<XML_Char>?>

    init(_ list: UnsafeMutablePointer<UnsafePointer<XML_Char>?>) { rest = list }

    mutating func next() -> (name: XMLName, value: Bytes)? {
      guard let name = rest[0], let value = rest[1] else { return nil }
      rest += 2
      return (XMLName(name), XMLReader.bytes(value))
    }
  }

  private static func bytes(_ text: UnsafePointer<XML_Char>) -> Bytes {
    let count = strlen(text)
    return text.withMemoryRebound(to: UInt8.self, capacity: count) { Bytes($0, count: count) }
  }
}
