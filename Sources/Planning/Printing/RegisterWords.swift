import Events
import Functions
import Text

/// What a printed plan calls registers: paths as rules write them, fields in backticks, constants as
/// JSON, values between two steps by number.
struct RegisterWords {
  private let plan: Plan
  /// The registers between those of fields and those of constants.
  let temporaries: Range<Int>
  let constants: Range<Int>

  init(_ plan: Plan) {
    self.plan = plan
    let firstConstant = plan.registerCount - plan.constants.count
    temporaries = plan.fields.upperBound..<firstConstant
    constants = firstConstant..<plan.registerCount
  }

  func name(_ register: Register) -> String {
    let place = register.place
    if constants.contains(place) {
      return RegisterWords.text(of: plan.constants[place - constants.lowerBound])
    }
    if place == plan.documents?.documents[0].registers.lowerBound { return "document 0" }
    switch plan.registerNames[place] {
    case .source(let path): return path
    case .target(let name, .event): return "`\(name)`"
    case .target(let name, .item): return "item `\(name)`"
    case .target(let name, .emitted): return "emitted `\(name)`"
    case .none, .constant, .expression:
      return temporaries.contains(place) ? "t\(place - temporaries.lowerBound)" : "r\(place)"
    }
  }

  func names(_ registers: some Sequence<Register>) -> String {
    registers.map(name).joined(separator: ", ")
  }

  /// What is done where a value cannot be had; nil where nothing is.
  func words(of onError: WriteRule.OnError) -> String? {
    switch onError {
    case .skip: nil
    case .reject: "on error reject"
    case .tag(let tag): "on error tag \(name(tag))"
    case .value(let value): "on error \(name(value))"
    }
  }

  /// A constant on one line, shortened where it is long.
  private static func text(of value: Value) -> String {
    let spelling = value.spelling
    let bytes = UnsafeBufferPointer(start: spelling.base, count: spelling.count)
    var text = String(decoding: bytes, as: UTF8.self)
    switch value.kind {
    case .absent: return "absent"
    case .ignored: return "failed"
    case .string: text = value.form == .escaped ? "\"\(text)\"" : JSONString.quoted(text)
    case .null, .false, .true, .integer, .float, .array, .object: break
    }
    return text.count > 100 ? text.prefix(99) + "…" : text
  }
}
