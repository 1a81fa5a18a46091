import Events

/// Single scalars of UTF-8 texts.
enum ScalarText {
  /// The scalar that some bytes of valid UTF-8 encode.
  static func scalar(_ bytes: Bytes) -> Unicode.Scalar {
    guard bytes.count > 0 else { return "\u{FFFD}" }
    var value = UInt32(bytes[0])
    switch bytes.count {
    case 1: break
    case 2: value &= 0x1F
    case 3: value &= 0x0F
    default: value &= 0x07
    }
    for index in 1..<max(bytes.count, 1) { value = value << 6 | UInt32(bytes[index] & 0x3F) }
    return Unicode.Scalar(value) ?? "\u{FFFD}"
  }

  /// Appends a scalar as UTF-8; one that does not exist, as U+FFFD.
  static func append(_ value: UInt32, to builder: inout ByteBuilder) {
    let value = Unicode.Scalar(value)?.value ?? 0xFFFD
    guard let room = builder.room(for: 4) else { return }
    builder.advance(to: UTF8Text.encode(value, to: room))
  }

  /// Whether every scalar of a text passes, and there is one.
  static func all(_ text: Bytes, _ test: (Unicode.Scalar) -> Bool) -> Bool {
    var index = 0
    while index < text.count {
      let length = Scalars.length(text, at: index)
      if !test(scalar(text.slice(index, index + length))) { return false }
      index += length
    }
    return text.count > 0
  }

  /// Whether Python shows the scalar as it is.
  static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      false
    case .spaceSeparator: scalar == " "
    default: true
    }
  }

  static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
    default: false
    }
  }

  static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.numericType {
    case .decimal, .digit: true
    default: false
    }
  }

  static func isDecimal(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.numericType == .decimal
  }

  static func isNumeric(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.numericType != nil
  }

  static func isTitlecase(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .titlecaseLetter
  }

  static func isCased(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isUppercase || scalar.properties.isLowercase || isTitlecase(scalar)
  }

  static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 4) { room in
      guard let base = room.baseAddress else { return false }
      let end = UTF8Text.encode(scalar.value, to: base)
      return Whitespace.length(Bytes(base, count: end - base), at: 0) > 0
    }
  }

  /// Whether a text has lower-case letters and no others.
  static func isLower(_ text: Bytes) -> Bool {
    var hasLetters = false
    let isOther = !all(text) { scalar in
      if scalar.properties.isLowercase { hasLetters = true }
      return !scalar.properties.isUppercase && !isTitlecase(scalar)
    }
    return hasLetters && !isOther
  }

  /// Whether a text has upper-case letters and no others.
  static func isUpper(_ text: Bytes) -> Bool {
    var hasLetters = false
    let isOther = !all(text) { scalar in
      if scalar.properties.isUppercase { hasLetters = true }
      return !scalar.properties.isLowercase && !isTitlecase(scalar)
    }
    return hasLetters && !isOther
  }

  /// Whether the `title` filter begins a word after the character.
  static func startsWord(after scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "-", "(", "{", "[", "<": true
    default: isSpace(scalar)
    }
  }
}
