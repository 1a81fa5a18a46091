import Text
import YAML

/// Entries of a `fields.yml`, without the tree they are in.
extension PlainYAMLReader {
  /// The entries of a text in which each has a name and a type; nil where the text must be read as
  /// any other.
  package static func fields(of bytes: [UInt8], source: UInt16) -> [FieldEntry]? {
    guard var reader = PlainYAMLReader(bytes, source) else { return nil }
    return reader.fields()
  }

  private mutating func fields() -> [FieldEntry]? {
    skipToText()
    var entries: [FieldEntry] = []
    while !isAtEnd {
      guard column == 0, let key = key(), skipLine(), column > 0 else { return nil }
      hashes.append(key.hash)
      guard let entry = field(key.text, at: column) else { return nil }
      entries.append(entry)
    }
    return entries.isEmpty || mayRepeat(from: 0) ? nil : entries
  }

  private mutating func field(_ key: String, at column: Int) -> FieldEntry? {
    var name: Located<String>?
    var type: Located<String>?
    let start = hashes.count
    while self.column == column {
      guard let member = self.key(), !skipLine(), let piece = piece(inside: column)
      else { return nil }
      hashes.append(member.hash)
      switch member.text {
      case "name": name = located(piece)
      case "type": type = located(piece)
      default: break
      }
    }
    guard let name, let type, !name.value.isEmpty, !type.value.isEmpty, !mayRepeat(from: start)
    else { return nil }
    return FieldEntry(key: key, name: name, type: type)
  }

  private func located(_ piece: Piece) -> Located<String> {
    Located(text(of: piece), span(piece.range.lowerBound, piece.range.upperBound))
  }
}
