extension TemplateMethods {
  /// `text.lower()`.
  static let lower = text(
    "lower", about: "The text in lower case.",
    examples: [.of(#""ÀB""#, gives: #""àb""#), .of("1", gives: "failed")]
  ) { text, arguments in CaseText.lower(text, in: arguments.scratch) }

  /// `text.upper()`.
  static let upper = text(
    "upper", about: "The text in upper case.",
    examples: [.of(#""àß""#, gives: #""ÀSS""#), .of("null", gives: "failed")]
  ) { text, arguments in CaseText.upper(text, in: arguments.scratch) }

  /// `text.capitalize()`.
  static let capitalize = text(
    "capitalize", about: "The first character in upper case, the rest in lower.",
    examples: [.of(#""hELLO wORLD""#, gives: #""Hello world""#), .of(#""""#, gives: #""""#)]
  ) { text, arguments in CaseText.capitalized(text, in: arguments.scratch) }

  /// `text.title()`.
  static let title = text(
    "title", about: "Every run of letters with its first in upper case.",
    examples: [.of(#""they're bILL""#, gives: #""They'Re Bill""#), .of("[]", gives: "failed")]
  ) { text, arguments in CaseText.titled(text, in: arguments.scratch) }
}
