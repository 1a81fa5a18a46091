import Events

/// One call of a function with a known number of arguments: admission is decided by one mask each.
///
/// The rules every function shares live here: absent arguments give absent, arguments of another
/// type give absent, a list where the first parameter is a scalar is mapped item by item, and a value
/// that is not a list is a list of one where the first parameter is a list.
///
/// A class, so that workers on all threads can share it without counting references: they hold it
/// unretained while the plan does.
public final class FunctionCall: @unchecked Sendable {
  /// For each argument a bit per `Value.Kind` it may have.
  private let admitted: UnsafeMutableBufferPointer<UInt16>
  private let mapsItems: Bool
  /// Whether a list of which no item gives anything gives nothing.
  private let leavesEmptyOut: Bool
  /// For the first argument a bit per `Value.Kind` that is taken as a list of one.
  private let madeList: UInt16
  /// See `Function.copiesLists`.
  public let copiesLists: Bool
  /// See `Function.takesLong`; false with more than one argument.
  public let takesLong: Bool
  /// See `Function.resultNames`.
  let resultNames: [String]
  private let body: Function.Body
  private let prepared: (any PreparedArgument)?

  /// Nil when the function does not take that many arguments.
  ///
  /// `ofItems` says that the first argument is a text, or a list of which each text is to be given.
  public init?(
    _ function: Function, argumentCount: Int, prepared: (any PreparedArgument)?,
    ofItems: Bool = false
  ) {
    let arity = function.arity
    guard argumentCount >= arity.least, argumentCount <= arity.most ?? .max else { return nil }
    admitted = .allocate(capacity: argumentCount)
    for index in 0..<argumentCount {
      let parameter = function.parameters[min(index, function.parameters.count - 1)]
      admitted.initializeElement(
        at: index,
        to: ofItems && index == 0
          ? 1 << UInt16(Value.Kind.string.rawValue) : parameter.admittedKinds)
    }
    leavesEmptyOut = ofItems
    mapsItems = argumentCount > 0 && (ofItems || function.parameters[0].type.isScalar)
    madeList = argumentCount > 0 && !ofItems ? function.parameters[0].type.kindsMadeList : 0
    copiesLists = function.copiesLists
    takesLong = function.takesLong && argumentCount == 1
    resultNames = function.resultNames
    body = function.body
    self.prepared = prepared
  }

  deinit { admitted.deallocate() }

  /// The result; absent when an argument is not admitted.
  public func invoke(
    _ values: UnsafeBufferPointer<Value>, scratch: Scratch, now: Int
  ) -> Value {
    guard values.count == admitted.count else { return .absent }
    var index = 0
    while index < values.count {
      if admitted[index] >> UInt16(values[index].kind.rawValue) & 1 == 0 {
        guard index == 0 else { return .absent }
        if madeList >> UInt16(values[0].kind.rawValue) & 1 != 0 {
          return withFirst(values[0].asList(in: scratch), of: values) {
            invoke($0, scratch: scratch, now: now)
          }
        }
        return mapsItems && values[0].kind == .array
          ? mapItems(values, scratch: scratch, now: now) : .absent
      }
      index += 1
    }
    return body(Arguments(values, scratch: scratch, prepared: prepared, now: now))
  }

  /// What `body` gives for the values with another first one.
  private func withFirst(
    _ first: Value, of values: UnsafeBufferPointer<Value>,
    _ body: (UnsafeBufferPointer<Value>) -> Value
  ) -> Value {
    withUnsafeTemporaryAllocation(of: Value.self, capacity: values.count) { copy in
      guard copy.initialize(fromContentsOf: values) == values.count else { return .absent }
      copy[0] = first
      return body(UnsafeBufferPointer(copy))
    }
  }

  /// A list of the results for every item of the first argument that has one.
  private func mapItems(
    _ values: UnsafeBufferPointer<Value>, scratch: Scratch, now: Int
  ) -> Value {
    for index in 1..<max(values.count, 1)
    where admitted[index] >> UInt16(values[index].kind.rawValue) & 1 == 0 {
      return .absent
    }
    let mask = admitted[0]
    return withUnsafeTemporaryAllocation(of: Value.self, capacity: values.count) { copy in
      guard copy.initialize(fromContentsOf: values) == values.count else { return .absent }
      var list = ListBuilder(in: scratch, capacity: Int(values[0].count))
      var items = ArrayCursor(values[0])
      while let item = items.next() {
        guard mask >> UInt16(item.kind.rawValue) & 1 != 0, item.kind != .null else { continue }
        copy[0] = item
        list.append(
          body(
            Arguments(UnsafeBufferPointer(copy), scratch: scratch, prepared: prepared, now: now)))
        if scratch.isExhausted { return .absent }
      }
      return list.isEmpty && leavesEmptyOut ? .absent : list.finish()
    }
  }

  /// Calls a function once; for calls that repeat, keep a `FunctionCall`.
  public static func invoke(
    _ function: Function, values: UnsafeBufferPointer<Value>, scratch: Scratch,
    prepared: (any PreparedArgument)?, now: Int
  ) -> Value {
    let call = FunctionCall(function, argumentCount: values.count, prepared: prepared)
    return call?.invoke(values, scratch: scratch, now: now) ?? .absent
  }
}

extension ParameterType {
  /// The kinds that become a list of one where a list is wanted, one bit per kind.
  fileprivate var kindsMadeList: UInt16 {
    let object = UInt16(1) << UInt16(Value.Kind.object.rawValue)
    return switch self {
    case .list: (object << 1 - 1) & ~0b111 & ~ParameterType.list.admittedKinds
    case .listOrText: object
    default: 0
    }
  }

  /// `admits`, as one bit per kind.
  var admittedKinds: UInt16 {
    var mask: UInt16 = 0
    for raw in 0...Value.Kind.object.rawValue {
      guard let kind = Value.Kind(rawValue: raw) else { continue }
      let sample = Value(kind, Bytes(""))
      if sample.isPresent, admits(sample) { mask |= 1 << UInt16(raw) }
    }
    return mask
  }
}
