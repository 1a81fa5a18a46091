import Events
import Functions

/// What calling a function with JSON arguments gives, or why it may not be called.
enum CallResult: Equatable {
  case json(String)
  case absent
  case failed
  case invalid(Int)
}

/// Calls a function as the executor does; every argument but the first counts as a constant, and
/// the first too where it is a format or pattern.
func call(
  _ function: Function, _ arguments: [String], limit: Int = 256 << 20,
  inspect: (Value) -> Void = { _ in }
) -> CallResult {
  let scratch = Scratch(limit: limit, firstChunk: 2048)
  var values: [Value] = []
  for argument in arguments {
    var argument = argument
    let value = argument.withUTF8 { utf8 in
      utf8.baseAddress.flatMap {
        JSONScanner.value(in: Bytes($0, count: utf8.count), scratch: scratch)
      }
    }
    values.append(argument == "absent" ? .absent : value ?? .absent)
  }
  var prepared: (any PreparedArgument)?
  if let prepare = function.prepare {
    let isPatternFirst = function.name == "format" || function.name.hasPrefix("re.")
    let constants = values.enumerated().map { index, value in
      index == 0 && !isPatternFirst ? nil : constant(value, scratch)
    }
    switch prepare(constants, .system) {
    case .ready(let object): prepared = object
    case .invalid(let argument, _, _): return .invalid(argument)
    }
  }
  let result = values.withUnsafeBufferPointer {
    FunctionCall.invoke(function, values: $0, scratch: scratch, prepared: prepared, now: 0)
  }
  let output = Scratch(firstChunk: 2048)
  return withExtendedLifetime((scratch, output)) {
    inspect(result)
    if result.kind == .ignored { return .failed }
    guard result.isPresent else { return scratch.failures > 0 ? .failed : .absent }
    // Written elsewhere: the call may have used up its scratch.
    var builder = ByteBuilder(in: output)
    builder.appendJSON(result)
    return builder.finish().map { .json($0.string) } ?? .absent
  }
}

func call(_ name: String, _ arguments: String...) -> CallResult {
  FunctionTable.named(name).map { call($0, arguments) } ?? .invalid(-1)
}

private func constant(_ value: Value, _ scratch: Scratch) -> ConstantArgument? {
  switch value.kind {
  case .absent, .ignored, .object: return nil
  case .null: return .null
  case .true, .false: return .boolean(value.kind == .true)
  case .integer: return Number.int64(value.spelling).map { .integer(Int($0)) }
  case .float: return Number.double(value.spelling).map { .float($0) }
  case .string: return JSONText.decoded(value, in: scratch).map { .text($0.string) }
  case .array:
    var items = ArrayCursor(value)
    var list: [ConstantArgument] = []
    while let item = items.next() { list.append(constant(item, scratch) ?? .null) }
    return .list(list)
  }
}
