import Events

extension TemplateFilters {
  /// `value | to_rfc3339(format)`.
  static let toRFC3339 = Function(
    template: "to_rfc3339", aliases: ["to_iso8601"],
    [.python("value"), .python("format", otherwise: .null)],
    about: "An instant of any spelling, in UTC with six fraction digits; null for no date.",
    examples: [
      .of(#""2024-03-05 10:11:12+02:00""#, gives: #""2024-03-05T08:11:12.000000Z""#),
      .of("1709633472", gives: #""2024-03-05T10:11:12.000000Z""#),
      .of(#""05/03/24""#, #""%d/%m/%y""#, gives: #""2024-03-05T00:00:00.000000Z""#),
      .of(#""soon""#, #""%d/%m/%y""#, gives: "failed"), .of("null", gives: "null"),
      .of("0", gives: "null"),
    ],
    prepare: DateFormatArgument.prepare
  ) { arguments in
    let value = arguments.value(0)
    guard value.isPresent, value.kind != .null, LooseDate.isGiven(value) else { return .null }
    let argument = arguments.prepared as? DateFormatArgument
    var format = argument?.format
    if argument == nil, arguments.isGiven(1) {
      guard let read = try? StrptimeFormat(arguments.text(1).string) else { return .failed }
      format = read
    }
    guard
      let instant = LooseDate.microseconds(
        value, format: format, zone: nil, now: arguments.now, in: arguments.scratch)
    else { return format == nil ? .null : .failed }
    return LooseDate.text(microseconds: instant, fraction: .always, in: arguments.scratch)
  }
}

/// A format that was known when the rules were loaded.
private final class DateFormatArgument: PreparedArgument {
  let format: StrptimeFormat?

  init(_ format: StrptimeFormat?) { self.format = format }

  @Sendable static func prepare(
    _ arguments: [ConstantArgument?], _: Resources
  ) -> Function.Prepared {
    guard arguments.count > 1 else { return .ready(DateFormatArgument(nil)) }
    switch arguments[1] {
    case .text(let text) where text != "timestamp":
      do {
        return .ready(DateFormatArgument(try StrptimeFormat(text)))
      } catch {
        return .invalid(argument: 1, message: error.message, help: nil)
      }
    case .null: return .ready(DateFormatArgument(nil))
    default: return .ready(UnknownFormat())
    }
  }
}

/// A format that is known only with the event.
private final class UnknownFormat: PreparedArgument {}
