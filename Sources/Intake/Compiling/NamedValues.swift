import Events

/// Values by name, in the order they were added.
struct NamedValues<Value>: ~Copyable {
  private var numbers = ByteTable()
  private(set) var entries: [(name: String, value: Value)] = []

  /// The value of a name, or nil; setting nil changes nothing.
  subscript(name: String) -> Value? {
    get { numbers.find(name).map { entries[$0].value } }
    set {
      guard let newValue else { return }
      let number = numbers.number(of: name)
      if number == entries.count {
        entries.append((name, newValue))
      } else {
        entries[number].value = newValue
      }
    }
  }

  var names: [String] { entries.map(\.name) }
}
