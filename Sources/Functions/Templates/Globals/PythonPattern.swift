import Events
import Synchronization

/// The regular expression a template gives: compiled when the rules load if it is constant, else
/// when it is first met. Of those the last few are kept.
final class PythonPattern: PreparedArgument {
  private static let keptCount = 8

  private struct Kept {
    let pattern: String
    /// Nil for what is not a pattern.
    let regex: Regex?
  }

  private let constant: Regex?
  private let isAnchored: Bool
  private let kept = Mutex<[Kept]>([])

  private init(constant: Regex?, isAnchored: Bool) {
    self.constant = constant
    self.isAnchored = isAnchored
  }

  /// Compiles a pattern as Python means it.
  private static func compile(_ pattern: String, anchored: Bool) throws(Regex.Failure) -> Regex {
    try Regex(PythonRegex.translate(pattern), options: anchored ? .anchored : [])
  }

  /// Compiles the pattern at a place among the arguments; one that is anchored matches only at
  /// the start of a text.
  static func prepare(at place: Int, anchored: Bool = false) -> Function.Preparation {
    { constants, _ in
      guard let pattern = constants.text(place) else {
        return .ready(PythonPattern(constant: nil, isAnchored: anchored))
      }
      do throws(Regex.Failure) {
        let regex = try compile(pattern, anchored: anchored)
        return .ready(PythonPattern(constant: regex, isAnchored: anchored))
      } catch {
        return .invalid(
          argument: place, message: "the pattern cannot be read: \(error.message)",
          help: "the problem is at character \(error.characterOffset(in: pattern) + 1)")
      }
    }
  }

  /// The compiled pattern that a text is; nil where it is none.
  func regex(_ pattern: Bytes) -> Regex? {
    if let constant { return constant }
    return kept.withLock { kept in
      if let index = kept.firstIndex(where: { isSame($0.pattern, pattern) }) {
        return kept[index].regex
      }
      let text = pattern.string
      let regex = try? Self.compile(text, anchored: isAnchored)
      if kept.count == Self.keptCount { kept.removeFirst() }
      kept.append(Kept(pattern: text, regex: regex))
      return regex
    }
  }

  private func isSame(_ text: String, _ bytes: Bytes) -> Bool {
    text.utf8.count == bytes.count && zip(text.utf8, bytes).allSatisfy { $0 == $1 }
  }
}

extension Arguments {
  /// The pattern at a place, compiled; nil where it is not a text or not a pattern.
  func pattern(_ place: Int) -> Regex? {
    guard let pattern = string(place)?.bytes else { return nil }
    return prepared(as: PythonPattern.self)?.regex(pattern)
  }
}
