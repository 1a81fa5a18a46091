import Events
import Functions
import Text

/// What a step means to the reader of the rules; for traces, never for mapping.
public struct StepLabel: Sendable {
  /// The index in `Plan.guards` of the innermost guard around the step; -1 for none.
  public var guardNumber: Int32 = -1
  /// The guard whose condition the step is a part of; -1 for none.
  public var condition: Int32 = -1
  /// Whether the step jumps where a template failed.
  public var isFailure = false
  /// The first of the alternatives that the step chooses from, a number in `Plan.alternatives`; -1
  /// where it chooses from none.
  public var alternatives: Int32 = -1
  /// A number in `Plan.probes`; -1 where the step has none.
  public var probe: Int32 = -1
}

/// One of the values that a step may take.
public struct Alternative: Sendable {
  /// What kind of choice it is.
  public enum Kind: Sendable {
    /// One of `a else b`, or of a list of sources.
    case source
    /// An entry of a table.
    case entry
    /// What a table gives for a key that it does not have.
    case otherwise
  }

  /// What kind of choice it is.
  public var kind: Kind
  /// The source, the key of the entry, the value otherwise given.
  public var span: Span

  /// A choice and where it is written.
  package init(kind: Kind, span: Span) {
    self.kind = kind
    self.span = span
  }
}

/// Something in the rules that decides whether steps below it run.
public struct Guard: Sendable {
  /// What kind of condition it is.
  public enum Kind: Sendable {
    /// A `when:` of a stage, an assignment, a case or an inference; a `where:` of a loop.
    case condition
    /// A case of a `match:`.
    case matchCase
    /// The `else: true` of a `match:`.
    case matchElse
    /// A fragment's body, which stands for its `use:`; it always holds.
    case use
    /// The body of a `for_each` or an `emit`; it holds where there is an item.
    case item

    /// Whether it is one of those that a `match` chooses from.
    public var isCase: Bool { self == .matchCase || self == .matchElse }
  }

  /// The guard around this one; -1 for none.
  public var outer: Int32
  /// What kind of condition it is.
  public var kind: Kind
  /// The condition, the values of the case, the `use`.
  public var span: Span
  /// What a case is compared with.
  public var subject: Register?
}

/// What the rules call the value of a register.
public enum RegisterName: Sendable, Equatable {
  /// Nothing: a value between two steps.
  case none
  case constant
  /// A path that events are read by, such as `agent.hostname`, `$raw.message`, `$item.id`.
  case source(String)
  /// A field that rules write, and what it is a part of.
  case target(String, TargetScope)
  /// What an expression computes.
  case expression(Span)
}

/// What a target field is a part of.
public enum TargetScope: Sendable {
  case event
  /// An item of the list that a `for_each` makes.
  case item
  /// An event of an `emit`.
  case emitted
}

extension Plan {
  /// The guards around a step, outermost first.
  public func guards(around step: Int) -> [Int] { chain(Int(labels[step].guardNumber)) }

  /// A guard and those around it, outermost first.
  public func chain(_ innermost: Int) -> [Int] {
    var result: [Int] = []
    var next = innermost
    while next >= 0 {
      result.append(next)
      next = Int(guards[next].outer)
    }
    return result.reversed()
  }

  /// The field that a step writes, nil for a step that writes none.
  public func target(of step: Int) -> (name: String, scope: TargetScope)? {
    var written: Register?
    forEachRegister(of: step) { if !$1, written == nil { written = $0 } }
    guard let written, case .target(let name, let scope) = registerNames[written.place] else {
      return nil
    }
    return (name, scope)
  }

  /// The templates of all objects that are written: the event, items of loops, emitted events.
  public var templates: [OutputTemplate] {
    [template] + emits.map(\.template)
      + loops.compactMap { loop in
        if case .objects(let template) = loop.result { template } else { nil }
      }
  }

  /// All fields that some step writes, sorted.
  public var targets: [String] {
    // `on_error: tag` writes where no step of its own does.
    let tagged = tags == nil ? [] : ["tags"]
    return Set(tagged + steps.indices.compactMap { target(of: $0)?.name }).sorted()
  }

  /// The targets that enclose a field and take whatever members a value has, as `labels` does for
  /// `labels.env`.
  public func holders(of field: String) -> Set<String> {
    var holders: Set<String> = []
    var known: Set<String> = []
    for step in steps.indices {
      guard let (name, scope) = target(of: step) else { continue }
      if field.hasPrefix("\(name).") {
        if takesMembers(step) { holders.insert(name) }
      } else if scope == .item {
        known.insert(name)
      }
    }
    // The members of a loop's objects are those that its body names.
    return holders.filter { holder in !known.contains { $0.hasPrefix("\(holder).") } }
  }

  private var firstConstant: Int { registerCount - constants.count }

  private func takesMembers(_ step: Int) -> Bool {
    switch steps[step] {
    case .write(_, _, let rule): rules[Int(rule)].cast.mayHaveMembers
    case .set(_, let from), .setIfUnset(_, let from):
      constants.indices.contains(from.place - firstConstant)
        && constants[from.place - firstConstant].isContainer
    // A node of a document takes what a value has.
    case .assign, .put: true
    default: false
    }
  }
}
