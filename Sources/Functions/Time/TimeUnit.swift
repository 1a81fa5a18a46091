import Events

/// A unit that spans of time are counted in.
enum TimeUnit: Int {
  case nanosecond, microsecond, millisecond, second, minute, hour, day

  /// What rules call them.
  static let names = ["ns", "us", "ms", "s", "m", "h", "d"]
  /// Those that points in time are counted in since 1970.
  static let namesOfEpochs = Array(names[...TimeUnit.second.rawValue])

  var nanoseconds: Int {
    switch self {
    case .nanosecond: 1
    case .microsecond: 1_000
    case .millisecond: 1_000_000
    case .second: 1_000_000_000
    case .minute: 60_000_000_000
    case .hour: 3_600_000_000_000
    case .day: 86_400_000_000_000
    }
  }
}

extension Timestamp {
  /// The instant in nanoseconds since 1970.
  var totalNanoseconds: Int128 { Int128(seconds) * 1_000_000_000 + Int128(nanoseconds) }

  /// The instant that a value gives in one of the usual forms of dates; nil for another value, and when
  /// the scratch is exhausted.
  init?(_ value: Value, in scratch: Scratch) {
    guard value.isNumber || value.kind == .string, let text = JSONText.decoded(value, in: scratch),
      let instant = value.isNumber ? Timestamp.numeral(text, zone: nil) : Timestamp(text)
    else { return nil }
    self = instant
  }
}

extension Arguments {
  /// The argument as an instant, from the usual forms of dates.
  func instant(_ index: Int) throws(CallFailure) -> Timestamp {
    guard let instant = Timestamp(value(index), in: scratch) else { throw .notADate }
    return instant
  }

  /// Nanoseconds in the unit that the function's preparation chose, towards zero.
  func span(_ nanoseconds: Int128) throws(CallFailure) -> Operand {
    let unit = prepared(as: ChosenWord.self).flatMap { TimeUnit(rawValue: $0.place) } ?? .second
    guard let count = Int(exactly: nanoseconds / Int128(unit.nanoseconds)) else { throw .tooLarge }
    return .integer(count)
  }
}
