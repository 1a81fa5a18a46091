import JSON
import Schema
import Text
import YAML

/// One rule file as written, before any name in it is resolved.
///
/// The files it includes are parsed too and stand in `includes`, each with its own spans.
public struct Mapping: Sendable {
  public var span: Span
  public var version: Located<Int>?
  public var name: Located<String>?
  public var description: Located<String>?
  public var schemas: [SchemaLayer] = []
  /// Values treated as absent; nil when the file has no `ignore:` (then null and "").
  public var ignore: [Located<Constant>]?
  public var decode: Decode?
  public var infer: [Inference] = []
  public var fragments: [Fragment] = []
  public var tables: [Table] = []
  public var includes: [Mapping] = []
  public var stages: [Stage] = []
  public var tests: [InlineTest] = []
  public var docs: Docs?
  /// What rules leave out of the event on purpose.
  public var unread: [UnreadPath] = []

  public init(span: Span) { self.span = span }
}

/// One step of a mapping, with what all kinds of step share.
public struct Stage: Sendable {
  public var kind: Kind
  public var when: Expression?
  public var note: Located<String>?
  public var span: Span

  public enum Kind: Sendable {
    case assign(Assignment)
    case group(Group)
    case match(Match)
    case forEach(ForEach)
    case decode(Decode)
    case use([FragmentUse])
    /// The text, where given, is the reason shown in statistics.
    case drop(reason: Located<String>?)
    case emit(Emit)
  }

  public init(kind: Kind, when: Expression? = nil, note: Located<String>? = nil, span: Span) {
    self.kind = kind
    self.when = when
    self.note = note
    self.span = span
  }
}

/// `set:`, `map:` and `stages:` of one block; they run in this order.
public struct Group: Sendable {
  public var set: [Assignment] = []
  public var map: [Assignment] = []
  public var stages: [Stage] = []

  public init() {}
}

/// Source, condition, cast, target.
public struct Assignment: Sendable {
  public enum Source: Sendable {
    case expression(Expression)
    /// `from: [a, b]`: the first present one.
    case firstPresent([Expression])
    case constant(Located<Constant>)
  }

  public enum OnError: Sendable {
    case skip, tag, reject
    case value(Located<Constant>)
  }

  /// Dotted names; inside a fragment they may hold `${parameter}`.
  public var targets: [Located<String>]
  public var source: Source
  public var cast: Cast?
  public var lookup: Lookup?
  public var when: Expression?
  public var onError: Located<OnError>?
  public var unlessSet: Bool = false
  public var note: Located<String>?
  /// Where the items of a constant list stand; empty for other sources.
  public var itemSpans: [Span] = []
  public var span: Span

  public init(targets: [Located<String>], source: Source, span: Span) {
    self.targets = targets
    self.source = source
    self.span = span
  }
}

/// `as: long` or `as: date("%d/%m/%Y", tz: "Europe/Paris")`.
public struct Cast: Sendable {
  public var name: Located<String>
  public var arguments: [Located<Constant>] = []
  public var named: [(name: Located<String>, value: Located<Constant>)] = []
  public var span: Span

  public init(name: Located<String>, span: Span) {
    self.name = name
    self.span = span
  }
}

public struct Lookup: Sendable {
  public enum Source: Sendable {
    case inline([TableEntry])
    case named(Located<String>)
  }

  public var source: Source
  /// What a miss gives; nil leaves the target alone.
  public var otherwise: Located<Constant>?
  public var span: Span

  public init(source: Source, otherwise: Located<Constant>? = nil, span: Span) {
    self.source = source
    self.otherwise = otherwise
    self.span = span
  }
}

public struct TableEntry: Sendable {
  public var key: Located<Constant>
  public var value: Located<Constant>

  public init(key: Located<Constant>, value: Located<Constant>) {
    self.key = key
    self.value = value
  }
}

/// `tables: {name: {key: value, …}}`.
public struct Table: Sendable {
  public var name: Located<String>
  public var entries: [TableEntry]

  public init(name: Located<String>, entries: [TableEntry]) {
    self.name = name
    self.entries = entries
  }
}

/// `match: value` with `cases:`.
public struct Match: Sendable {
  public struct Case: Sendable {
    /// `is:` values; empty for `else: true`.
    public var values: [Located<Constant>]
    public var isElse: Bool
    public var when: Expression?
    public var body: Group
    public var note: Located<String>?
    public var span: Span

    public init(values: [Located<Constant>], isElse: Bool, body: Group, span: Span) {
      self.values = values
      self.isElse = isElse
      self.body = body
      self.span = span
    }
  }

  public var subject: Expression
  public var cases: [Case]

  public init(subject: Expression, cases: [Case]) {
    self.subject = subject
    self.cases = cases
  }
}

