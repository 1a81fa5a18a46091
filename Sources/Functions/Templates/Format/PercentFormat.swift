import Events

/// `template % values`: `%s`, `%r`, `%d`, `%x`, `%.2f`… with flags, width and precision.
///
/// Not read: a width or precision of `*`.
enum PercentFormat {
  /// The template filled with one value; a list gives one value a placeholder unless there is one
  /// placeholder only, and a map is read by `%(name)s`.
  static func fill(_ template: TextSpan, with value: Value, in scratch: Scratch) -> Value {
    let count = placeholders(template.bytes)
    if value.kind == .array, count > 1 {
      var items = ArrayCursor(value)
      return fill(template, names: .absent, in: scratch) { items.next() }
    }
    // A container or undefined need not be used; anything else must.
    if value.isContainer || value.kind == .absent,
      count == 0 || value.kind == .object && named(template.bytes)
    {
      return fill(template, names: value, in: scratch) { nil }
    }
    var rest: Value? = value
    return fill(template, names: .absent, in: scratch) {
      defer { rest = nil }
      return rest
    }
  }

  /// How many values a template asks for.
  private static func placeholders(_ text: Bytes) -> Int {
    var count = 0
    var index = 0
    while let found = text.firstIndex(of: UInt8(ascii: "%"), from: index) {
      let isEscape = found + 1 < text.count && text[found + 1] == UInt8(ascii: "%")
      if !isEscape { count += 1 }
      index = found + (isEscape ? 2 : 1)
    }
    return count
  }

  private static func named(_ text: Bytes) -> Bool {
    text.firstRange(of: Bytes("%(")) != nil
  }

  /// The template filled with values in order; failed where there are too few, too many, or one
  /// that does not fit.
  static func fill(
    _ template: TextSpan, names: Value, in scratch: Scratch, _ nextValue: () -> Value?
  ) -> Value {
    let text = template.bytes
    var builder = ByteBuilder(in: scratch, capacity: text.count + 64)
    var index = 0
    while let found = text.firstIndex(of: UInt8(ascii: "%"), from: index) {
      builder.append(text.slice(index, found))
      index = found + 1
      var named: Value?
      if index < text.count, text[index] == UInt8(ascii: "(") {
        guard names.kind == .object,
          let close = text.firstIndex(of: UInt8(ascii: ")"), from: index)
        else { return .failed }
        named = JSONCursor.member(text.slice(index + 1, close), of: names, in: scratch)
        guard named?.isPresent ?? false else { return .failed }
        index = close + 1
      }
      guard let (spec, isLeft) = spec(text, &index) else { return .failed }
      if spec.type == UInt8(ascii: "%") {
        builder.append(spec.type)
        continue
      }
      guard let value = named ?? nextValue(),
        append(value, spec, isLeft: isLeft, to: &builder, in: scratch)
      else { return .failed }
      if scratch.isExhausted { return .absent }
    }
    builder.append(text.dropping(index))
    guard nextValue() == nil else { return .failed }
    return builder.finishText()
  }

  private static func spec(_ text: Bytes, _ index: inout Int) -> (FormatSpec, isLeft: Bool)? {
    var spec = FormatSpec()
    var isLeft = false
    var isZero = false
    flags: while index < text.count {
      switch text[index] {
      case UInt8(ascii: "-"): isLeft = true
      case UInt8(ascii: "+"): spec.sign = text[index]
      case UInt8(ascii: " "): if spec.sign == 0 { spec.sign = text[index] }
      case UInt8(ascii: "#"): spec.isAlternate = true
      case UInt8(ascii: "0"): isZero = true
      default: break flags
      }
      index += 1
    }
    guard let width = FormatSpec.number(text, &index) else { return nil }
    spec.width = width
    if index < text.count, text[index] == UInt8(ascii: ".") {
      index += 1
      guard let precision = FormatSpec.number(text, &index) else { return nil }
      spec.precision = precision
    }
    while index < text.count,
      [UInt8(ascii: "l"), UInt8(ascii: "h"), UInt8(ascii: "L")]
        .contains(text[index])
    { index += 1 }
    guard index < text.count else { return nil }
    spec.type = text[index]
    index += 1
    spec.align = UInt8(ascii: isLeft ? "<" : isZero ? "=" : ">")
    if isZero, !isLeft { spec.fill = Bytes("0") }
    return (spec, isLeft)
  }

  private static func append(
    _ value: Value, _ spec: FormatSpec, isLeft: Bool, to builder: inout ByteBuilder,
    in scratch: Scratch
  ) -> Bool {
    var spec = spec
    switch spec.type {
    case UInt8(ascii: "s"), UInt8(ascii: "r"):
      var text = PythonValue.text(value, in: scratch).bytes
      if spec.type == UInt8(ascii: "r") {
        var spelling = ByteBuilder(in: scratch, capacity: Int(value.count) + 16)
        PythonValue.appendSpelling(value, to: &spelling, in: scratch)
        text = spelling.finish() ?? .empty
      }
      // Zeros are for numbers.
      if !isLeft { (spec.align, spec.fill) = (UInt8(ascii: ">"), Bytes(" ")) }
      spec.append(text: text, to: &builder)
      return true
    case UInt8(ascii: "d"), UInt8(ascii: "i"), UInt8(ascii: "u"):
      spec.type = UInt8(ascii: "d")
      guard case .float(let number)? = PythonNumber(value) else {
        return spec.append(integer: value, to: &builder, in: scratch)
      }
      guard number.isFinite else { return false }
      return spec.append(
        integer: PythonNumber.whole(number, in: scratch), to: &builder, in: scratch)
    case UInt8(ascii: "x"), UInt8(ascii: "X"), UInt8(ascii: "o"):
      return spec.append(integer: value, to: &builder, in: scratch)
    case UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "f"), UInt8(ascii: "F"),
      UInt8(ascii: "g"), UInt8(ascii: "G"):
      guard let number = PythonNumber(value)?.double else { return false }
      return spec.append(float: number, to: &builder, in: scratch)
    default: return false
    }
  }
}
