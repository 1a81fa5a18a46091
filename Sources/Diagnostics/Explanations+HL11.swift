/// Pages of the codes about shape of a rule file.
extension Explanation {
  static let shapes: [Explanation] = []
}
