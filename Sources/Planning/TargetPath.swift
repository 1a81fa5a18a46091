/// The parts of a target's dotted name.
enum TargetPath {
  static func parts(_ name: String) -> [String] {
    var name = name
    return name.withUTF8 { bytes in
      bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).map {
        String(decoding: $0, as: UTF8.self)
      }
    }
  }
}
