import Text

/// Identifies a finding even if lines move: by its code, its file and the text of its line.
public struct Fingerprint: Hashable, Sendable {
  /// The diagnostic code, such as `HL2105`.
  public var code: String
  /// The path of the file, as the baseline spells it.
  public var file: String
  /// The line without the blanks around it; the message where a finding has no place.
  public var text: String

  /// A fingerprint from its three parts, taken as they are.
  public init(code: String, file: String, text: String) {
    self.code = code
    self.file = file
    self.text = text
  }

  /// The fingerprint of a finding; `file` names the file as the baseline does.
  public init(_ diagnostic: Diagnostic, in sources: SourceMap, file: (String) -> String) {
    code = diagnostic.code.rawValue
    guard let span = diagnostic.span, Int(span.source) < sources.texts.count else {
      self.file = ""
      text = diagnostic.message
      return
    }
    let source = sources[span]
    self.file = file(source.name)
    let line = source.lineRange(source.position(at: Int(span.lower)).line)
    text = Fingerprint.trimmed(source, line)
  }

  private static func trimmed(_ source: SourceText, _ range: Range<Int>) -> String {
    let bytes = source.bytes[range]
    guard let first = bytes.firstIndex(where: { $0 > 0x20 }),
      let last = bytes.lastIndex(where: { $0 > 0x20 })
    else { return "" }
    return source.text(first..<last + 1)
  }

  /// 64 bits of FNV-1a over the parts, as 16 hexadecimal digits.
  static func hash(_ parts: String...) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for part in parts {
      for byte in part.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      hash = (hash ^ 0xFF) &* 0x100_0000_01b3
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
