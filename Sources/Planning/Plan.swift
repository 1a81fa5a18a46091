/// Stand-in for the checked plan.
public struct Plan: Sendable {
  public init() {}
}
