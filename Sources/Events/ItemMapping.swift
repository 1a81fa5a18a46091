/// Lists whose items are changed one by one.
extension Value {
  /// A value that is not a list as a list of one; lists and what is absent stay.
  public func asList(in scratch: Scratch) -> Value {
    guard isPresent, kind != .array else { return self }
    var builder = ByteBuilder(in: scratch, capacity: Int(count) + 8)
    builder.append(UInt8(ascii: "["))
    builder.appendJSON(self)
    builder.append(UInt8(ascii: "]"))
    return builder.finish().map { Value(.array, $0, form: kind == .object ? form : .clean) }
      ?? .absent
  }

  /// What becomes of an item.
  public enum ItemResult {
    case kept(Value)
    case leftOut
    /// Left out too, and counted.
    case failed
  }

  /// The list with what `body` makes of each of its items, and how many of them failed.
  ///
  /// A list that needs no change comes back as it is. Absent for what is not a list, and when the
  /// scratch is exhausted.
  @inlinable
  public func mapItems(
    in scratch: Scratch, _ body: (Value) -> ItemResult
  ) -> (list: Value, failed: Int) {
    guard kind == .array else { return (.absent, 0) }
    var items = ArrayCursor(self)
    var unchanged = 0
    while let item = items.next() {
      let result = body(item)
      guard case .kept(let value) = result, unsafe value.base == item.base,
        value.count == item.count,
        value.kind == item.kind
      else { return rebuilt(behind: unchanged, result, items, in: scratch, body) }
      unchanged += 1
    }
    return (self, 0)
  }

  /// The list with its first items as they are, then `result`, then what comes of the `rest`.
  @usableFromInline
  func rebuilt(
    behind unchanged: Int, _ result: ItemResult, _ rest: ArrayCursor, in scratch: Scratch,
    _ body: (Value) -> ItemResult
  ) -> (list: Value, failed: Int) {
    var builder = ByteBuilder(in: scratch, capacity: Int(count) + 16)
    builder.append(UInt8(ascii: "["))
    func append(_ value: Value) {
      if builder.count > 1 { builder.append(UInt8(ascii: ",")) }
      builder.appendJSON(value)
    }
    var items = ArrayCursor(self)
    for _ in 0..<unchanged {
      if let item = items.next() { append(item) }
    }
    var failed = 0
    func take(_ result: ItemResult) {
      switch result {
      case .kept(let value): append(value)
      case .leftOut: break
      case .failed: failed += 1
      }
    }
    take(result)
    var rest = rest
    while let item = rest.next() { take(body(item)) }
    builder.append(UInt8(ascii: "]"))
    guard let text = builder.finish() else { return (.absent, failed) }
    // A container among the items may have been copied with its line breaks.
    return (Value(.array, text, form: form), failed)
  }
}
