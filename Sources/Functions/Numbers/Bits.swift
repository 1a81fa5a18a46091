import Events

extension Function {
  /// `bit_and(a, b)`.
  static let bitAnd = declareBits(
    "bit_and", "The bits that two integers share.",
    [
      Example(["12", "10"], "8"), Example(["\"255\"", "15"], "15"),
      Example(["1.5", "1"], "failed"),
    ]
  ) { $0 & $1 }

  /// `bit_or(a, b)`.
  static let bitOr = declareBits(
    "bit_or", "The bits that either of two integers has.",
    [Example(["12", "10"], "14"), Example(["1", "\"x\""], "failed")]
  ) { $0 | $1 }

  /// `shift_right(number, places)`.
  static let shiftRight = Function(
    "shift_right", parameters: [Parameter("number", .any), Parameter("places", .any)],
    returns: .integer,
    about: "An integer without its lowest bits, so many as `places` says: 0 to 63.",
    examples: [
      Example(["165", "3"], "20"), Example(["-8", "1"], "-4"), Example(["1", "64"], "failed"),
      Example(["1", "-1"], "failed"),
    ]
  ) { arguments in
    arguments.number { () throws(CallFailure) in
      let places = try arguments.int64(1)
      guard (0..<64).contains(places) else { throw .tooLarge }
      return .integer(try arguments.int64(0) >> places)
    }
  }

  /// `bits(number)`.
  static let bits = Function(
    "bits", parameters: [Parameter("number", .any)], returns: .list,
    about: "The values of the bits that an integer has, from the lowest; for `lookup`.",
    examples: [
      Example(["5"], "[1,4]"), Example(["\"8\""], "[8]"), Example(["0"], "[]"),
      Example(["0.5"], "failed"),
    ]
  ) { arguments in
    do throws(CallFailure) {
      let number = try arguments.int64(0)
      var list = ListBuilder(in: arguments.scratch)
      for place in 0..<Int.bitWidth where number >> place & 1 == 1 {
        list.append(Number.value(1 << place, in: arguments.scratch))
      }
      return list.finish()
    } catch {
      return arguments.failed(error)
    }
  }

  private static func declareBits(
    _ name: String, _ about: String, _ examples: [Example],
    _ compute: @escaping @Sendable (Int, Int) -> Int
  ) -> Function {
    Function(
      name, parameters: [Parameter("a", .any), Parameter("b", .any)], returns: .integer,
      about: about, examples: examples
    ) { arguments in
      arguments.number { () throws(CallFailure) in
        .integer(compute(try arguments.int64(0), try arguments.int64(1)))
      }
    }
  }
}
