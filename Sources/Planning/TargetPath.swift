/// The parts of a target's dotted name.
enum TargetPath {
  static func parts(_ name: String) -> [String] {
    var parts: [String] = []
    var start = name.startIndex
    for index in name.utf8.indices where name.utf8[index] == UInt8(ascii: ".") {
      parts.append(String(name[start..<index]))
      start = name.utf8.index(after: index)
    }
    parts.append(String(name[start...]))
    return parts
  }
}
