import Events
import Functions
import Testing

@Suite struct LooseDateTests {
  /// 2026-05-28.
  private static let now = 1_780_000_000_000

  /// What a JSON value is read as and written as; nil when it is no date.
  private func read(
    _ json: String, format: String? = nil, zone: String? = nil, epoch: Bool = false,
    fraction: LooseDate.Fraction = .whenNotZero
  ) throws -> String? {
    let format = try format.map { try StrptimeFormat($0) }
    let scratch = Scratch()
    var json = json
    var zone = zone ?? ""
    let bytes = json.withUTF8 { utf8 in
      utf8.baseAddress.flatMap { scratch.copy(Bytes($0, count: utf8.count)) } ?? .empty
    }
    let place = zone.withUTF8 { utf8 in
      utf8.baseAddress.flatMap { DateZone(Bytes($0, count: utf8.count), in: .system) }
    }
    return withExtendedLifetime(scratch) {
      guard let value = JSONScanner.value(in: bytes, scratch: scratch) else { return nil }
      let instant =
        epoch
        ? LooseDate.epoch(value, zone: place, in: scratch)
        : LooseDate.microseconds(
          value, format: format, zone: place, now: Self.now, in: scratch)
      guard let instant else { return nil }
      return LooseDate.text(microseconds: instant, fraction: fraction, in: scratch).spelling.string
    }
  }

  @Test(
    arguments: [
      ("2022-03-15T07:24:54.438105Z", "2022-03-15T07:24:54.438105Z"),
      ("2022-03-15T07:24:54.1234567Z", "2022-03-15T07:24:54.123456Z"),
      ("2022-03-15T07:24:54.999999999+01:00", "2022-03-15T06:24:54.999999Z"),
      ("2022-03-15 07:24:54,4", "2022-03-15T07:24:54.400000Z"),
      ("20220315T072454Z", "2022-03-15T07:24:54Z"),
      ("20220315T0724", "2022-03-15T07:24:00Z"), ("20220315", "2022-03-15T00:00:00Z"),
      ("220315", "2015-03-22T00:00:00Z"), ("2022-03-15 \\n07:24", "2022-03-15T07:24:00Z"),
      ("2022/03/15 07:24", "2022-03-15T07:24:00Z"), ("15.03.2022", "2022-03-15T00:00:00Z"),
      ("03/04/2022", "2022-03-04T00:00:00Z"), ("13/04/2022", "2022-04-13T00:00:00Z"),
      ("9/16/19 10:00", "2019-09-16T10:00:00Z"), ("01/02/77", "1977-01-02T00:00:00Z"),
      ("01/02/75", "2075-01-02T00:00:00Z"), ("01/02/76", "1976-01-02T00:00:00Z"),
      ("3/24/2022 2:42:35 PM", "2022-03-24T14:42:35Z"), ("12 am", "2026-01-01T00:00:00Z"),
      ("3/24/2022 2:42:35\\u202fPM", "2022-03-24T14:42:35Z"),
      ("Mon Jan  2 15:04:05 2006", "2006-01-02T15:04:05Z"),
      ("Mon Jan  2 15:04:05 MST 2006", "2006-01-02T15:04:05Z"),
      ("Mon, 02 Jan 2006 15:04:05 -0700", "2006-01-02T22:04:05Z"),
      ("Mon, 02 Jan 2006 15:04:05 -0300 (BRT)", "2006-01-02T18:04:05Z"),
      ("10/Oct/2000 13:55:36 -0700", "2000-10-10T20:55:36Z"),
      ("10/Oct/2000:13:55:36 -0700", nil),
      ("Feb  7 13:43:37", "2026-02-07T13:43:37Z"), ("Sept 7", "2026-09-07T00:00:00Z"),
      ("Wed 10:00", "2026-01-07T10:00:00Z"), ("10h30m15s", "2026-01-01T10:30:15Z"),
      ("06 September, 08:01 UTC+00:00", "2026-09-06T08:01:00Z"),
      ("2022-03-15 07:24 UTC+3", "2022-03-15T10:24:00Z"),
      ("2022-03-15 07:24 XYZ", "2022-03-15T07:24:00Z"),
      ("2022-03-15 07:24 CEST", "2022-03-15T07:24:00Z"),
      ("2022-03-15 07:24 GMT", "2022-03-15T07:24:00Z"),
      ("2024-10-22T08:54:17.012+02:0", "2024-10-22T06:54:17.012000Z"),
      ("Jan of 01", "2001-01-01T00:00:00Z"), ("10:20.5", "2026-01-01T10:20:30Z"),
      ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"),
      (" \\u00a02022-03-15 ", "2022-03-15T00:00:00Z"),
      ("0001-01-01T00:00:00+01:00", nil), ("9999-12-31T23:59:59-01:00", nil), ("", nil), (" ", nil),
      ("2022-02-29", nil), ("2022-13-13", nil), ("0000-01-01", nil), ("13:00 PM", nil),
      ("PM", nil), ("hello", nil), ("2022-03-15T07:24:60Z", nil), ("2022-03-15T24:00", nil),
      ("1/2/3/4", nil), ("Jan-", nil), ("10:00 +", nil), ("10:00 +9999", nil), ("nan", nil),
      ("1e5", nil), ("２０２２", nil), ("12.a", nil), ("Jan Feb", nil), ("-", nil),
      ("1 99999999999999999999999", nil), ("10:00 +99999999999999:00", nil),
    ] as [(String, String?)])
  func detected(text: String, expected: String?) throws {
    #expect(try read("\"\(text)\"") == expected)
  }

