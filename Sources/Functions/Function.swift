import Events

/// A built-in of the rule language: its declaration, its documentation and its body in one place.
///
/// Absent propagates: a body runs only when every argument of a non-optional parameter is present
/// and of the parameter's type (see `ParameterType.admits`). A list given where a scalar is
/// expected as the first argument is mapped item by item. A body gives `.absent` when it has no
/// result; it never throws.
///
/// A class, so that a look-up by name hands out one reference instead of copying all this.
public final class Function: Sendable {
  /// Computes the result of one call; `.absent` if there is none.
  public typealias Body = @Sendable (borrowing Arguments) -> Value
  /// Compiles the constant arguments once, when the rules load; nil where an argument is not a
  /// constant.
  public typealias Preparation = @Sendable ([ConstantArgument?], Resources) -> Prepared

  /// What preparing the constant arguments gave.
  public enum Prepared: Sendable {
    case ready(any PreparedArgument)
    /// A constant argument cannot be used; shown to the rule author at that argument.
    case invalid(argument: Int, message: String, help: String?)
  }

  /// A call with its result; shown in the reference and run as a test.
  public struct Example: Sendable {
    /// Arguments as JSON texts; `absent` stands for an absent one.
    public var arguments: [String]
    /// The result as JSON text, `absent` or `failed`.
    public var result: String

    /// A call with these arguments, and its result.
    public init(_ arguments: [String], _ result: String) {
      self.arguments = arguments
      self.result = result
    }
  }

  /// The name that rules call it by.
  public let name: String
  /// Other names that rules may use.
  public let aliases: [String]
  /// The parameters in order; optional ones after required ones, a variadic one last.
  public let parameters: [Parameter]
  /// The type of a present result.
  public let returns: ResultType
  /// One line: what the caller gets.
  public let about: String
  /// Calls that show what it does.
  public let examples: [Example]
  /// Compiles the constant arguments when the rules load; nil if there is nothing to prepare.
  public let prepare: Preparation?
  /// Whether it copies lists as they stand, so that it costs what they are long, however many items
  /// they have.
  public let copiesLists: Bool
  /// The dotted names of all that its result, an object, can have; empty where that depends on more.
  let resultNames: [String]
  /// Whether it takes so long for one text, and for that alone, that its last answers are worth
  /// remembering.
  public let takesLong: Bool
  /// The implementation.
  public let body: Body

  /// A declaration; everything but the body is read when rules load, and by the reference.
  public init(
    _ name: String, aliases: [String] = [], parameters: [Parameter], returns: ResultType,
    about: String, examples: [Example], prepare: Preparation? = nil,
    copiesLists: Bool = false, resultNames: [String] = [], takesLong: Bool = false,
    body: @escaping Body
  ) {
    self.name = name
    self.aliases = aliases
    self.parameters = parameters
    self.returns = returns
    self.about = about
    self.examples = examples
    self.prepare = prepare
    self.copiesLists = copiesLists
    self.resultNames = resultNames
    self.takesLong = takesLong
    self.body = body
  }

  /// The least and the most arguments; nil when there is no most.
  public var arity: (least: Int, most: Int?) {
    let least = parameters.count(where: { !$0.isOptional && !$0.isVariadic })
    return (least, parameters.contains(where: \.isVariadic) ? nil : parameters.count)
  }
}

/// What a parameter takes.
public enum ParameterType: String, Sendable {
  /// A text; numbers and booleans are taken as they are spelled.
  case text
  /// An integer, or a text that spells one.
  case integer
  /// An integer or float, or a text that spells one.
  case number
  case boolean
  case list
  case object
  /// A list or a text.
  case listOrText = "list or text"
  /// Any present value.
  case any
  /// A regular expression; must be a constant text.
  case pattern
  /// A text that must be a constant.
  case constantText = "constant text"

  /// Whether a present value may stand here.
  public func admits(_ value: Value) -> Bool {
    switch self {
    case .text: !value.isContainer && value.kind != .null
    case .pattern, .constantText: value.kind == .string
    case .integer: value.kind == .integer || value.kind == .string
    case .number: value.isNumber || value.kind == .string
    case .boolean: value.isBoolean
    case .list: value.kind == .array
    case .object: value.kind == .object
    case .listOrText: value.kind == .array || !value.isContainer && value.kind != .null
    case .any: true
    }
  }

  /// Whether a list given here is mapped item by item.
  public var isScalar: Bool {
    switch self {
    case .text, .integer, .number, .boolean, .pattern, .constantText: true
    case .list, .object, .listOrText, .any: false
    }
  }
}

