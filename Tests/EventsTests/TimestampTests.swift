import Events
import Machine
import Testing

@Suite struct TimestampTests {
  @Test(
    arguments: [
      ("2022-03-15T07:24:54.438105Z", "2022-03-15T07:24:54.438105Z"),
      ("2022/03/15 07:24:54.438105", "2022-03-15T07:24:54.438105Z"),
      ("2022-03-15 07:24:54,4", "2022-03-15T07:24:54.4Z"),
      ("2022-03-15T07:24:54+02:00", "2022-03-15T05:24:54Z"),
      ("2022-03-15T07:24:54-0730", "2022-03-15T14:54:54Z"),
      ("2022-03-15T00:24+01", "2022-03-14T23:24:00Z"), ("2022-03-15", "2022-03-15T00:00:00Z"),
      ("2022-03-15 07:24:54 UTC", "2022-03-15T07:24:54Z"),
      ("2022-03-15t07:24:54z", "2022-03-15T07:24:54Z"),
      ("2022-03-15T07:24:54.1234567891234Z", "2022-03-15T07:24:54.123456789Z"),
      ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"),
      (" 2024-02-29T00:00:00Z ", "2024-02-29T00:00:00Z"), ("0", nil),
      ("1647329094", "2022-03-15T07:24:54Z"), ("1647329094438", "2022-03-15T07:24:54.438Z"),
      ("1647329094438105", "2022-03-15T07:24:54.438105Z"),
      ("1647329094438105999", "2022-03-15T07:24:54.438105999Z"),
      ("1647329094.5", "2022-03-15T07:24:54.5Z"), ("-1647329094438", nil),
      ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
      ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"),
      ("0001-01-01T00:00:00+01:00", nil), ("9999-12-31T23:59:59-01:00", nil),
      ("2022-02-29", nil), ("2022-13-01", nil), ("2022-00-01", nil), ("2022-01-00", nil),
      ("0000-01-01T00:00:00Z", nil), ("2022-03-15T24:00:00Z", nil), ("2022-03-15T07:60:00Z", nil),
      ("2022-03-15T07:24:61Z", nil), ("2022-03-15T07:24:54.Z", nil), ("2022-03-15T", nil),
      ("2022-03/15", nil), ("20220315", "2022-03-15T00:00:00Z"), ("", nil), ("abc", nil),
      ("2022-03-15T07:24:54Zx", nil),
      ("2022-03-15T07:24:54+25:00", nil), ("2022-3-15", nil), ("-", nil), ("１", nil),
      ("99999999999999999999", nil),
    ] as [(String, String?)])
  func automatic(text: String, expected: String?) {
    let result = written(text) { bytes, scratch in
      Timestamp(bytes)?.value(in: scratch)?.spelling
    }
    #expect(result == expected)
  }

  @Test(
    arguments: [
      ("00017000000000", nil), ("0999999999", "2001-09-09T01:46:39Z"),
      ("1.7E9", "2023-11-14T22:13:20Z"),
      ("0.17e10", "2023-11-14T22:13:20Z"), ("17000000000e-1", "2023-11-14T22:13:20.0Z"),
      ("1.7E+999", nil), ("1.7E9x", nil), ("1.", nil), ("1e", nil), ("1700000000.", nil),
      ("1700000000.1234567891", "2023-11-14T22:13:20.123456789Z"),
      ("1700000000250125500.75", "2023-11-14T22:13:20.250125500Z"),
      ("133444736002500000", "2023-11-14T22:13:20.25Z"),
      ("133444736001234567.89", "2023-11-14T22:13:20.123456789Z"),
      ("2.0231114E7", "2023-11-14T00:00:00Z"), ("20231114.0", "2023-11-14T00:00:00Z"),
      ("197001010000", "1970-01-01T00:00:00Z"), ("202313142213", "1976-05-30T14:05:42.213Z"),
      (String(repeating: "9", count: 70), nil),
    ] as [(String, String?)])
  func numerals(text: String, expected: String?) {
    let result = written(text) { Timestamp($0)?.value(in: $1)?.spelling }
    #expect(result == expected)
  }

  @Test func canonicalOnesAreExactlyThoseThatStay() {
    let texts = [
      "2022-03-15T07:24:54Z", "2022-03-15T07:24:54.1Z", "2024-02-29T23:59:59.123456789Z",
      "2022-03-15T07:24:54.Z", "2022-02-29T00:00:00Z", "2022-03-15t07:24:54Z",
      "2022-03-15T07:24:54.1234567890Z", "2022-03-15T07:24:60Z", "2022-03-15 07:24:54Z",
      "0000-03-15T07:24:54Z", "2022-03-15T07:24:5xZ", "2022-03-15T07:24:54.12x4Z",
      "2022-04-31T07:24:54Z", "1900-02-29T00:00:00Z", "2000-02-29T00:00:00Z",
    ]
    for text in texts {
      let result = written(text) { Timestamp($0)?.value(in: $1)?.spelling }
      withBytes(text) { bytes, _ in
        #expect(Timestamp.isCanonical(bytes) == (result == text), "\(text)")
      }
    }
  }

