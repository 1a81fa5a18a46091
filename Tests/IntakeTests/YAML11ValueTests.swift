import Testing

@testable import Intake
@testable import YAML

/// Plain scalars as readers of YAML 1.1 take them; the expectations are PyYAML's.
@Suite struct YAML11ValueTests {
  @Test(arguments: [
    ("", YAML11Value.null), ("~", .null), ("null", .null), ("Null", .null), ("NULL", .null),
    ("nULL", .text), ("None", .text), ("none", .text),
    ("yes", .boolean(true)), ("Yes", .boolean(true)), ("YES", .boolean(true)), ("yEs", .text),
    ("on", .boolean(true)), ("On", .boolean(true)), ("ON", .boolean(true)),
    ("true", .boolean(true)), ("True", .boolean(true)), ("TRUE", .boolean(true)), ("tRue", .text),
    ("no", .boolean(false)), ("No", .boolean(false)), ("NO", .boolean(false)),
    ("off", .boolean(false)), ("Off", .boolean(false)), ("OFF", .boolean(false)),
    ("false", .boolean(false)), ("False", .boolean(false)), ("FALSE", .boolean(false)),
    ("y", .text), ("n", .text), ("Y", .text), ("N", .text),
    ("0", .integer("0")), ("1", .integer("1")), ("-1", .integer("-1")), ("+1", .integer("1")),
    ("007", .integer("7")), ("010", .integer("8")), ("00", .integer("0")), ("-0", .integer("0")),
    ("0o17", .text), ("08", .text), ("0x1F", .integer("31")), ("0X1F", .text), ("0xG", .text),
    ("-0x1f", .integer("-31")), ("0b101", .integer("5")), ("0b2", .text), ("0x", .text),
    ("0b", .text), ("0x_1F", .integer("31")), ("0_7", .integer("7")),
    ("1_000", .integer("1000")), ("1__0", .integer("10")), ("_1", .text), ("1_", .integer("1")),
    ("12345678901234567890123", .integer("12345678901234567890123")),
    ("1.", .float("1.0")), (".5", .float("0.5")), ("1.5", .float("1.5")), ("-1.5", .float("-1.5")),
    ("+1.5", .float("1.5")), ("0.0", .float("0.0")), ("-0.0", .float("-0.0")),
    ("1.5e+3", .float("1.5e+3")), ("1.5E-3", .float("1.5e-3")), ("1.e+3", .float("1.0e+3")),
    (".5e+1", .float("0.5e+1")), ("1_0.5", .float("10.5")),
    ("1e3", .text), ("1.0e3", .text), ("1.5e+", .text), ("1e400", .text), ("._", .text),
    (".", .text), ("+", .text), ("-", .text), ("1.2.3", .text), ("10.0.0.1", .text),
    ("1,000", .text),
    ("1:30", .integer("90")), ("1:30:15", .integer("5415")), ("1:60", .text), ("1:3x", .text),
    ("0:30", .text), ("01:30", .text), ("-1:30", .integer("-90")),
    // No JSON value; a text here.
    (".inf", .text), ("-.inf", .text), (".nan", .text), ("2024-01-02", .text),
  ])
  func plain(text: String, expected: YAML11Value) {
    #expect(YAML11Value(YAMLScalar(text: text, style: .plain)) == expected)
  }

  @Test(arguments: ["yes", "12", "", "null", "1.5"])
  func othersAreTexts(text: String) {
    for style in [YAMLScalar.Style.singleQuoted, .doubleQuoted, .literal, .folded] {
      #expect(YAML11Value(YAMLScalar(text: text, style: style)) == .text)
    }
    #expect(YAML11Value(YAMLScalar(text: text, style: .plain, isForcedText: true)) == .text)
  }

  @Test(arguments: [
    String(repeating: "1", count: 100_000), String(repeating: "1:", count: 100_000),
    "0x" + String(repeating: "f", count: 100_000), String(repeating: "_", count: 100_000),
    String(repeating: ".", count: 100_000), "0" + String(repeating: "7", count: 100_000),
  ])
  func longScalarsEnd(text: String) { _ = YAML11Value(YAMLScalar(text: text, style: .plain)) }
}
