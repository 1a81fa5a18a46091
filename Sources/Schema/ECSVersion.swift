/// A version of the Elastic Common Schema whose facts are built in.
public enum ECSVersion: String, CaseIterable, Sendable {
  case ecs94 = "9.4"
  case ecs817 = "8.17"
  case ecs811 = "8.11"

  /// The newest version that is built in, which `ecs` alone stands for.
  public static let newest = ECSVersion.ecs94

  /// The version that `ecs`, `ecs@9.4` or `ecs@9.4.0` names.
  public init?(parsing name: String) {
    let match =
      name == "ecs"
      ? ECSVersion.newest
      : ECSVersion.allCases.first { name == $0.name || name == "\($0.name).0" }
    guard let match else { return nil }
    self = match
  }

  /// `ecs@9.4`, as rule files write it.
  public var name: String { "ecs@\(rawValue)" }

  var facts: Facts {
    switch self {
    case .ecs94: .ecs94
    case .ecs817: .ecs817
    case .ecs811: .ecs811
    }
  }
}

extension ECSVersion {
  /// The field of that name in this version alone, or nil.
  public func field(_ name: String) -> Field? {
    Schema.isPlausible(name) ? facts.field(name, version: self) : nil
  }
}
