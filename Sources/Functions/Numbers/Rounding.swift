import Events

extension Function {
  /// `floor(number)`.
  static let floor = Function(
    "floor", parameters: [Parameter("number", .any)], returns: .integer,
    about: "The next integer below a number.",
    examples: [
      Example(["2.7"], "2"), Example(["-2.1"], "-3"), Example(["5"], "5"),
      Example(["1e19"], "failed"),
    ]
  ) { arguments in
    arguments.number { () throws(CallFailure) in try arguments.operand(0).rounded(.down) }
  }

  /// `ceil(number)`.
  static let ceil = Function(
    "ceil", parameters: [Parameter("number", .any)], returns: .integer,
    about: "The next integer above a number.",
    examples: [Example(["2.1"], "3"), Example(["-2.7"], "-2"), Example(["\"x\""], "failed")]
  ) { arguments in
    arguments.number { () throws(CallFailure) in try arguments.operand(0).rounded(.up) }
  }

  /// `round(number, [digits])`.
  static let round = Function(
    "round",
    parameters: [Parameter("number", .any), Parameter("digits", .integer, optional: true)],
    returns: .any,
    about: "The nearest integer, or with `digits` the nearest float of so many decimals; halves go "
      + "away from zero.",
    examples: [
      Example(["2.5"], "3"), Example(["-2.5"], "-3"), Example(["\"7.49\""], "7"),
      Example(["2.675", "2"], "2.68"), Example(["1.005", "1"], "1.0"), Example(["3", "2"], "3.0"),
      Example(["true"], "failed"),
    ]
  ) { arguments in
    arguments.number { () throws(CallFailure) in
      let number = try arguments.operand(0)
      guard let digits = arguments.integer(1) else {
        return try number.rounded(.toNearestOrAwayFromZero)
      }
      return .float(DecimalRounding.rounded(number.double, to: digits))
    }
  }

  /// `abs(number)`.
  static let abs = Function(
    "abs", parameters: [Parameter("number", .any)], returns: .any,
    about: "A number without its sign.",
    examples: [
      Example(["-5"], "5"), Example(["\"-0.5\""], "0.5"),
      Example(["-9223372036854775808"], "failed"),
    ]
  ) { arguments in
    arguments.number { () throws(CallFailure) in
      switch try arguments.operand(0) {
      case .float(let number): return .float(number.magnitude)
      case .integer(let number):
        guard number != .min else { throw .tooLarge }
        return .integer(Swift.abs(number))
      }
    }
  }
}

/// Rounds floats by their decimal spelling, as people read it: 2.675 is halfway between 2.67 and
/// 2.68, though its double is a little less.
enum DecimalRounding {
  /// The number with so many decimals.
  static func rounded(_ number: Double, to decimals: Int) -> Double {
    let clamped = Swift.max(-400, Swift.min(400, decimals))
    var digits: [UInt8] = []
    // Of 0.0125 the digits are 0, 0, 1, 2, 5 and the point stands behind the first of them.
    var point: Int?
    var exponent = 0
    let text = number.magnitude.description
    for (place, byte) in text.utf8.enumerated() {
      if byte == UInt8(ascii: "e") {
        exponent = Int(text.dropFirst(place + 1)) ?? 0
        break
      }
      if byte == UInt8(ascii: ".") { point = digits.count } else { digits.append(byte - 0x30) }
    }
    let kept = (point ?? digits.count) + exponent + clamped
    guard kept < digits.count else { return number }
    guard kept >= 0 else { return 0 }
    let isUp = digits[kept] >= 5
    // One digit more in front, for what is carried.
    var result = [0] + digits[..<kept]
    var place = result.count - 1
    if isUp {
      while result[place] == 9 {
        result[place] = 0
        place -= 1
      }
      result[place] += 1
    }
    let spelling =
      String(decoding: result.map { $0 + 0x30 }, as: UTF8.self) + "e\(-clamped)"
    let magnitude = Double(spelling) ?? number.magnitude
    return number < 0 ? -magnitude : magnitude
  }
}
