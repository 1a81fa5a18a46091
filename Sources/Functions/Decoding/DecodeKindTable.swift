/// All kinds of decodes by name: one line a kind, in the order in which messages list them.
public enum DecodeKindTable {
  /// What `decode:` of a rule file can name.
  public static let rules: [DecodeKind] = [
    .json,
    .keyValue,
    .csv,
    .dissect,
    .regex,
    .grok,
    .dsv,
    .xml,
    .windowsEvent,
    .syslog,
    .cef,
    .leef,
    .base64,
    .url,
    .query,
    .looseJSON,
    .userAgent,
  ]

  /// The external stages of intake formats.
  public static let intake: [DecodeKind] = [
    .parseJSON,
    .grokMatch,
    .grokCaseMatch,
    .parseKeyValue,
    .parseRow,
    .parseCEF,
    .parseLEEF,
    .parseXML,
    .parseWindowsEvent,
    .parseLiteral,
    .parseDate,
  ]

  /// The kind of that name in a rule file.
  public static func rules(named name: String) -> DecodeKind? { rulesByName[name] }

  /// The external stage of that name.
  public static func intake(named name: String) -> DecodeKind? { intakeByName[name] }

  private static let rulesByName = byName(rules)
  private static let intakeByName = byName(intake)

  private static func byName(_ kinds: [DecodeKind]) -> [String: DecodeKind] {
    Dictionary(kinds.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }
}
