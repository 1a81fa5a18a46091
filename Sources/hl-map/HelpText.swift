/// Long text of `--help` for the argument parser, which wraps it to the width of the terminal.
///
/// Lines that follow one another without an indentation are one paragraph, so that nothing is wrapped
/// twice; indented lines, such as examples, stay as they are.
func helpText(_ text: String) -> String {
  var result: [String] = []
  var isParagraph = false
  // Bytes, since every run passes here and characters take long.
  for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
    let line = Substring(line)
    let isProse = !line.isEmpty && line.utf8.first != UInt8(ascii: " ")
    if isProse, isParagraph {
      result[result.count - 1] += " \(line)"
    } else {
      result.append(String(line))
    }
    isParagraph = isProse
  }
  return result.joined(separator: "\n")
}