/// `for_each: list` writing a list to `to`; `$item` inside.
public struct ForEach: Sendable {
  public enum Body: Sendable {
    /// `map:` and `set:`: one object an item; targets are relative to the item.
    case objects(Group)
    /// `from:`: one value an item.
    case values(Expression)
  }

  public var list: Expression
  public var target: Located<String>
  /// `where:` keeps only the items for which it holds.
  public var filter: Expression?
  public var body: Body

  public init(list: Expression, target: Located<String>, filter: Expression?, body: Body) {
    self.list = list
    self.target = target
    self.filter = filter
    self.body = body
  }
}

/// `decode: {kind: source, name: result, …options}`.
public struct Decode: Sendable {
  /// `json`, `kv`, …
  public var kind: Located<String>
  public var source: Expression
  /// The result is `$name`; nil at the top of a file, where the result is the event itself.
  public var name: Located<String>?
  /// `else:` what to take when the source is absent or cannot be decoded.
  public var otherwise: Expression?
  /// `on_error:` what to do where the source is present and nothing comes of it; never a value.
  public var onError: Located<Assignment.OnError>?
  /// The other keys: `pattern`, `columns`, `delimiter`, …
  public var options: [Option] = []
  public var span: Span

  public init(kind: Located<String>, source: Expression, span: Span) {
    self.kind = kind
    self.source = source
    self.span = span
  }

  /// A key of a decode beside its kind, or a member of one that is a map.
  public struct Option: Sendable {
    public var name: Located<String>
    public var value: Located<Constant>
    /// What stands under it, where it is a map.
    public var members: [Option] = []
    var text: EmbeddedSource?

    /// The place in the file of a range of bytes of the text.
    public func span(of range: Range<Int>) -> Span {
      text?.span(range.lowerBound, range.upperBound) ?? value.span
    }
  }
}

/// One more event; the body writes its fields, starting from none.
public struct Emit: Sendable {
  /// `for_each:` emits one event an item, `$item` inside.
  public var list: Expression?
  public var body: Group

  public init(list: Expression?, body: Group) {
    self.list = list
    self.body = body
  }
}

/// `name(parameters):` under `fragments:`.
public struct Fragment: Sendable {
  public var name: Located<String>
  public var parameters: [Located<String>]
  public var stages: [Stage]
  public var span: Span

  public init(
    name: Located<String>, parameters: [Located<String>], stages: [Stage], span: Span
  ) {
    self.name = name
    self.parameters = parameters
    self.stages = stages
    self.span = span
  }
}

/// `use: name(arguments)`.
public struct FragmentUse: Sendable {
  public var name: Located<String>
  public var arguments: [Expression]
  public var span: Span

  public init(name: Located<String>, arguments: [Expression], span: Span) {
    self.name = name
    self.arguments = arguments
    self.span = span
  }
}

/// An entry of `infer:`: a name, or `{name: …, when: …}`.
public struct Inference: Sendable {
  public var name: Located<String>
  public var when: Expression?

  public init(name: Located<String>, when: Expression?) {
    self.name = name
    self.when = when
  }
}

/// An entry of `tests:`.
public struct InlineTest: Sendable {
  public var name: Located<String>
  /// `in:` the event.
  public var input: Located<Constant>
  /// `out:` the expected output, or the list of them where events are emitted; nil says the event
  /// is dropped (`out: null`).
  public var output: Located<Constant>?
  /// `partial: true`: only the listed fields are compared.
  public var isPartial: Bool
  public var span: Span

  public init(
    name: Located<String>, input: Located<Constant>, output: Located<Constant>?, isPartial: Bool,
    span: Span
  ) {
    self.name = name
    self.input = input
    self.output = output
    self.isPartial = isPartial
    self.span = span
  }
}

/// An entry of `unread:`: a part of the event that no rule reads, and why.
public struct UnreadPath: Sendable {
  /// Everything below it is left out too.
  public var path: Path
  public var reason: Located<String>

  public init(path: Path, reason: Located<String>) {
    self.path = path
    self.reason = reason
  }
}

/// `docs:` what the page of a rule file says that its rules do not.
public struct Docs: Sendable {
  /// A kind of data the events tell about, in the words of people.
  public struct DataSource: Sendable {
    public var name: Located<String>
    public var description: Located<String>

    public init(name: Located<String>, description: Located<String>) {
      self.name = name
      self.description = description
    }
  }

  public var title: Located<String>?
  public var dataSources: [DataSource] = []
  /// Names of fixtures that the page shows, in this order.
  public var samples: [Located<String>] = []
  /// Fields that the rules write and the table of fields leaves out; the page says so.
  public var hidden: [Located<String>] = []
  public var span: Span

  public init(span: Span) { self.span = span }
}
