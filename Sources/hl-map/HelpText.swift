/// Long text of `--help` for the argument parser, which wraps it to the width of the terminal.
///
/// Lines that follow one another without an indentation are one paragraph, so that nothing is wrapped
/// twice; indented lines, such as examples, stay as they are.
func helpText(_ text: String) -> String {
  // Every run passes here, with the texts of all commands: bytes, each looked at once.
  var bytes = Array(text.utf8)
  let lineBreak = UInt8(ascii: "\n")
  /// Whether a line that begins with this byte is prose: not empty, not indented.
  func isProse(_ first: UInt8) -> Bool { first != lineBreak && first != UInt8(ascii: " ") }
  var followsProse = bytes.first.map(isProse) ?? false
  for place in bytes.indices.dropLast() where bytes[place] == lineBreak {
    let beginsProse = isProse(bytes[place + 1])
    if followsProse, beginsProse { bytes[place] = UInt8(ascii: " ") }
    followsProse = beginsProse
  }
  return String(decoding: bytes, as: UTF8.self)
}
