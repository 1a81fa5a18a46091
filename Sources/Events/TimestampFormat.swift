/// How dates are read, decided once: by a `strptime` format such as `%d/%m/%Y %H:%M:%S`, as a count, or
/// by the forms that need neither; and the zone of dates that name none.
public final class TimestampFormat: Sendable {
  /// Why a format cannot be used.
  public struct Failure: Error, Hashable {
    /// What is wrong: one sentence, lower case, no full stop.
    public let message: String
    /// What to write instead, where that is known.
    public let help: String?
  }

  enum Item: Sendable {
    case byte(UInt8)
    /// One or more blanks.
    case blanks
    case field(UInt8)
  }

  enum Form: Sendable {
    /// The forms that need no format.
    case usual
    case items([Item])
    /// A number that counts from 1970.
    case count(EpochUnit)
  }

  let form: Form
  /// Whether it tells the day and no year, so that what it reads depends on the time.
  public let isYearless: Bool
  /// The zone assumed for dates that name none; nil for UTC.
  public let zone: ZoneRules?

  /// Whether it is the default: the forms that need no format, and UTC.
  public var isAutomatic: Bool {
    if case .usual = form { zone == nil } else { false }
  }

  /// The letters that may follow `%`.
  static let letters = "YmdHMSfybBaApIjzZseTDF%"

  /// Reads a format; nil stands for the forms that need none.
  ///
  /// A format used for parsing must contain month and day, or a count; throws `Failure` if it does
  /// not.
  public init(_ pattern: String?, zone: ZoneRules? = nil, isForParsing: Bool = true) throws(Failure)
  {
    self.zone = zone
    guard let pattern else {
      form = .usual
      isYearless = false
      return
    }
    var items: [Item] = []
    try TimestampFormat.read(Array(pattern.utf8), into: &items)
    form = .items(items)
    let fields = items.compactMap { if case .field(let letter) = $0 { letter } else { nil } }
    func has(_ letters: StaticString) -> Bool { Bytes(letters).contains(where: fields.contains) }
    let hasDay = has("mbB") && has("de")
    isYearless = hasDay && !has("sYy")
    if isForParsing, !has("s"), !hasDay, !(has("Yy") && has("j")) {
      throw Failure(
        message: "the format tells no full date", help: "it needs %Y, %m and %d, or %s")
    }
  }

  /// Reads numbers, whole or not, that count from 1970.
  public init(counting unit: EpochUnit) {
    form = .count(unit)
    isYearless = false
    zone = nil
  }

  private static func read(_ pattern: [UInt8], into items: inout [Item]) throws(Failure) {
    guard pattern.count <= 256 else {
      throw Failure(message: "the format is longer than 256 bytes", help: nil)
    }
    var index = 0
    while index < pattern.count {
      let byte = pattern[index]
      index += 1
      if byte == 0x20 || byte &- 9 <= 4 {
        if case .blanks? = items.last { continue }
        items.append(.blanks)
        continue
      }
      guard byte == UInt8(ascii: "%") else {
        items.append(.byte(byte))
        continue
      }
      guard index < pattern.count else {
        throw Failure(message: "the format ends in a single %", help: "write %% for a percent sign")
      }
      let letter = pattern[index]
      index += 1
      switch letter {
      case UInt8(ascii: "T"): try read(Array("%H:%M:%S".utf8), into: &items)
      case UInt8(ascii: "D"): try read(Array("%m/%d/%y".utf8), into: &items)
      case UInt8(ascii: "F"): try read(Array("%Y-%m-%d".utf8), into: &items)
      case UInt8(ascii: "%"): items.append(.byte(letter))
      default:
        guard letters.utf8.contains(letter) else {
          let name = letter < 0x80 ? "%\(Unicode.Scalar(letter))" : "% and another character"
          throw Failure(
            message: "\(name) is no part of a date format",
            help: "the parts are \(letters.map { "%\($0)" }.joined(separator: " "))")
        }
        items.append(.field(letter))
      }
    }
  }

  static let months: [StaticString] = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
  static let shortMonths: [StaticString] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
  static let weekdays: [StaticString] = [
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
  ]
  static let shortWeekdays: [StaticString] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  // Joined once: a list made for each date would be allocated.
  static let anyMonths = months + shortMonths
  static let anyWeekdays = weekdays + shortWeekdays
  static let halves: [StaticString] = ["AM", "PM"]
}
