import Text

/// What rules read, in the order they run, and the conditions they read it under.
///
/// A front end finds it in the syntax, so that everything has its place in the file.
public struct RuleReads: Sendable {
  /// One path read.
  public struct Read: Sendable {
    /// What the path starts from once all names are resolved.
    public enum Base: Hashable, Sendable {
      case event, raw
      /// The result of the decode at that place, under its name.
      case decode(Span, name: String)
      /// The output of external stages of an intake format under a name, such as `parsed.message`;
      /// the span is that of the first stage.
      case output(Span, name: String)
    }

    /// What the path starts from.
    public var base: Base
    /// The steps from there; each where it is written, which may be a fragment's use.
    public var steps: [Located<PathStep>]
    /// Where the path is written.
    public var span: Span
    /// The place of each condition it stands under, outermost first.
    public var guards: [Span]
    /// The value is taken with all that is below it; not so where it is only tested, or gone through
    /// item by item, of which each read is a `Read` of its own.
    public var isWhole: Bool

    /// A read of a path.
    public init(
      base: Base, steps: [Located<PathStep>], span: Span, guards: [Span], isWhole: Bool
    ) {
      self.base = base
      self.steps = steps
      self.span = span
      self.guards = guards
      self.isWhole = isWhole
    }
  }

  /// A `when:` or `where:`, or the filter of an intake format.
  public struct Condition: Sendable {
    /// Where the condition is written.
    public var span: Span
    /// The place of each condition it stands under, outermost first.
    public var guards: [Span]

    /// A condition under others.
    public init(span: Span, guards: [Span]) {
      self.span = span
      self.guards = guards
    }
  }

  /// The reads in the order the rules run.
  public var reads: [Read] = []
  /// The conditions in the order the rules run.
  public var conditions: [Condition] = []

  /// Nothing yet.
  public init() {}
}

/// One step of a path.
public enum PathStep: Hashable, Sendable {
  case member(String)
  /// `[n]`; negative counts from the end.
  case index(Int)
  /// `[*]`: every item.
  case each
}