  @Test(
    arguments: [
      ("2022-07-15 12:00", "Europe/Paris", "2022-07-15T10:00:00Z"),
      ("2022-01-15 12:00", "Europe/Paris", "2022-01-15T11:00:00Z"),
      ("2022-10-30 02:30", "Europe/Paris", "2022-10-30T00:30:00Z"),
      ("2022-03-27 02:30", "Europe/Paris", "2022-03-27T01:30:00Z"),
      ("2022-01-15 12:00", " CET ", "2022-01-15T11:00:00Z"),
      ("2022-01-15 12:00", "-0330", "2022-01-15T15:30:00Z"),
      ("2022-01-15 12:00", "+05:30", "2022-01-15T06:30:00Z"),
      ("2022-01-15 12:00", "IST", "2022-01-15T06:30:00Z"),
      ("2022-01-15 12:00Z", "IST", "2022-01-15T12:00:00Z"),
      ("2022-01-15 12:00", "Nowhere/City", "2022-01-15T12:00:00Z"),
      ("2022-01-15 12:00", "../../etc/passwd", "2022-01-15T12:00:00Z"),
      ("2022-01-15 12:00", "UTC+2", "2022-01-15T12:00:00Z"), ("2022-01-15 12:00", "+9900", nil),
      ("1647329094", "+0200", "2022-03-15T05:24:54Z"), ("1647329094", "", "2022-03-15T07:24:54Z"),
      // The blank keeps it from being read as local.
      (" 1647329094", "+0200", "2022-03-15T07:24:54Z"),
    ] as [(String, String, String?)])
  func zones(text: String, zone: String, expected: String?) throws {
    #expect(try read("\"\(text)\"", zone: zone) == expected)
  }

  /// Counts are scaled to ten characters, and the doubles show.
  @Test(
    arguments: [
      ("\"1647329094\"", "2022-03-15T07:24:54.000000Z"), ("0", "1970-01-01T00:00:00.000000Z"),
      ("1647329094438", "2022-03-15T07:24:54.438000Z"),
      ("\"1602586934900309053\"", "2020-10-13T11:02:14.900309Z"),
      ("\"123456789\"", "2009-02-13T23:31:30.000000Z"),
      ("-11644473600000", "1966-04-24T06:14:24.000000Z"),
      ("1647329094.438", "2022-03-15T07:24:54.438000Z"),
      ("1647329094.0000005", "2022-03-15T07:24:54.000000Z"),
      ("1.5", "1970-01-01T00:00:01.500000Z"), ("-1.5", "1969-12-31T23:59:58.500000Z"),
      ("0.0000015", "1970-01-01T00:00:00.000002Z"), ("0.00001", nil), ("1e300", nil),
      ("\"253402300799\"", "2050-04-19T23:16:47.990000Z"), ("\"12345678\"", nil), ("true", nil),
      ("[1]", nil), ("{}", nil), ("null", nil),
    ] as [(String, String?)])
  func counts(json: String, expected: String?) throws {
    #expect(try read(json, fraction: .always) == expected)
  }

  @Test(
    arguments: [
      ("12", "2008-01-10T21:20:00Z"), (" 1647329094 ", "1970-07-10T15:54:50.940000Z"),
      ("+1647329094", "1975-03-22T15:08:29.400000Z"), ("1.5", "1970-01-01T00:00:01.500000Z"),
      ("1.", "1970-01-01T00:00:01Z"), (".5", "1970-01-01T00:00:00.500000Z"), ("", nil), ("-", nil),
      (".", nil), ("1.2.3", nil), ("0x10", nil), ("2022-03-15", nil),
    ] as [(String, String?)])
  func namedCounts(text: String, expected: String?) throws {
    #expect(try read("\"\(text)\"", epoch: true) == expected)
  }

