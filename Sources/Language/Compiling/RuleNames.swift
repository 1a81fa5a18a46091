/// Names that rule files may use and that are not functions or fields, for completions.
public enum RuleNames {
  /// The inferences that `infer:` accepts.
  public static let inferences = [
    "related", "address", "host.name", "file", "url", "user_agent", "registered_domain",
  ]
}
