import Events
import Functions
import Testing

@Suite struct CastTests {
  private func cast(
    _ json: String, _ kind: CastKind, as format: TimestampFormat? = nil, now: Int = 0
  ) -> String? {
    withText(json) { bytes, scratch in
      guard let value = JSONScanner.value(in: bytes, scratch: scratch),
        let result = kind.cast(value, as: format, now: now, in: scratch)
      else { return nil }
      return spelled(result, scratch)
    }
  }

  private func spelled(_ value: Value, _ scratch: Scratch) -> String {
    var builder = ByteBuilder(in: scratch)
    builder.appendJSON(value)
    return builder.finish()?.string ?? ""
  }

  @Test(
    arguments: [
      (.keyword, "\"a\\n\"", "\"a\\n\""), (.keyword, "1.10", "\"1.10\""),
      (.keyword, "true", "\"true\""),
      (.keyword, "{}", nil), (.keyword, "null", nil),
      (.long, "7", "7"), (.long, "\" 42 \"", "42"), (.long, "\"007\"", "7"),
      (.long, "\"-0\"", "-0"),
      (.long, "9223372036854775807", "9223372036854775807"), (.long, "9223372036854775808", nil),
      (.long, "-9223372036854775808", "-9223372036854775808"), (.long, "3.0", "3"),
      (.long, "1e3", "1000"), (.long, "3.5", nil), (.long, "\"x\"", nil), (.long, "\"\"", nil),
      (.long, "true", nil), (.long, "1e400", nil), (.long, "\"0x1F\"", nil),
      (.integer, "2147483647", "2147483647"), (.integer, "2147483648", nil),
      (.integer, "-2147483649", nil), (.short, "\"-32768\"", "-32768"), (.short, "32768", nil),
      (.byte, "127", "127"), (.byte, "1e3", nil), (.byte, "1.28e2", nil), (.byte, "1e2", "100"),
      (.unsignedLong, "18446735308637077504", "18446735308637077504"),
      (.unsignedLong, "\" 18446744073709551615 \"", "18446744073709551615"),
      (.unsignedLong, "18446744073709551616", nil), (.unsignedLong, "99999999999999999999", nil),
      (.unsignedLong, "018446735308637077504", nil), (.unsignedLong, "-1", nil),
      (.unsignedLong, "7", "7"), (.unsignedLong, "\"007\"", "7"), (.unsignedLong, "-3.0", nil),
      (.unsignedLong, "184467440737095516150000", nil), (.unsignedLong, "\"\"", nil),
      (.float, "1.50", "1.50"), (.float, "1e400", "1e400"), (.float, "\" 2.5 \"", "2.5"),
      (.float, "\"abc\"", nil), (.float, "\"NaN\"", nil),
      (.boolean, "true", "true"), (.boolean, "\"FALSE\"", "false"), (.boolean, "1", "true"),
      (.boolean, "\"0\"", "false"), (.boolean, "2", nil), (.boolean, "\"yes\"", nil),
      (.ip, "\"10.0.0.1\"", "\"10.0.0.1\""), (.ip, "\"FE80::1\"", "\"fe80::1\""),
      (.ip, "\"10.0.0.1:80\"", nil), (.ip, "1", nil), (.ip, "\"10.0.0.\\u0031\"", "\"10.0.0.1\""),
      (.date, "\"2022-03-15T07:24:54Z\"", "\"2022-03-15T07:24:54Z\""),
      (.date, "\"2022-03-15T07:24:54+00:00\"", "\"2022-03-15T07:24:54Z\""),
      (.date, "\"2022-03-15T07:24:54.123456789+00:00\"", "\"2022-03-15T07:24:54.123456789Z\""),
      (.date, "\"2022-03-15T07:24:54.1234567891+00:00\"", "\"2022-03-15T07:24:54.123456789Z\""),
      (.date, "\"2016-12-31T23:59:60+00:00\"", "\"2017-01-01T00:00:00Z\""),
      (.date, "\"2022-03-15T07:24+00:00\"", "\"2022-03-15T07:24:00Z\""),
      (.date, "\"2022-02-29T07:24:54+00:00\"", nil), (.date, "\"+00:00\"", nil),
      (.date, "\"2022-03-15T07:24:54.+00:00\"", nil),
      (.date, "1647329094438", "\"2022-03-15T07:24:54.438Z\""),
      (.date, "\"2022\\/03\\/15 07:24:54\"", "\"2022-03-15T07:24:54Z\""), (.date, "true", nil),
      (.fileTime, "116444736000000000", "\"1970-01-01T00:00:00Z\""),
      (.fileTime, "\" 133444736001234567 \"", "\"2023-11-14T22:13:20.1234567Z\""),
      (.fileTime, "0", "\"1601-01-01T00:00:00Z\""), (.fileTime, "9223372036854775807", nil),
      (.fileTime, "\"x\"", nil), (.fileTime, "true", nil),
      (.mac, "\"00:00:5e:00:53:23\"", "\"00-00-5E-00-53-23\""),
      (.geoPoint, "\"48.85, 2.35\"", "\"48.85, 2.35\""),
      (.geoPoint, "{\"lat\": 48.85, \"lon\": \"2.35\"}", "{\"lat\": 48.85, \"lon\": \"2.35\"}"),
      (.geoPoint, "\"91,0\"", nil), (.geoPoint, "{\"lat\":1}", nil),
      (.object, "{\"a\":1}", "{\"a\":1}"), (.object, "1", nil),
      (.json, "\"{\\\"a\\\":[1]}\"", "{\"a\":[1]}"), (.json, "\"{\"", nil), (.json, "1", "1"),
      (.any, "null", "null"), (.any, "\"x\"", "\"x\""),
    ] as [(CastKind, String, String?)])
  func scalars(kind: CastKind, value: String, expected: String?) {
    #expect(cast(value, kind) == expected)
  }