  @Test(
    arguments: [
      ("%d/%b/%Y:%H:%M:%S %z", "10/oct/2000:13:55:36   -0700", "2000-10-10T20:55:36Z"),
      ("%Y-%m-%d %H:%M:%S%z", "2022-03-15 07:24:54+01:30", "2022-03-15T05:54:54Z"),
      ("%Y-%m-%d %H:%M:%S%z", "2022-03-15 07:24:54Z", "2022-03-15T07:24:54Z"),
      ("%Y-%m-%d %H:%M:%S%z", "2022-03-15 07:24:54+01:0000", nil),
      ("%Y-%m-%d %H:%M:%S%z", "2022-03-15 07:24:54+9900", nil),
      ("%a, %d %b %Y %H:%M:%S %Z", "Tue, 15 Mar 2022 07:24:54 GMT", "2022-03-15T07:24:54Z"),
      ("%a, %d %b %Y %H:%M:%S %Z", "Tue, 15 Mar 2022 07:24:54 CET", nil),
      ("%Y-%m-%d-%H.%M.%S.%f", "2022-03-15-07.24.54.4381", "2022-03-15T07:24:54.438100Z"),
      ("%y%m%d%H%M%S.%f", "220315072454.438", "2022-03-15T07:24:54.438000Z"),
      ("%y%m%d%H%M%S.%f", "20220315072454.438", nil), ("%H%M", "712", "2026-01-01T07:12:00Z"),
      ("%b %d %H:%M:%S", "Mar  5 07:24:54", "2026-03-05T07:24:54Z"),
      ("%I:%M %p %d %B %Y", "12:05 am 5 March 2022", "2022-03-05T00:05:00Z"),
      ("%c", "Tue Mar 15 07:24:54 2022", "2022-03-15T07:24:54Z"),
      ("%x %X", "03/15/69 07:24:54", "1969-03-15T07:24:54Z"),
      ("%Y %j", "2024 366", "2024-12-31T00:00:00Z"),
      ("%Y %U %w", "2022 11 2", "2022-03-15T00:00:00Z"),
      ("%Y %W %a", "2022 11 tue", "2022-03-15T00:00:00Z"),
      ("%G-W%V-%u", "2022-W11-2", "2022-03-15T00:00:00Z"),
      ("[%Y] (%m)%%", "[2022] (3)%", "2022-03-01T00:00:00Z"),
      ("%d %m", "29 2", nil), ("%Y-%m-%d", "2022-02-29", nil),
      ("%Y", "2022 ", "2022-01-01T00:00:00Z"),
      ("%Y", "20222", nil), ("%Y", "0000", nil), ("%S", "61", nil),
    ] as [(String, String, String?)])
  func formats(format: String, text: String, expected: String?) throws {
    #expect(try read("\"\(text)\"", format: format) == expected)
  }

  @Test(arguments: ["%q", "%", "%Y %Y", "%e", "%G %j", "%V %a %Y", "%c %Y", "%é"])
  func uselessFormats(format: String) {
    #expect(throws: StrptimeFormat.Failure.self) { try StrptimeFormat(format) }
  }

  @Test func longTexts() throws {
    for piece in ["1", "1 ", "Jan of ", "12.a", "1,", "a.", " ", "(", "é"] {
      for count in [30, 85, 256, 5000] {
        _ = try read("\"\(String(repeating: piece, count: count))\"")
        _ = try read("\"\(String(repeating: piece, count: count))\"", epoch: true)
      }
    }
    #expect(try read("\"2022-03-15\(String(repeating: " ", count: 400))\"") != nil)
    #expect(try read("\"2022-03-15\(String(repeating: ",", count: 400))\"") == nil)
  }

  /// Any heap of date pieces is read or refused; nothing traps.
  @Test func noise() throws {
    let pieces = [
      "2022", "99999999999", "03", "15", "T", "Z", ":", "-", "+", ".", ",", " ", "/", "jan", "Mon",
      "am", "PM", "CET", "UTC", "of", "h", "s", "(", ")", "072454", "20220315", "é", "\u{202f}",
      "12.5", "٣", "inf", "\0", "%",
    ]
    var random = SystemRandomNumberGenerator()
    let format = try StrptimeFormat("%Y-%m-%d %H:%M:%S.%f %z")
    let scratch = Scratch()
    for _ in 0..<20_000 {
      scratch.reset()
      var text = ""
      for _ in 0..<Int.random(in: 1...12, using: &random) {
        text += pieces.randomElement(using: &random) ?? ""
      }
      text.withUTF8 { utf8 in
        guard let base = utf8.baseAddress else { return }
        let value = Value.text(Bytes(base, count: utf8.count))
        for format in [nil, format] {
          let instant = LooseDate.microseconds(
            value, format: format, zone: DateZone(value.spelling, in: .system), now: Self.now,
            in: scratch)
          if let instant {
            let written = LooseDate.text(microseconds: instant, fraction: .always, in: scratch)
            #expect(Timestamp.isCanonical(written.spelling))
          }
        }
        _ = LooseDate.epoch(value, zone: nil, in: scratch)
      }
    }
  }
}
