/// Every code a diagnostic can carry, by number. Codes are stable and never reused.
///
/// `HL1xxx` syntax · `HL2xxx` schema · `HL3xxx` types · `HL4xxx` flow · `HL5xxx` data-aware · `HL6xxx` style.
public enum DiagnosticCode: String, CaseIterable, Sendable {
  // HL10xx: Files and YAML
  case fileNotFound = "HL1001"
  case fileUnreadable = "HL1002"
  case fileTooLarge = "HL1003"
  case notUTF8 = "HL1004"
  case yamlSyntax = "HL1005"
  case yamlTooLarge = "HL1006"
  case includeCycle = "HL1007"
  case duplicateKey = "HL1008"
  case yamlSurprise = "HL1009"
  case fileOutside = "HL1010"

  // HL11xx: Shape of a rule file
  case unknownKey = "HL1101"
  case missingKey = "HL1102"
  case wrongShape = "HL1103"
  case unsupportedVersion = "HL1104"
  case conflictingKeys = "HL1105"
  case emptyPath = "HL1106"

  // HL12xx: Expressions, and templates of intake formats
  case expressionSyntax = "HL1201"
  case badEscape = "HL1202"
  case unterminatedText = "HL1203"
  case expressionTooDeep = "HL1204"
  case templateSyntax = "HL1205"
  case unsupportedTemplate = "HL1206"

  // HL13xx: Names, and what they stand for
  case unknownFunction = "HL1301"
  case unknownFragment = "HL1302"
  case unknownTable = "HL1303"
  case unknownRoot = "HL1304"
  case recursiveFragment = "HL1305"
  case unknownCast = "HL1306"
  case unknownInference = "HL1307"
  case duplicateName = "HL1308"
  case expansionTooLarge = "HL1309"
  case undefinedReference = "HL1310"
  case numberInBarePath = "HL1311"
  case unknownMember = "HL1312"

  // HL20xx: Declarations of fields
  case unknownSchema = "HL2001"
  case badFieldDeclaration = "HL2002"

  // HL21xx: Fields and their values
  case unknownField = "HL2101"
  case valueNotAllowed = "HL2102"
  case objectWrittenAsScalar = "HL2103"
  case fieldUnderScalar = "HL2104"
  case valueNotExpected = "HL2105"
  case valueBreaksPattern = "HL2106"
  case unexpectedEventType = "HL2107"
  case scalarIntoList = "HL2108"
  case listIntoScalar = "HL2109"
  case betaField = "HL2110"
  case fieldOfOtherVersion = "HL2111"
  case nearlyKnownField = "HL2112"
  case appendToScalar = "HL2113"
  case nothingToRemove = "HL2114"

  // HL3xxx: Types
  case wrongArity = "HL3001"
  case wrongArgumentType = "HL3002"
  case badPattern = "HL3003"
  case impossibleCast = "HL3004"
  case badConstant = "HL3005"
  case badDecode = "HL3006"
  case constantNeeded = "HL3007"
  case valueNeverFits = "HL3008"
  case comparisonNeverHolds = "HL3009"
  case keyNeverMet = "HL3010"
  case quotientIntoInteger = "HL3011"

  // HL4xxx: Flow
  case duplicateCase = "HL4001"
  case unreachableCase = "HL4002"
  case deadStore = "HL4003"
  case alwaysTrue = "HL4004"
  case alwaysFalse = "HL4005"
  case guardOnOtherPath = "HL4006"
  case unusedFragment = "HL4007"
  case unusedTable = "HL4008"
  case unusedDecode = "HL4009"
  case unusedField = "HL4010"
  case explosivePattern = "HL4011"
  case unusedStage = "HL4012"
  case unreadIsRead = "HL4013"
  case bareWord = "HL4014"
  case dashInName = "HL4015"
  case unusedBinding = "HL4016"

  // HL5xxx: Data-aware: what samples show
  case pathNeverSeen = "HL5001"
  case conditionNeverTrue = "HL5002"
  case typeNeverMet = "HL5003"
  case valueNotHandled = "HL5004"
  case valuesNotAllowed = "HL5005"

  // HL6xxx: Comments that suppress findings, and baselines
  case unusedSuppression = "HL6001"
  case unknownSuppressedCode = "HL6002"
  case suppressedError = "HL6003"
  case badSuppression = "HL6004"
  case staleBaseline = "HL6005"
}
