/// Pages of the codes about flow.
extension Explanation {
  static let flow: [Explanation] = []
}
