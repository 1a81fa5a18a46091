import Events

/// A constant argument that is one of a few words, as its place among them.
final class ChosenWord: PreparedArgument {
  let place: Int

  private init(_ place: Int) { self.place = place }

  /// Reads the word at an index among the arguments; where it is left out, `otherwise` holds.
  static func prepare(
    at index: Int, among words: [String], otherwise: Int? = nil
  ) -> Function.Preparation {
    { constants, _ in
      let list = words.map { "`\($0)`" }.joined(separator: ", ")
      if let otherwise, index >= constants.count || constants[index] == .null {
        return .ready(ChosenWord(otherwise))
      }
      guard let word = constants.text(index) else {
        return .invalid(
          argument: index, message: "this must be a constant text", help: "it is one of \(list)")
      }
      guard let place = words.firstIndex(of: word) else {
        return .invalid(
          argument: index, message: "`\(word)` is not known here", help: "it is one of \(list)")
      }
      return .ready(ChosenWord(place))
    }
  }
}
