/// The keys that the parts of a `parser.yml` have.
extension IntakeParser {
  static let keys = ["name", "pipeline", "stages", "ignored_values", "description"]
  static let entryKeys = ["name", "filter", "external", "description"]
  static let externalKeys = ["name", "properties", "description"]
  /// The properties of external stages that may be templates.
  static let computedProperties = ["input_field", "pattern_key", "timezone", "format"]
  static let stageKeys = ["actions", "name", "description"]
  static let actionKeys = [
    "set", "filter", "translate", "dictionary", "mapping", "fallback", "delete", "name",
    "description",
  ]

  /// Keys that mean something elsewhere, and the dialect's own for it.
  static let otherNames = [
    "default": "fallback", "when": "filter", "if": "filter", "condition": "filter",
    "ignore": "ignored_values", "unset": "delete", "remove": "delete",
  ]
}
