import JSON

/// The documents that a file of samples holds.
package enum SampleDocuments {
  /// One JSON document, an array of them, or one a line; where no line is JSON, each line is the
  /// `message` of a document, as `--input-format lines` reads it.
  package static func read(_ bytes: [UInt8], limit: Int) -> (documents: [JSONTree], areLines: Bool)
  {
    if let tree = try? JSONTreeParser.parse(bytes) {
      let found: [JSONTree] = if case .list(let items) = tree { items } else { [tree] }
      return (Array(found.filter(\.isObject).prefix(limit)), false)
    }
    let lines = bytes.split(separator: UInt8(ascii: "\n")).prefix(limit)
    let documents = lines.compactMap { try? JSONTreeParser.parse(Array($0)) }.filter(\.isObject)
    if !documents.isEmpty { return (documents, false) }
    let texts = lines.map { String(decoding: $0.last == 0x0D ? $0.dropLast() : $0, as: UTF8.self) }
    return (texts.filter { !$0.isEmpty }.map { .object([.init("message", .text($0))]) }, true)
  }
}
