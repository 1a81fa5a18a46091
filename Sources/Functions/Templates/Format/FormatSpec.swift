import Events

/// How one value is laid out in a text: `[[fill]align][sign][#][0][width][,][.precision][type]`.
struct FormatSpec {
  /// The width beyond which nothing is padded.
  static var mostWidth: Int { 1 << 20 }

  var fill = Bytes(" ")
  /// `<`, `>`, `^` or `=`; 0 for the usual side.
  var align: UInt8 = 0
  /// `+`, `-` or a blank; 0 when none was said.
  var sign: UInt8 = 0
  var isAlternate = false
  var width = 0
  /// `,` or `_`; 0 for none.
  var grouping: UInt8 = 0
  var precision: Int?
  /// The letter at the end; 0 for none.
  var type: UInt8 = 0

  /// Whether anything at all was said.
  var isEmpty = true

  /// Appends a text, cut to the precision and padded.
  func append(text: Bytes, to builder: inout ByteBuilder) {
    var text = text
    if let precision { text = text.slice(0, Scalars.offset(text, of: precision)) }
    pad(prefix: .empty, text, usually: UInt8(ascii: "<"), to: &builder)
  }

  /// Appends what stands before the digits and the digits, padded.
  func append(prefix: Bytes, digits: Bytes, to builder: inout ByteBuilder) {
    pad(prefix: prefix, digits, usually: UInt8(ascii: ">"), to: &builder)
  }

  private func pad(
    prefix: Bytes, _ body: Bytes, usually: UInt8, to builder: inout ByteBuilder
  ) {
    let missing = max(0, min(width, Self.mostWidth) - Scalars.count(body) - prefix.count)
    let align = align == 0 ? usually : align
    let before =
      switch align {
      case UInt8(ascii: ">"): missing
      case UInt8(ascii: "^"): missing / 2
      default: 0
      }
    for _ in 0..<before { builder.append(fill) }
    builder.append(prefix)
    if align == UInt8(ascii: "=") { for _ in 0..<missing { builder.append(fill) } }
    builder.append(body)
    if align == UInt8(ascii: "<") || align == UInt8(ascii: "^") {
      for _ in 0..<(missing - before) { builder.append(fill) }
    }
  }

  /// The sign to print.
  func spelledSign(isNegative: Bool) -> Bytes {
    if isNegative { return Bytes("-") }
    return sign == UInt8(ascii: "+") ? Bytes("+") : sign == UInt8(ascii: " ") ? Bytes(" ") : .empty
  }

  /// Reads the format of a `{:…}`; nil for what is none.
  init?(_ text: Bytes) {
    isEmpty = text.count == 0
    var index = 0
    var hasFill = false
    func peek(_ offset: Int = 0) -> UInt8 {
      index + offset < text.count ? text[index + offset] : 0
    }
    func isAlign(_ byte: UInt8) -> Bool {
      byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "^")
        || byte == UInt8(ascii: "=")
    }
    if text.count > 0, case let length = Scalars.length(text, at: 0), isAlign(peek(length)) {
      fill = text.slice(0, length)
      align = text[length]
      index = length + 1
      hasFill = true
    } else if isAlign(peek()) {
      align = peek()
      index = 1
    }
    if peek() == UInt8(ascii: "+") || peek() == UInt8(ascii: "-") || peek() == UInt8(ascii: " ") {
      sign = peek()
      index += 1
    }
    if peek() == UInt8(ascii: "#") {
      isAlternate = true
      index += 1
    }
    if peek() == UInt8(ascii: "0") {
      index += 1
      if !hasFill { fill = Bytes("0") }
      if align == 0 { align = UInt8(ascii: "=") }
    }
    guard let width = FormatSpec.number(text, &index) else { return nil }
    self.width = width
    if peek() == UInt8(ascii: ",") || peek() == UInt8(ascii: "_") {
      grouping = peek()
      index += 1
    }
    if peek() == UInt8(ascii: ".") {
      index += 1
      let start = index
      guard let number = FormatSpec.number(text, &index), index > start else { return nil }
      precision = number
    }
    if index < text.count {
      type = text[index]
      index += 1
    }
    guard index == text.count else { return nil }
  }

  init() {}

  /// Reads digits, 0 where there are none; nil for a number too large to pad to.
  static func number(_ text: Bytes, _ index: inout Int) -> Int? {
    var number = 0
    while index < text.count, text[index] &- 48 <= 9 {
      number = number * 10 + Int(text[index] &- 48)
      guard number <= mostWidth else { return nil }
      index += 1
    }
    return number
  }
}
