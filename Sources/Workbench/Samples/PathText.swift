import Planning
import Text

extension Sequence<PathStep> {
  /// The steps as rules write them, after the root's own text.
  func text(behind root: String = "") -> String {
    reduce(into: root) { text, step in
      switch step {
      case .member(let name):
        let isPlain = name.utf8.allSatisfy {
          SampleChecks.isPlain($0) || $0 == UInt8(ascii: "@") || $0 >= 128
        }
        if isPlain, let first = name.utf8.first, first > 57 {
          text += text.isEmpty ? name : ".\(name)"
        } else {
          text += (text.isEmpty ? "$event" : "") + "[\(JSONString.quoted(name))]"
        }
      case .index(let number): text += "[\(number)]"
      case .each: text += "[*]"
      }
    }
  }
}
