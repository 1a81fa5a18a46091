/// Pages of the codes about expressions and names.
extension Explanation {
  static let names: [Explanation] = []
}
