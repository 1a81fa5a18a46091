import Events

/// A filter or test by its name, that another filter calls for every item.
final class ItemCall: PreparedArgument {
  private let call: FunctionCall
  /// Where the arguments begin that every call is given.
  private let firstArgument: Int

  private init(_ call: FunctionCall, firstArgument: Int) {
    self.call = call
    self.firstArgument = firstArgument
  }

  /// The function's answer for an item; absent when the scratch is exhausted, failed when the event
  /// has taken all its work.
  func answer(for item: Value, _ arguments: borrowing Arguments) -> Value {
    let rest = max(0, arguments.count - firstArgument)
    let given = arguments.values
    let scratch = arguments.scratch
    let now = arguments.now
    scratch.spend(96)
    for index in 0..<rest { scratch.spend(given[firstArgument + index]) }
    if scratch.isOverworked { return .failed }
    return withUnsafeTemporaryAllocation(of: Value.self, capacity: rest + 1) { values in
      values.initializeElement(at: 0, to: item)
      for index in 0..<rest {
        values.initializeElement(at: index + 1, to: given[firstArgument + index])
      }
      return call.invoke(UnsafeBufferPointer(values), scratch: scratch, now: now)
    }
  }

  enum Kind {
    case filter, test
  }

  /// Finds the function that the argument at a place names, and prepares its own arguments.
  ///
  /// Without that argument nothing is prepared.
  static func prepare(_ kind: Kind, at place: Int) -> Function.Preparation {
    { constants, resources in
      guard constants.count > place else { return .ready(NothingPrepared.shared) }
      let word = kind == .filter ? "filter" : "test"
      guard let name = constants.text(place) else {
        return .invalid(
          argument: place, message: "the name of the \(word) must be a constant text", help: nil)
      }
      let found =
        kind == .filter
        ? TemplateFunctions.filter(named: name) : TemplateFunctions.test(named: name)
      guard let function = found else {
        let names =
          kind == .filter ? TemplateFunctions.filterNames : TemplateFunctions.testNames
        return .invalid(
          argument: place, message: "there is no \(word) `\(name)`",
          help: "there are \(names.joined(separator: ", "))")
      }
      let inner = [nil] + constants[(place + 1)...]
      var prepared: (any PreparedArgument)?
      switch function.prepare?(inner, resources) {
      case .ready(let object)?: prepared = object
      case .invalid(let argument, let message, let help)?:
        return .invalid(argument: place + argument, message: message, help: help)
      case nil: break
      }
      guard let call = FunctionCall(function, argumentCount: inner.count, prepared: prepared)
      else {
        return .invalid(
          argument: place,
          message: "the \(word) `\(name)` does not take \(inner.count - 1) arguments", help: nil)
      }
      return .ready(ItemCall(call, firstArgument: place + 1))
    }
  }
}
