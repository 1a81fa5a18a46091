import Text

/// The comments of a YAML text, which its nodes do not keep.
public enum YAMLComments {
  /// The byte ranges of all comments, each from its `#` to the end of its line.
  ///
  /// Only a `#` outside of all scalars starts one. A text that is not YAML has none.
  public static func find(in text: SourceText) -> [Range<Int>] {
    guard let scalars = YAMLReader.scalars(of: text) else { return [] }
    var comments: [Range<Int>] = []
    var next = 0
    var place = 0
    while place < text.bytes.count {
      while next < scalars.count, scalars[next].upperBound <= place { next += 1 }
      if next < scalars.count, scalars[next].contains(place) {
        place = scalars[next].upperBound
        continue
      }
      guard text.bytes[place] == UInt8(ascii: "#"),
        place == 0 || text.bytes[place - 1] <= 0x20 || startsText(text, place)
      else {
        place += 1
        continue
      }
      let start = place
      while place < text.bytes.count, text.bytes[place] != UInt8(ascii: "\n") { place += 1 }
      let end = place > start && text.bytes[place - 1] == UInt8(ascii: "\r") ? place - 1 : place
      comments.append(start..<end)
    }
    return comments
  }

  /// Whether only a byte order mark stands before.
  private static func startsText(_ text: SourceText, _ place: Int) -> Bool {
    place == 3 && text.bytes.starts(with: [0xEF, 0xBB, 0xBF])
  }
}
