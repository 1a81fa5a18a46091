import Events
import Functions
import JSON

extension PlanBuilder {
  /// A constant of a rule file as a value of the plan.
  package func value(of constant: JSONTree) -> Value {
    switch constant {
    case .null: .null
    case .boolean(let value): .boolean(value)
    case .integer(let lexeme): Value(.integer, memory.keep(lexeme))
    case .float(let lexeme): Value(.float, memory.keep(lexeme))
    case .text(let text): memory.text(text)
    case .list: Value(.array, memory.keep(constant.json))
    case .object: Value(.object, memory.keep(constant.json))
    }
  }
}

extension ConstantArgument {
  /// A constant as an argument; nil where functions take none of its kind.
  package init?(_ constant: JSONTree) {
    switch constant {
    case .null: self = .null
    case .boolean(let value): self = .boolean(value)
    case .integer(let lexeme), .float(let lexeme):
      if let number = Int(lexeme) {
        self = .integer(number)
      } else if let number = Double(lexeme) {
        self = .float(number)
      } else {
        return nil
      }
    case .text(let text): self = .text(text)
    case .list(let items):
      let arguments = items.compactMap { ConstantArgument($0) }
      guard arguments.count == items.count else { return nil }
      self = .list(arguments)
    case .object: return nil
    }
  }
}
