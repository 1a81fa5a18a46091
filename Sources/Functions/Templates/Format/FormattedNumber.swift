import Events

/// Numbers in the layouts of `format` and `%`.
extension FormatSpec {
  /// Appends an integer in its base; false where the layout does not fit one.
  func append(integer value: Value, to builder: inout ByteBuilder, in scratch: Scratch) -> Bool {
    let digits: Bytes
    var prefix = Bytes.empty
    switch PythonNumber(value) {
    case .integer(let number):
      var radix = 10
      var isUpper = false
      switch type {
      case 0, UInt8(ascii: "d"), UInt8(ascii: "n"): break
      case UInt8(ascii: "x"): (radix, prefix) = (16, Bytes("0x"))
      case UInt8(ascii: "X"): (radix, prefix, isUpper) = (16, Bytes("0X"), true)
      case UInt8(ascii: "o"): (radix, prefix) = (8, Bytes("0o"))
      case UInt8(ascii: "b"): (radix, prefix) = (2, Bytes("0b"))
      default: return false
      }
      // Commas are for thousands.
      if grouping == UInt8(ascii: ","), radix != 10 { return false }
      var text = String(number.magnitude, radix: radix, uppercase: isUpper)
      guard
        let copy = text.withUTF8({ utf8 in
          utf8.baseAddress.flatMap { scratch.copy(Bytes($0, count: utf8.count)) }
        })
      else { return true }
      digits = copy
      if !isAlternate { prefix = .empty }
      return append(
        isNegative: number < 0, prefix: prefix, digits: digits, to: &builder, in: scratch)
    case .large(let spelling):
      guard type == 0 || type == UInt8(ascii: "d") else { return false }
      let isNegative = spelling[0] == UInt8(ascii: "-")
      digits = isNegative ? spelling.dropping(1) : spelling
      return append(
        isNegative: isNegative, prefix: .empty, digits: digits, to: &builder, in: scratch)
    case .float, nil: return false
    }
  }

  private func append(
    isNegative: Bool, prefix: Bytes, digits: Bytes, to builder: inout ByteBuilder,
    in scratch: Scratch
  ) -> Bool {
    var head = ByteBuilder(in: scratch, capacity: 8)
    head.append(spelledSign(isNegative: isNegative))
    head.append(prefix)
    append(
      prefix: head.finish() ?? .empty,
      digits: grouped(
        digits, every: type == 0 || type == UInt8(ascii: "d") ? 3 : 4, scratch),
      to: &builder)
    return true
  }

  /// Appends a float; false where the layout does not fit one.
  func append(
    float number: Double, to builder: inout ByteBuilder, in scratch: Scratch
  ) -> Bool {
    var number = number
    var conversion = type | 32
    switch type {
    case UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "f"), UInt8(ascii: "F"),
      UInt8(ascii: "g"), UInt8(ascii: "G"):
      break
    case UInt8(ascii: "n"): conversion = UInt8(ascii: "g")
    case UInt8(ascii: "%"):
      number *= 100
      conversion = UInt8(ascii: "f")
    case 0: conversion = 0
    default: return false
    }
    let isNegative = number.sign == .minus && !number.isNaN
    let magnitude = number.magnitude
    var text = ByteBuilder(in: scratch, capacity: 64)
    if !number.isFinite || conversion == 0 && precision == nil {
      FloatText.append(magnitude, to: &text)
    } else {
      guard precision ?? 6 <= FloatText.mostPrecision else { return false }
      let isPlain = conversion == 0
      FloatText.with(
        magnitude, precision: max(precision ?? 6, isPlain ? 1 : 0),
        conversion: Unicode.Scalar(isPlain ? UInt8(ascii: "g") : conversion),
        isAlternate: isAlternate
      ) { bytes in
        text.append(bytes)
        let isWhole = !bytes.contains { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "e") }
        if isPlain, isWhole { text.append(".0") }
      }
    }
    if type == UInt8(ascii: "%") { text.append(UInt8(ascii: "%")) }
    var digits = text.finish() ?? .empty
    if type == UInt8(ascii: "E") || type == UInt8(ascii: "G") || type == UInt8(ascii: "F") {
      digits = uppercased(digits, scratch)
    }
    append(
      prefix: spelledSign(isNegative: isNegative), digits: grouped(digits, every: 3, scratch),
      to: &builder)
    return true
  }

  private func uppercased(_ text: Bytes, _ scratch: Scratch) -> Bytes {
    CaseFolding.fold(TextSpan(bytes: text, form: .clean), toUpper: true, in: scratch).spelling
  }

  /// The digits in front of the point in groups.
  private func grouped(_ text: Bytes, every size: Int, _ scratch: Scratch) -> Bytes {
    guard grouping != 0 else { return text }
    var whole = 0
    while whole < text.count, IPAddress.hexValue(text[whole]) != nil { whole += 1 }
    var builder = ByteBuilder(in: scratch, capacity: 2 * text.count)
    for index in 0..<whole {
      if index > 0, (whole - index) % size == 0 { builder.append(grouping) }
      builder.append(text[index])
    }
    builder.append(text.dropping(whole))
    return builder.finish() ?? .empty
  }
}
