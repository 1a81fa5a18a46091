import Text

/// What checking one rule file found, with the texts that the spans name.
public struct CheckedFile: Sendable {
  /// A finding that is not shown, and what hides it.
  public struct Hidden: Sendable {
    public enum Reason: Hashable, Sendable {
      /// A comment, with what it says after `because`.
      case comment(String?)
      /// The baseline lists it.
      case baseline
    }

    public var diagnostic: Diagnostic
    public var reason: Reason

    public init(_ diagnostic: Diagnostic, _ reason: Reason) {
      self.diagnostic = diagnostic
      self.reason = reason
    }
  }

  /// The path as it was given.
  public var path: String
  public var sources: SourceMap
  public var diagnostics: [Diagnostic]
  public var hidden: [Hidden]

  public init(
    path: String, sources: SourceMap, diagnostics: [Diagnostic], hidden: [Hidden] = []
  ) {
    self.path = path
    self.sources = sources
    self.diagnostics = diagnostics
    self.hidden = hidden
  }
}
