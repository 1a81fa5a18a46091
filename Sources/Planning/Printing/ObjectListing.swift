import Functions
import Text

/// The objects that a printed plan writes, nested as they are in the output.
struct ObjectListing {
  private let plan: Plan
  private let registers: RegisterWords

  init(_ plan: Plan, _ registers: RegisterWords) {
    self.plan = plan
    self.registers = registers
  }

  /// The event, what loops and emits make, and documents; each with a line that names it.
  var sections: [[String]] {
    var sections: [[String]] = []
    func add(_ title: String, _ lines: [String]) {
      if !lines.isEmpty { sections.append([title] + lines) }
    }
    add("output", lines(of: plan.template))
    for (number, loop) in plan.loops.enumerated() {
      switch loop.result {
      case .objects(let template): add("loop \(number) gives objects", lines(of: template))
      case .values(let value): sections.append(["loop \(number) gives \(registers.name(value))"])
      case .chosen: sections.append(["loop \(number) gives the items"])
      case .firstChosen: sections.append(["loop \(number) gives the first item"])
      }
    }
    for (number, emit) in plan.emits.enumerated() {
      add("emit \(number) gives", lines(of: emit.template))
    }
    for (number, document) in (plan.documents?.documents ?? []).enumerated() {
      sections.append(["document \(number)"] + lines(of: document))
    }
    return sections
  }

  private func lines(of template: OutputTemplate) -> [String] {
    var depth = 1
    var lines: [String] = []
    for entry in template.entries {
      let bytes = UnsafeBufferPointer(start: entry.literal, count: Int(entry.literalCount))
      let literal = String(decoding: bytes, as: UTF8.self)
      let register = registers.name(entry.register)
      let indent = String(repeating: "  ", count: depth)
      switch entry.operation {
      case .open:
        lines.append(indent + literal.dropLast())
        depth += 1
      case .close: depth -= 1
      case .put: lines.append("\(indent)\(literal) \(register)")
      case .putList: lines.append("\(indent)\(literal) [\(register)]")
      }
    }
    return lines
  }

  private func lines(of document: DocumentPlan) -> [String] {
    let casts = plan.documents?.castsByRegister ?? [:]
    var depths: [Int] = []
    var lines: [String] = []
    for (number, node) in document.nodes.enumerated() {
      depths.append(node.parent < 0 ? 0 : depths[Int(node.parent)] + 1)
      guard node.parent >= 0 else { continue }
      let bytes = UnsafeBufferPointer(start: node.literal.base, count: node.literal.count)
      let cast = casts[document.registers.lowerBound + number].map { " \($0)" } ?? ""
      lines.append(
        String(repeating: "  ", count: depths[number]) + String(decoding: bytes, as: UTF8.self)
          + cast)
    }
    return lines
  }
}

extension DocumentsPlan {
  /// What an assignment casts values to; nil where they stay as they are.
  func cast(ofAssignment number: Int) -> String? {
    shapes.shapes[assignments[number].shape].cast?.name
  }

  /// The same by the place of the register that takes the value.
  fileprivate var castsByRegister: [Int: String] {
    var casts: [Int: String] = [:]
    for (number, assignment) in assignments.enumerated() {
      for node in assignment.nodes { casts[node.register.place] = cast(ofAssignment: number) }
    }
    return casts
  }
}
