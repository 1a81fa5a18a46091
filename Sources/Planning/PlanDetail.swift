/// What a plan contains beyond what mapping needs.
public enum PlanDetail: Sendable {
  /// Nothing more.
  case none
  /// What steps, guards and registers mean, for traces.
  case labels
  /// In addition, which values reach rules and what decodes give, for checks against samples.
  case probes
}
