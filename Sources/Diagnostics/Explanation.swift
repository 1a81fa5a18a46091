/// The page of a diagnostic code: what it means, why it matters, and how a rule is fixed.
public struct Explanation: Sendable {
  /// The code that the page is about.
  public let code: DiagnosticCode
  /// A few words that name the mistake.
  public let title: String
  /// Plain sentences: what it means, why it matters, how to mend it.
  public let text: String
  /// A rule file that shows the mistake, or how it comes about where no rule file can.
  public let example: String
  /// The example, fixed.
  public let remedy: String

  init(
    _ code: DiagnosticCode, _ title: String, _ text: String, example: String = "",
    remedy: String = ""
  ) {
    self.code = code
    self.title = title
    self.text = text
    self.example = example
    self.remedy = remedy
  }

  /// Everything as one text of lines, each ended by a line feed.
  public var page: String {
    var page = "\(code.rawValue): \(title)\n\n\(text)\n"
    if !example.isEmpty { page += "\nInstead of\n\n\(Explanation.indented(example))" }
    if !remedy.isEmpty { page += "\nwrite\n\n\(Explanation.indented(remedy))" }
    return page
  }

  private static func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.isEmpty ? "\n" : "  \(line)\n"
    }.joined()
  }

  static let byCode: [DiagnosticCode: Explanation] = {
    let all = [files, shapes, names, words, templates, fields, types, flow, samples, comments]
      .joined()
    return Dictionary(all.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
  }()
}

extension DiagnosticCode {
  /// The page that `hl-map explain` prints for the code.
  public var explanation: Explanation {
    Explanation.byCode[self] ?? Explanation(self, rawValue, "There is no page for this code.")
  }
}
