import Events

extension DecodeKind {
  /// `date.parse`.
  static let parseDate = DecodeKind(
    "date.parse",
    options: [
      Option(
        "format", .constantText,
        about: "Directives of `strptime`, or `timestamp` for a count since 1970."),
      Option("timezone", .computed, about: "The zone of dates without an offset; UTC by default."),
    ], sources: [.scalars, .undecoded], result: .single("date"), failure: "no date",
    about: "A date in UTC."
  ) { settings in
    var reading = DateReading(resources: settings.resources)
    switch settings.text("format") ?? "" {
    case "": break
    case "timestamp": reading.isEpoch = true
    case let format:
      do throws(StrptimeFormat.Failure) {
        reading.format = try StrptimeFormat(format)
      } catch {
        return settings.refuse(
          DecodeMistake(.pattern, error.message + "; the stage always fails", in: "format"))
      }
    }
    if let name = settings.text("timezone"), !name.isEmpty {
      reading.zone = zone(name, settings.resources)
      if reading.zone == nil {
        settings.note(
          DecodeMistake(
            .constant, "there is no time zone `\(name)`; UTC is taken", in: "timezone",
            help: "write a name such as `Europe/Paris`, `CET` or `+0200`"))
      }
    }
    return TextDecoder { [reading] source, fields in reading.read(source, into: fields) }
  }

  private static func zone(_ name: String, _ resources: Resources) -> DateZone? {
    // Names are looked up by whole words of memory.
    name.withBytes { utf8 in
      PaddedMemory().with(utf8) { DateZone($0.bytes, in: resources) }
    }
  }
}

/// How the texts of dates are read.
private struct DateReading: Sendable {
  let resources: Resources
  var format: StrptimeFormat?
  var isEpoch = false
  /// The zone where the event gives none.
  var zone: DateZone?

  /// A date; where the text is none and no format was asked for, nothing is given at all.
  func read(_ source: Value, into fields: any DecodedFields) -> Bool {
    let scratch = fields.scratch
    guard LooseDate.isGiven(source) else { return fields.set(.failed) }
    var zone = zone
    if fields.parameter.kind == .string,
      let name = JSONText.decoded(fields.parameter, in: scratch), name.count > 0
    {
      zone = DateZone(name, in: resources)
    }
    var instant =
      isEpoch
      ? LooseDate.epoch(source, zone: zone, in: scratch)
      : LooseDate.microseconds(source, format: format, zone: zone, now: fields.now, in: scratch)
    // A text of another form than the expected one is still read by what it looks like.
    if instant == nil, format != nil {
      instant = LooseDate.microseconds(
        source, format: nil, zone: zone, now: fields.now, in: scratch)
    }
    guard let instant else {
      return fields.set(.failed) && format == nil && !isEpoch
    }
    return fields.set(LooseDate.text(microseconds: instant, fraction: .always, in: scratch))
  }
}
