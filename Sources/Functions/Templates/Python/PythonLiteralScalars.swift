import Events

/// Numbers and names.
extension PythonLiteralReader {
  /// `True`, `False` or `None`.
  mutating func name(asKey: Bool) -> Value.Kind? {
    for (word, json, kind) in [
      (Bytes("True"), Bytes("true"), .true), (Bytes("False"), Bytes("false"), .false),
      (Bytes("None"), Bytes("null"), .null),
    ] as [(Bytes, Bytes, Value.Kind)] where text.dropping(index).hasPrefix(word) {
      index += word.count
      guard !isNameByte(next) else { return nil }
      append(asKey ? word : json, asKey: asKey)
      return kind
    }
    return nil
  }

  private func isNameByte(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte == UInt8(ascii: "_") || byte &- 48 <= 9
      || (byte | 32) &- UInt8(ascii: "a") < 26
  }

  private mutating func append(_ spelling: Bytes, asKey: Bool) {
    if asKey { builder.append(UInt8(ascii: "\"")) }
    builder.append(spelling)
    if asKey { builder.append(UInt8(ascii: "\"")) }
  }

  /// The number after a sign, in parentheses perhaps.
  mutating func signed(isNegative: Bool, asKey: Bool) -> Value.Kind? {
    var open = 0
    skipBlanks()
    while next == UInt8(ascii: "(") {
      open += 1
      guard open <= Self.mostLevels else { return nil }
      index += 1
      skipBlanks()
    }
    guard next &- 48 <= 9 || next == UInt8(ascii: "."),
      let kind = number(isNegative: isNegative, asKey: asKey)
    else { return nil }
    while open > 0 {
      skipBlanks()
      guard next == UInt8(ascii: ")") else { return nil }
      open -= 1
      index += 1
    }
    return kind
  }

  /// A number from its first digit or point.
  mutating func number(isNegative: Bool, asKey: Bool) -> Value.Kind? {
    let start = index
    if next == UInt8(ascii: "0"), index + 1 < text.count {
      let base: UInt64 =
        switch text[index + 1] | 32 {
        case UInt8(ascii: "x"): 16
        case UInt8(ascii: "o"): 8
        case UInt8(ascii: "b"): 2
        default: 0
        }
      if base != 0 { return prefixed(base, isNegative: isNegative, asKey: asKey) }
    }
    var isFloat = false
    guard digits(mayBeNone: true) else { return nil }
    if next == UInt8(ascii: ".") {
      isFloat = true
      let hasWhole = index > start
      index += 1
      let hasFraction = next &- 48 <= 9
      guard hasWhole || hasFraction, digits(mayBeNone: true) else { return nil }
    }
    if next | 32 == UInt8(ascii: "e") {
      isFloat = true
      index += 1
      if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { index += 1 }
      guard digits(mayBeNone: false) else { return nil }
    }
    guard !isNameByte(next), next != UInt8(ascii: "."),
      let spelling = NumberReading.withoutUnderscores(text.slice(start, index), in: scratch)
    else { return nil }
    return isFloat
      ? float(spelling, isNegative: isNegative, asKey: asKey)
      : integer(spelling, isNegative: isNegative, asKey: asKey)
  }

  /// Goes over digits with single underscores between them.
  private mutating func digits(mayBeNone: Bool) -> Bool {
    let start = index
    while next &- 48 <= 9 || next == UInt8(ascii: "_") && index > start {
      if next == UInt8(ascii: "_"), text[index - 1] == UInt8(ascii: "_") { return false }
      index += 1
    }
    if index == start { return mayBeNone }
    return text[index - 1] != UInt8(ascii: "_")
  }

  private mutating func float(
    _ spelling: Bytes, isNegative: Bool, asKey: Bool
  ) -> Value.Kind? {
    let number = PythonNumber.double(spelling)
    let value = PythonNumber.value(isNegative ? -number : number, in: scratch)
    guard value.kind == .float else { return nil }
    guard asKey else {
      builder.append(value.spelling)
      return .float
    }
    builder.append(UInt8(ascii: "\""))
    PythonValue.appendText(value, to: &builder, in: scratch)
    builder.append(UInt8(ascii: "\""))
    return .float
  }

  private mutating func integer(
    _ spelling: Bytes, isNegative: Bool, asKey: Bool
  ) -> Value.Kind? {
    var first = 0
    while first < spelling.count - 1, spelling[first] == UInt8(ascii: "0") { first += 1 }
    let isZero = spelling[first] == UInt8(ascii: "0")
    // Zeros in front are for zero alone; and integers are as long as Python reads them.
    guard first == 0 || isZero, spelling.count <= 4300 else { return nil }
    if asKey { builder.append(UInt8(ascii: "\"")) }
    if isNegative, !isZero { builder.append(UInt8(ascii: "-")) }
    builder.append(spelling.dropping(first))
    if asKey { builder.append(UInt8(ascii: "\"")) }
    return .integer
  }

  private mutating func prefixed(
    _ base: UInt64, isNegative: Bool, asKey: Bool
  ) -> Value.Kind? {
    index += 2
    var number: UInt64 = 0
    var digitCount = 0
    while isNameByte(next) {
      if next == UInt8(ascii: "_") {
        index += 1
        guard isNameByte(next), next != UInt8(ascii: "_") else { return nil }
      }
      guard let digit = IPAddress.hexValue(next), UInt64(digit) < base else { return nil }
      let (scaled, overflowed) = number.multipliedReportingOverflow(by: base)
      // The base is even and scaled a multiple of it: the sum cannot overflow.
      guard !overflowed else { return nil }
      number = scaled &+ UInt64(digit)
      digitCount += 1
      index += 1
    }
    guard digitCount > 0, next != UInt8(ascii: ".") else { return nil }
    if asKey { builder.append(UInt8(ascii: "\"")) }
    if isNegative, number > 0 { builder.append(UInt8(ascii: "-")) }
    if number <= UInt64(Int.max) {
      builder.append(Int(number))
    } else {
      builder.append(Int(number / 10))
      builder.append(Int(number % 10))
    }
    if asKey { builder.append(UInt8(ascii: "\"")) }
    return .integer
  }
}
