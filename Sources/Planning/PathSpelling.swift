import Text

/// How a path is spelled in an expression.
enum PathSpelling {
  /// A path as an expression spells it; members that are not plain names go into brackets and
  /// quotes.
  static func text(root: String, _ members: [String]) -> String {
    var result = root
    for member in members {
      if isBare(member) {
        result += result.isEmpty ? member : ".\(member)"
      } else {
        // A path cannot begin with a bracket.
        result += (result.isEmpty ? "$event" : "") + "[\(JSONString.quoted(member))]"
      }
    }
    return result
  }

  private static func isBare(_ member: String) -> Bool {
    let isNamePart = { (byte: UInt8) in
      byte >= 0x80 || byte >= 0x30 && byte <= 0x39 || byte >= 0x41 && byte <= 0x5A
        || byte >= 0x61 && byte <= 0x7A || [0x5F, 0x2D, 0x40, 0x24].contains(byte)
    }
    guard let first = member.utf8.first else { return false }
    return member.utf8.allSatisfy(isNamePart) && first != 0x24 && first != 0x2D
      && !(first >= 0x30 && first <= 0x39)
  }
}