  @Test(
    arguments: [
      (.seconds, "0", "1970-01-01T00:00:00Z"),
      (.seconds, "1700000000.25", "2023-11-14T22:13:20.25Z"),
      (.seconds, "\" 253402300799 \"", "9999-12-31T23:59:59Z"), (.seconds, "253402300800", nil),
      (.seconds, "-1.5", "1969-12-31T23:59:58.5Z"), (.seconds, "1.7E9", "2023-11-14T22:13:20Z"),
      (.seconds, "-62135596800", "0001-01-01T00:00:00Z"), (.seconds, "-62135596801", nil),
      (.seconds, "1e30", nil), (.seconds, "\"\"", nil), (.seconds, "\"2024-01-01\"", nil),
      (.milliseconds, "5", "1970-01-01T00:00:00.005Z"),
      (.milliseconds, "0", "1970-01-01T00:00:00.000Z"),
      (.milliseconds, "\"1700000000250\"", "2023-11-14T22:13:20.250Z"),
      (.microseconds, "-1", "1969-12-31T23:59:59.999999Z"),
      (.nanoseconds, "1700000000250125500", "2023-11-14T22:13:20.250125500Z"),
      (.nanoseconds, "0.1", "1970-01-01T00:00:00.000000000Z"),
      (.nanoseconds, "1e-30", "1970-01-01T00:00:00.000000000Z"),
    ] as [(EpochUnit, String, String?)])
  func epochs(unit: EpochUnit, value: String, expected: String?) {
    let result = cast(value, .epoch, as: TimestampFormat(counting: unit))
    #expect(result == expected.map { "\"\($0)\"" })
  }

  /// Dates without a year, and when they are read: the latest that is at most a day later.
  @Test(
    arguments: [
      ("Dec 31 23:00:00", "2024-01-01T01:00:00Z", "2023-12-31T23:00:00Z"),
      ("Jan  1 00:30:00", "2023-12-31T23:00:00Z", "2024-01-01T00:30:00Z"),
      ("Mar  2 12:00:00", "2024-03-01T12:00:00Z", "2024-03-02T12:00:00Z"),
      ("Mar  2 12:00:01", "2024-03-01T12:00:00Z", "2023-03-02T12:00:01Z"),
      ("Feb 29 08:00:00", "2025-03-01T00:00:00Z", "2024-02-29T08:00:00Z"),
      ("Feb 29 08:00:00", "2024-02-28T07:00:00Z", "2020-02-29T08:00:00Z"),
      ("Feb 29 08:00:00", "2024-02-28T08:00:00Z", "2024-02-29T08:00:00Z"),
      ("Feb 29 08:00:00", "1904-02-01T00:00:00Z", "1896-02-29T08:00:00Z"),
      ("Feb 30 08:00:00", "2024-03-01T00:00:00Z", nil), ("Mar 1", "2024-03-01T00:00:00Z", nil),
    ] as [(String, String, String?)])
  func yearless(text: String, now: String, expected: String?) throws {
    let format = try TimestampFormat("%b %d %H:%M:%S")
    let instant = try #require(withText(now) { text, _ in Timestamp(text) })
    let result = cast("\"\(text)\"", .date, as: format, now: instant.seconds * 1000)
    #expect(result == expected.map { "\"\($0)\"" })
  }

  @Test(
    arguments: [
      (.long, "[1, 2]", "[1, 2]", 0), (.long, "[1, \"2\", \"x\", null, {}]", "[1,2]", 2),
      (.keyword, "[1, \"a\"]", "[\"1\",\"a\"]", 0), (.ip, "[\"x\"]", "[]", 1),
      (.json, "[\"[1,\\n2]\", 3]", "[[1,2],3]", 0), (.long, "[]", "[]", 0),
      (.long, "[[1]]", "[]", 1),
    ] as [(CastKind, String, String, Int)])
  func arrays(kind: CastKind, value: String, expected: String, dropped: Int) {
    withText(value) { bytes, scratch in
      guard let array = JSONScanner.value(in: bytes, scratch: scratch) else {
        Issue.record("the sample is no JSON")
        return
      }
      let result = kind.castItems(of: array, in: scratch)
      #expect(spelled(result.value, scratch) == expected)
      #expect(result.dropped == dropped)
    }
  }

  @Test func commonCasesComeBackAsTheyAre() {
    for (kind, json) in [
      (CastKind.keyword, "\"abc\""), (.long, "12"), (.date, "\"2022-03-15T07:24:54.4Z\""),
      (.ip, "\"10.0.0.1\""), (.mac, "\"00-00-5E-00-53-23\""), (.ip, "\"fe80::1\""),
    ] {
      withText(json) { bytes, scratch in
        let value = JSONScanner.value(in: bytes, scratch: scratch) ?? .absent
        #expect(kind.cast(value, in: scratch)?.base == value.base)
      }
    }
  }

  @Test func declarationsAreSound() {
    let kinds = CastKindTable.all
    #expect(Set(kinds.map(\.name)).count == kinds.count)
    for kind in kinds {
      #expect(CastKindTable.named(kind.name) == kind)
      #expect(kind.about.hasSuffix(".") && !kind.about.contains("\n"), "\(kind.name)")
      #expect(!kind.takes.isEmpty && !kind.takes.contains(.list), "\(kind.name)")
    }
    #expect(CastKindTable.names.first == "keyword")
    #expect(!CastKindTable.names.contains("any"))
  }
}
