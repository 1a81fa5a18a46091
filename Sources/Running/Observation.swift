import Functions
import Planning

/// What one event shows of the rules: which conditions held, and which values came where.
public struct Observation: Sendable {
  /// What became of the event.
  public var verdict: Verdict
  /// The event as the rules see it, as JSON: decoded where they ask for that. Nil where it was
  /// refused before the rules had it.
  public var event: String?
  /// For each guard of the plan, whether it let at least one step through.
  public var heldGuards: [Bool]
  /// The values that stood at the plan's probes, in the order in which they came.
  public var values: [Seen] = []

  /// A value that stood at a probe.
  public struct Seen: Sendable {
    /// A number in `Plan.probes`.
    public var probe: Int
    /// The value as JSON; of a probe of items the list of them.
    public var value: String
    /// The type of the field that cannot take the value; known of intake formats.
    public var refusing: TaxonomyCast?
  }
}
