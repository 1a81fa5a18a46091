import Planning

extension TraceVocabulary {
  /// The words of intake formats.
  static let intake = TraceVocabulary(
    fieldRoot: "final.", conditionKey: "filter", condition: "filter", absent: "gave no value",
    ignored: "value ignored (empty or on the ignore list)", quotesConditions: true,
    failedDecode: "the stage could not parse its text, at",
    skippedDecode: "the stage was skipped, by")
}
