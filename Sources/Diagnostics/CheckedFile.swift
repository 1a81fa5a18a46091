import Text

/// What checking one rule file found, with the texts that the spans name.
public struct CheckedFile: Sendable {
  /// A finding that is not shown, and what hides it.
  public struct Hidden: Sendable {
    /// What hides a finding.
    public enum Reason: Hashable, Sendable {
      /// A comment, with what it says after `because`.
      case comment(String?)
      /// The baseline lists it.
      case baseline
    }

    /// The finding as it would have been shown.
    public var diagnostic: Diagnostic
    /// What hides it.
    public var reason: Reason

    /// A hidden finding and what hides it.
    public init(_ diagnostic: Diagnostic, _ reason: Reason) {
      self.diagnostic = diagnostic
      self.reason = reason
    }
  }

  /// The path as it was given.
  public var path: String
  /// The texts that the spans of the findings point into: the file and all it includes.
  public var sources: SourceMap
  /// The findings that are shown, in the order the checks made them.
  public var diagnostics: [Diagnostic]
  /// The findings that are not shown; empty where nothing hides any.
  public var hidden: [Hidden]

  /// The result of checking one file.
  public init(
    path: String, sources: SourceMap, diagnostics: [Diagnostic], hidden: [Hidden] = []
  ) {
    self.path = path
    self.sources = sources
    self.diagnostics = diagnostics
    self.hidden = hidden
  }
}
