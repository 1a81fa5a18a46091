import Text

/// A rule author's mistake: what is wrong, where, and what to do.
///
/// Collected, never thrown. One value feeds every report format.
public struct Diagnostic: Hashable, Sendable {
  /// How serious a finding is; ordered `info` < `warning` < `error`.
  public enum Severity: String, Comparable, Sendable, CaseIterable {
    case info, warning, error

    /// Whether the left one is the less severe.
    public static func < (left: Severity, right: Severity) -> Bool {
      left.rank < right.rank
    }
    private var rank: Int { self == .error ? 2 : self == .warning ? 1 : 0 }
  }

  /// A further place that matters, and why ("first written here").
  public struct Label: Hashable, Sendable {
    /// The place.
    public var span: Span
    /// Why it matters: a few words, lower case, no full stop.
    public var text: String

    /// A further place and why it matters.
    public init(_ span: Span, _ text: String) {
      self.span = span
      self.text = text
    }
  }

  /// An exact edit that fixes the mistake.
  public struct Fix: Hashable, Sendable {
    /// The bytes to replace; an empty span inserts.
    public var span: Span
    /// What to write instead; empty to delete.
    public var replacement: String

    /// An edit of one span.
    public init(_ span: Span, _ replacement: String) {
      self.span = span
      self.replacement = replacement
    }
  }

  /// The code that `explain` has a page for.
  public var code: DiagnosticCode
  /// How serious the finding is.
  public var severity: Severity
  /// One sentence, lower case, no full stop; names in backquotes.
  public var message: String
  /// Where; nil only for mistakes that have no place, such as a missing file.
  public var span: Span?
  /// What the primary span itself is, shown beside the carets.
  public var label: String?
  /// Further places that matter, in the order they are shown.
  public var labels: [Label]
  /// What to do, in words.
  public var help: String?
  /// The edit that fixes the mistake, where one is certain to.
  public var fix: Fix?

  /// A finding; `span` is nil only where it has no place.
  public init(
    _ code: DiagnosticCode, _ severity: Severity, _ message: String, at span: Span?,
    label: String? = nil, labels: [Label] = [], help: String? = nil, fix: Fix? = nil
  ) {
    self.code = code
    self.severity = severity
    self.message = message
    self.span = span
    self.label = label
    self.labels = labels
    self.help = help
    self.fix = fix
  }

  /// What to do, in words; if there is only an edit, what it does.
  var advice: String? {
    help
      ?? fix.map {
        $0.replacement.isEmpty ? "remove it" : "write `\(SafeText.line($0.replacement))`"
      }
  }

  /// Takes back the edit, and says why it is not made.
  public mutating func withholdFix(because reason: String) {
    guard fix != nil else { return }
    help = (advice.map { $0 + "   " } ?? "") + "(not applied: \(reason))"
    fix = nil
  }

  /// An error.
  public init(
    _ code: DiagnosticCode, _ message: String, at span: Span?, label: String? = nil,
    labels: [Label] = [], help: String? = nil, fix: Fix? = nil
  ) {
    self.init(
      code, .error, message, at: span, label: label, labels: labels, help: help, fix: fix)
  }
}
