/// Numbers by name. Most tables of a plan have a handful of names, where looking at each costs less
/// than hashing; large ones are hashed.
public struct NameTable: Sendable {
  private var entries: [(name: String, number: Int)] = []
  /// Empty until there are more than a few names.
  private var numbers: [String: Int] = [:]

  private static let few = 12

  public init() {}

  /// The number of a name, or nil. A name that has none is given one by assigning it, once.
  public subscript(name: String) -> Int? {
    get {
      if entries.count > Self.few { return numbers[name] }
      return entries.first { $0.name == name }?.number
    }
    set {
      guard let newValue else { return }
      precondition(self[name] == nil, "a name is numbered once")
      entries.append((name, newValue))
      if entries.count == Self.few + 1 {
        for entry in entries { numbers[entry.name] = entry.number }
      } else if entries.count > Self.few {
        numbers[name] = newValue
      }
    }
  }
}
