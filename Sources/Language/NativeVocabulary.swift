import Planning

extension TraceVocabulary {
  /// The words of native rule files.
  static let native = TraceVocabulary(
    fieldRoot: "$out.", conditionKey: "when", condition: "condition", absent: "source absent",
    ignored: "source ignored (null, empty or on the ignore list)")
}