  @Test func calendarGoesThereAndBack() {
    for (first, last) in [(1, 30), (1890, 2110), (9970, 9999)] {
      let start = CivilDate.days(year: first, month: 1, day: 1)
      var previous = CivilDate.date(days: start - 1)
      var failures = 0
      for days in start...CivilDate.days(year: last, month: 12, day: 31) {
        let date = CivilDate.date(days: days)
        let length = CivilDate.daysInMonth(previous.month, of: previous.year)
        let follows =
          date.day == previous.day + 1 && date.month == previous.month
          || date.day == 1 && previous.day == length && date.month == previous.month % 12 + 1
        let returns =
          CivilDate.days(year: date.year, month: date.month, day: date.day) == days
        if !follows || !returns { failures += 1 }
        previous = date
      }
      #expect(failures == 0)
      #expect(previous == (last, 12, 31))
    }
    #expect(CivilDate.date(days: 0) == (1970, 1, 1))
    #expect(CivilDate.weekday(days: 0) == 4)
    #expect(CivilDate.weekday(days: -5) == 6)
  }

  /// A zone of the machine's database.
  private static func zone(_ name: String) -> ZoneRules? {
    ZoneRules(named: name) { try? DiskFiles().read("/usr/share/zoneinfo/\($0)", limit: 1 << 20) }
  }

  @Test(
    arguments: [
      ("%d/%m/%Y %H:%M:%S", nil, "15/03/2022 07:24:54", "2022-03-15T07:24:54Z"),
      ("%d/%b/%Y:%T %z", nil, "15/Mar/2022:07:24:54 +0100", "2022-03-15T06:24:54Z"),
      ("%A, %d-%B-%y %I:%M:%S %p", nil, "Tuesday, 15-march-22 12:05:00 AM", "2022-03-15T00:05:00Z"),
      ("%D %I %p", nil, "03/15/22 12 pm", "2022-03-15T12:00:00Z"),
      ("%Y-%j", nil, "2024-366", "2024-12-31T00:00:00Z"), ("%Y-%j", nil, "2023-366", nil),
      ("%s.%f", nil, "1647329094.438", "2022-03-15T07:24:54.438Z"),
      ("%F %T%z", nil, "2022-03-15 07:24:54Z", "2022-03-15T07:24:54Z"),
      ("%a %b %e %H:%M:%S %Z %Y", nil, "Tue Mar  5 07:24:54 UTC 2022", "2022-03-05T07:24:54Z"),
      ("%F %Z", nil, "2022-03-15 CET", nil),
      ("%F %Z", "Europe/Paris", "2022-03-15 CET", "2022-03-14T23:00:00Z"),
      ("%F %Z", "Europe/Paris", "2022-07-15 cet", "2022-07-14T23:00:00Z"),
      ("%F %Z", "Europe/Paris", "2022-07-15 CEST", "2022-07-14T22:00:00Z"),
      ("%F %Z", "Europe/Paris", "2022-03-15 PST", nil),
      ("%F %Z", nil, "2022-03-15 PST", "2022-03-15T08:00:00Z"),
      ("%F %Z", "Europe/Paris", "2022-03-15 Etcetera", nil),
      ("%F %Z", "Europe/London", "1942-07-15 BDST", "1942-07-14T22:00:00Z"),
      ("%F %Z", "Europe/Moscow", "2012-07-15 MSK", "2012-07-14T20:00:00Z"),
      ("%F %Z", "Europe/Moscow", "2022-07-15 MSK", "2022-07-14T21:00:00Z"),
      ("%d/%m/%Y %H:%M", "Europe/Paris", "15/07/2022 08:00", "2022-07-15T06:00:00Z"),
      ("%F %T", "Europe/Paris", "2022-03-27 02:30:00", "2022-03-27T01:30:00Z"),
      ("%F %T", "Europe/Paris", "2022-10-30 02:30:00", "2022-10-30T00:30:00Z"),
      ("%F %T", "Europe/Paris", "2090-07-01 12:00:00", "2090-07-01T10:00:00Z"),
      ("%F %T", "Europe/Paris", "2090-01-01 12:00:00", "2090-01-01T11:00:00Z"),
      ("%F %T", "Australia/Sydney", "2090-01-01 12:00:00", "2090-01-01T01:00:00Z"),
      ("%F %T", "Asia/Kolkata", "2022-01-01 00:00:00", "2021-12-31T18:30:00Z"),
      ("%F %T", "America/New_York", "1900-01-01 00:00:00", "1900-01-01T05:00:00Z"),
      ("%Y%%%m%%%d", nil, "2022%03%15", "2022-03-15T00:00:00Z"),
      ("%Y %m %d", nil, "2022   3 5", "2022-03-05T00:00:00Z"), ("%Y %m %d", nil, "2022 3", nil),
      ("%F", nil, "2022-03-15x", nil), ("%F", nil, "2022-02-30", nil),
    ] as [(String, String?, String, String?)])
  func formats(pattern: String, zone: String?, text: String, expected: String?) throws {
    let format = try TimestampFormat(pattern, zone: zone.flatMap { Self.zone($0) })
    #expect(zone == nil || format.zone != nil)
    let result = written(text) { format.parse($0, near: 0)?.value(in: $1)?.spelling }
    #expect(result == expected)
  }

  @Test(arguments: ["%H:%M", "%Y-%m", "%Q %Y-%m-%d", "%F %", "%é"])
  func badFormats(pattern: String) {
    #expect(throws: TimestampFormat.Failure.self) { try TimestampFormat(pattern) }
  }

  @Test(arguments: [
    "../../etc/passwd", "/etc/passwd", "Europe/../UTC", "", "Europe/", "/", ".", "No/Such",
    "Europe",
    "tzdata.zi", "UTC\u{0}", "posix/./UTC",
  ])
  func badZones(name: String) { #expect(Self.zone(name) == nil) }
}