/// One parameter of a function.
public struct Parameter: Sendable {
  /// The name in signatures, messages and named arguments.
  public let name: String
  /// What the parameter accepts.
  public let type: ParameterType
  /// May be left out; the body then sees `arguments.count` too small or an absent value.
  public let isOptional: Bool
  /// Takes all remaining arguments; only the last parameter.
  public let isVariadic: Bool
  /// The body wants to see absent values here too.
  public let admitsAbsent: Bool
  /// What a template call passes where only later arguments are given, by their names.
  public let otherwise: ConstantArgument?
  /// A bit per `Value.Kind` it may have; worked out once, since calls are made by the thousand.
  let admittedKinds: UInt16

  /// A parameter; required, and never absent in the body, unless said otherwise.
  public init(
    _ name: String, _ type: ParameterType, optional: Bool = false, variadic: Bool = false,
    admitsAbsent: Bool = false, otherwise: ConstantArgument? = nil
  ) {
    self.name = name
    self.type = type
    isOptional = optional
    isVariadic = variadic
    self.admitsAbsent = admitsAbsent
    self.otherwise = otherwise
    // An optional argument may be left out by giving null or nothing.
    admittedKinds = type.admittedKinds | (optional || admitsAbsent ? 0b111 : 0)
  }
}

/// What a function gives, for checks before the first event.
public enum ResultType: String, Sendable {
  case text, integer, float, boolean, list, object, any
  /// The type of the first argument.
  case same = "same as the value"
}

/// A constant argument as the rule file wrote it, decoded.
public enum ConstantArgument: Sendable, Hashable {
  case text(String)
  case integer(Int)
  case float(Double)
  case boolean(Bool)
  case null
  case list([ConstantArgument])
}

/// What a `Preparation` made of the constant arguments: a compiled pattern, a parsed network.
public protocol PreparedArgument: AnyObject, Sendable {}

/// The arguments of one call, and what a body needs to answer.
public struct Arguments: ~Copyable {
  /// The arguments of the call, absent ones included where the parameter admits them.
  public let values: UnsafeBufferPointer<Value>
  // The caller keeps both alive for the call; counting references would cost more than most bodies.
  /// The worker's memory; the result may live in it until the event ends.
  public unowned(unsafe) let scratch: Scratch
  /// What the function's `prepare` returned; nil if it has none.
  public unowned(unsafe) let prepared: (any PreparedArgument)?
  /// When the run began, or what `--now` says: milliseconds since 1970-01-01T00:00:00Z.
  public let now: Int

  /// The arguments of one call; all of them must outlive it.
  public init(
    _ values: UnsafeBufferPointer<Value>, scratch: Scratch, prepared: (any PreparedArgument)?,
    now: Int
  ) {
    self.values = values
    self.scratch = scratch
    self.prepared = prepared
    self.now = now
  }

  /// The number of arguments given.
  public var count: Int { values.count }

  /// The argument, or absent where fewer were given.
  public func value(_ index: Int) -> Value {
    index < values.count ? values[index] : .absent
  }

  /// The argument; of members of one name in its objects the last.
  public func distinct(_ index: Int) -> Value {
    RepeatedMembers.removed(from: value(index), in: scratch)
  }

  /// The decoded text of an argument: strings unescaped, numbers and booleans as spelled.
  public func text(_ index: Int) -> Bytes {
    let value = value(index)
    if value.form != .escaped { return value.spelling }
    // An exhausted scratch rejects the event as a whole, so an empty text here is never seen.
    return JSONText.decoded(value, in: scratch) ?? .empty
  }

  /// The argument as a 64-bit integer, or nil.
  public func integer(_ index: Int) -> Int? {
    let value = value(index)
    guard value.kind == .integer || value.kind == .string else { return nil }
    return Number.int64(text(index)).map(Int.init)
  }

  /// The argument as a finite double, or nil.
  public func double(_ index: Int) -> Double? {
    let value = value(index)
    guard value.isNumber || value.kind == .string else { return nil }
    return Number.double(text(index))
  }
}

extension Function {
  /// `name(value, [separator], …)`
  public var signature: String {
    let list = parameters.map { parameter in
      parameter.isVariadic
        ? "\(parameter.name)…" : parameter.isOptional ? "[\(parameter.name)]" : parameter.name
    }
    return "\(name)(\(list.joined(separator: ", ")))"
  }
}
