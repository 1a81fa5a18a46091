import Diagnostics
import Text

extension Diagnostic {
  /// A file that rules name and that lies outside their folder; `missing` would have to be a root.
  static func outside(_ path: String, missing: String?, at span: Span) -> Diagnostic {
    Diagnostic(
      .fileOutside, .error, "`\(path)` lies outside the folder of the rule file", at: span,
      help: "put the file there"
        + (missing.map { ", or allow its folder with --include-root \($0)" } ?? ""))
  }

  /// A file that is none of rules; its text is not shown, since it may be no business of the reader.
  static func unlike(_ what: String, _ path: String, at span: Span) -> Diagnostic {
    Diagnostic(
      .fileUnreadable, .error, "`\(path)` does not read as \(what)", at: span,
      help: "its text is not shown here; `hl-map check` on the file itself shows what is wrong")
  }
}
