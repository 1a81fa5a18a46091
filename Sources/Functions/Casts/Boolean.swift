import Events

extension CastKind {
  /// True or false.
  public static let boolean = CastKind(
    "boolean", fieldTypes: ["boolean"], result: .boolean, takes: [.text, .integer, .boolean],
    keeps: [.true, .false], about: "`true` and `false`, their texts in any case, `1` and `0`.",
    examples: [
      Example(#""TRUE""#, "true"),
      Example("0", "false"),
      Example(#""yes""#, "failed"),
    ]
  ) { value, _, _, scratch in
    guard value.kind == .string || value.kind == .integer,
      let decoded = JSONText.decoded(value, in: scratch)
    else { return nil }
    let text = Numeral.trimmed(decoded)
    if text == Bytes("1") || isWord(text, Bytes("true")) { return .true }
    return text == Bytes("0") || isWord(text, Bytes("false")) ? .false : nil
  }

  /// Whether a text is a word in lower case, in any case.
  private static func isWord(_ text: Bytes, _ word: Bytes) -> Bool {
    guard text.count == word.count else { return false }
    for index in 0..<word.count where text.base[index] | 32 != word.base[index] { return false }
    return true
  }
}
