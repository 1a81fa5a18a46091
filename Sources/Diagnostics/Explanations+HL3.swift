/// Pages of the codes about types.
extension Explanation {
  static let types: [Explanation] = []
}
