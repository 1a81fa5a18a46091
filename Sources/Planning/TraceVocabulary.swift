/// What traces call things, in the words of the language that the rules are written in.
///
/// A front end gives it with the plan, so that traces need to know nothing else of the language.
public struct TraceVocabulary: Sendable {
  /// What is written before the name of a field that rules read back, such as `$out.`.
  public var fieldRoot: String
  /// The key of a condition in the rules, such as `when`.
  public var conditionKey: String
  /// What a condition is called in a sentence.
  public var condition: String
  /// What is said of a rule whose source has no value.
  public var absent: String
  /// What is said of a rule whose source has a value that the rules ignore.
  public var ignored: String
  /// Whether conditions are templates, which YAML wants quotes around.
  public var quotesConditions: Bool
  /// What is said of a decode that gave nothing, before its place; nil where the reason is said.
  public var failedDecode: String?
  /// What is said of a decode that a condition skipped, before the condition; nil where nothing is.
  public var skippedDecode: String?

  /// All words of a language.
  package init(
    fieldRoot: String, conditionKey: String, condition: String, absent: String, ignored: String,
    quotesConditions: Bool = false, failedDecode: String? = nil, skippedDecode: String? = nil
  ) {
    self.fieldRoot = fieldRoot
    self.conditionKey = conditionKey
    self.condition = condition
    self.absent = absent
    self.ignored = ignored
    self.quotesConditions = quotesConditions
    self.failedDecode = failedDecode
    self.skippedDecode = skippedDecode
  }
}
