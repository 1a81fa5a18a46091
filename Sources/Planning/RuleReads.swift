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
      /// What the decode at that place gives, under the name that rules write.
      case result(Span, name: String)
    }

    /// What becomes of the value that a path leads to.
    public enum Use: Sendable {
      /// It is taken with all that is below it.
      case taken
      /// The same, with something else in its place where it is absent.
      case takenIfPresent
      /// It is only tested, or gone through item by item, of which each read is a `Read` of its own.
      case inspected
    }

    /// What the path starts from.
    public var base: Base
    /// The steps from there; each where it is written, which may be a fragment's use.
    public var steps: [Located<PathStep>]
    /// Where the path is written.
    public var span: Span
    /// The place of each condition it stands under, outermost first.
    public var guards: [Span]
    /// What becomes of the value.
    public var use: Use

    /// A read of a path.
    public init(
      base: Base, steps: [Located<PathStep>], span: Span, guards: [Span], use: Use
    ) {
      self.base = base
      self.steps = steps
      self.span = span
      self.guards = guards
      self.use = use
    }
  }

  /// A part of the event that no rule reads on purpose.
  public struct Unread: Sendable {
    /// The steps from the event; everything below is left out too.
    public var path: [PathStep]
    /// Why no rule reads it.
    public var reason: String

    /// A part of the event, and why it is left out.
    public init(path: [PathStep], reason: String) {
      self.path = path
      self.reason = reason
    }
  }

  /// A comparison of a path with constants.
  public struct Comparison: Sendable {
    /// Where the path is written.
    public var path: Span
    /// The scalars among the constants as texts, each where it is written.
    public var texts: [Located<String>]
    /// Whether the condition may hold by their being equal: `==`, and not below a `not`.
    public var isWanted: Bool

    /// A comparison that a condition makes.
    public init(path: Span, texts: [Located<String>], isWanted: Bool) {
      self.path = path
      self.texts = texts
      self.isWanted = isWanted
    }
  }

  /// A condition of the rules.
  public struct Condition: Sendable {
    /// Where the condition is written.
    public var span: Span
    /// The place of each condition it stands under, outermost first.
    public var guards: [Span]
    /// What it compares, from left to right.
    public var comparisons: [Comparison]

    /// A condition under others.
    public init(span: Span, guards: [Span], comparisons: [Comparison] = []) {
      self.span = span
      self.guards = guards
      self.comparisons = comparisons
    }
  }

  /// Cases of which one value chooses.
  public struct Branching: Sendable {
    /// What is done for some values.
    public struct Case: Sendable {
      /// The place by which guards know it.
      public var place: Span
      /// The scalars among its values as texts, each where it is written.
      public var texts: [Located<String>]
      /// Where its further condition is written; nil where it has none.
      public var condition: Span?
      /// It takes what no other case does.
      public var isElse: Bool

      /// A case of some values.
      public init(place: Span, texts: [Located<String>], condition: Span?, isElse: Bool) {
        self.place = place
        self.texts = texts
        self.condition = condition
        self.isElse = isElse
      }
    }

    /// Where the value is written.
    public var subject: Span
    /// Whether that is a path.
    public var isPath: Bool
    /// The cases, in order.
    public var cases: [Case]
    /// The place of each condition it stands under, outermost first.
    public var guards: [Span]
    /// It may run several times an event.
    public var mayRepeat: Bool

    /// A choice between cases.
    public init(subject: Span, isPath: Bool, cases: [Case], guards: [Span], mayRepeat: Bool) {
      self.subject = subject
      self.isPath = isPath
      self.cases = cases
      self.guards = guards
      self.mayRepeat = mayRepeat
    }
  }

  /// The reads in the order the rules run.
  public var reads: [Read] = []
  /// The conditions in the order the rules run.
  public var conditions: [Condition] = []
  /// The choices between cases in the order the rules run.
  public var branchings: [Branching] = []
  /// What the rules leave out on purpose, in the order they say so.
  public var unread: [Unread] = []
  /// What holds values that were received, and the name of the object that they stand in: "" for the
  /// event, which several paths may start from, `parsed.message` for what a stage parses of it.
  public var received: [Read.Base: String] = [:]
  /// What these reads leave out, in the words of reports; nil where they are complete.
  public var caveat: String?
  /// What reports say where no value was received that could be counted; nil where that speaks for
  /// itself.
  public var withoutValues: String?

  /// Nothing yet.
  public init() {}

  /// The object of received values that a read takes one of; nil where it takes none.
  ///
  /// Taking the whole object, as for `event.original`, says nothing of any value.
  public func object(of read: Read) -> String? {
    switch read.use {
    case .inspected: nil
    case .taken, .takenIfPresent: read.steps.isEmpty ? nil : received[read.base]
    }
  }
}
