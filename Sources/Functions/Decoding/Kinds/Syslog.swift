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
    about:
      "An object: `priority`, `facility` and `severity` with `code` and `name`, `version`, `timestamp`, `host`, `appname`, "
      + "`procid`, `msgid`, `structured_data`, `message`. RFC 5424, and RFC 3164 with what daemons and devices make of it: a "
      + "date of RFC 3339, a year or a zone beside the date, no host, no priority. Facilities are `kern user mail daemon auth "
      + "syslog lpr news uucp cron authpriv ftp ntp audit alert clock local0` … `local7`, severities `emerg alert crit err "
      + "warning notice info debug`. `-` stands for nothing; one blank before the text, a byte order mark and a line feed at "
      + "the end are taken off. With a priority and no date all that follows is `message`; without either the text does not "
      + "decode.",
    examples: [
      Example(
        "<34>1 2003-10-11T22:14:15.003Z mymachine su 77 ID47 - failed for ann",
        gives:
          #"{"priority":34,"facility":{"code":4,"name":"auth"},"severity":{"code":2,"name":"crit"},"version":1,"timestamp":"2003-10-11T22:14:15.003Z","host":"mymachine","appname":"su","procid":"77","msgid":"ID47","message":"failed for ann"}"#
      ),
      Example(
        "<13>Oct 11 22:14:15 host app[7]: text", #"near: '"2022-11-01T00:00:00Z"'"#,
        gives:
          #"{"priority":13,"facility":{"code":1,"name":"user"},"severity":{"code":5,"name":"notice"},"timestamp":"2022-10-11T22:14:15Z","host":"host","appname":"app","procid":"7","message":"text"}"#
      ),
      Example("text", gives: "failed"),
    ]
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
