import Events

extension DecodeKind {
  /// `decode: {syslog: message, name: syslog, tz: Europe/Paris}`.
  static let syslog = DecodeKind(
    "syslog",
    options: [
      Option("tz", .constantText, about: "The zone of dates that name none; UTC by default."),
      Option(
        "near", .computed,
        about: "The date that those without a year are near to; the time of the run by default."),
    ], sources: .scalars, result: .object, failure: "no message of syslog",
    about: "An object: `priority`, `facility`, `severity`, `timestamp`, `host`, `appname`, …"
  ) { settings in
    var zone: ZoneRules?
    if let name = settings.text("tz") {
      zone = settings.resources.zone(writtenAs: name)
      guard zone != nil else {
        return settings.refuse(
          DecodeMistake(
            .constant, "there is no time zone `\(name)`", in: "tz",
            help: "write an IANA name such as `Europe/Paris`, or an offset such as `+02:00`"))
      }
    }
    let dates = SyslogDate(zone: zone)
    return TextDecoder(names: .paths(SyslogMessage.paths)) { source, fields in
      guard let now = now(fields) else { return false }
      return fields.fill(
        with: SyslogText.object(source.spelling, dates: dates, near: now, in: fields.scratch))
    }
  }

  /// What dates without a year are near to; nil where that is given and no date.
  private static func now(_ fields: any DecodedFields) -> Int? {
    let near = fields.parameter
    guard near.isPresent, near.kind != .null else {
      return Timestamp.seconds(ofMilliseconds: fields.now)
    }
    return Timestamp(near, in: fields.scratch)?.seconds
  }
}
