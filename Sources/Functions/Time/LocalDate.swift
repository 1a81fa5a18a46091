/// What a text says of an instant: the local time, and the offset if it names one.
struct LocalDate {
  /// Microseconds since 1970, counted as if the local time were UTC.
  var microseconds: Int
  /// Microseconds east of Greenwich.
  var offset: Int?

  init(_ microseconds: Int, offset: Int? = nil) {
    self.microseconds = microseconds
    self.offset = offset
  }

  /// The instant in microseconds since 1970, local to the zone where the text names no offset;
  /// nil outside the years 1 to 9999.
  func instant(in zone: DateZone?) -> Int? {
    let offset = offset ?? zone.map { $0.offset(local: microseconds) * 1_000_000 } ?? 0
    // An offset of a day or more is not an offset.
    guard offset.magnitude < 86_400_000_000 else { return nil }
    return DateText.valid(microseconds - offset)
  }
}
