/// Pages of the codes about files and YAML.
extension Explanation {
  static let files: [Explanation] = []
}
