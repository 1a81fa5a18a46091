extension Regex {
  /// Compiles the pattern that stands at a place among the arguments.
  static func prepare(at index: Int) -> Function.Preparation {
    { constants, _ in
      guard let pattern = constants.text(index) else {
        return .invalid(argument: index, message: "the pattern must be a constant text", help: nil)
      }
      do throws(Failure) {
        return .ready(try Regex(pattern))
      } catch {
        return .invalid(
          argument: index, message: "the pattern cannot be read: \(error.message)",
          help: "the problem is at character \(error.characterOffset(in: pattern) + 1)")
      }
    }
  }
}

extension Regex.Failure {
  /// The offset in characters, as an author counts.
  func characterOffset(in pattern: String) -> Int {
    String(decoding: pattern.utf8.prefix(offset), as: UTF8.self).unicodeScalars.count
  }
}
