import JSON
import Planning
import Schema
import Text
import YAML

/// One rule file as written, before any name in it is resolved.
///
/// The files it includes are parsed too and stand in `includes`, each with its own spans.
public struct Mapping: Sendable {
  /// The whole document.
  public var span: Span
  /// The value of `hlmap:`.
  public var version: Located<Int>?
  /// The value of `name:`.
  public var name: Located<String>?
  /// The value of `description:`.
  public var description: Located<String>?
  /// The layers of `schema:`, in order.
  public var schemas: [SchemaLayer] = []
  /// Values treated as absent; nil when the file has no `ignore:` (then null and "").
  public var ignore: [Located<JSONTree>]?
  /// The `decode:` at the top of the file.
  public var decode: Decode?
  /// The entries of `let:`, in order; what they name is known in this file alone.
  public var bindings: [Binding] = []
  /// The entries of `infer:`, in order.
  public var infer: [Inference] = []
  /// The fragments that this file defines.
  public var fragments: [Fragment] = []
  /// The tables that this file defines.
  public var tables: [Table] = []
  /// The files of `include:`, in order.
  public var includes: [Mapping] = []
  /// The rules, in order.
  public var stages: [Stage] = []
  /// The entries of `tests:`, in order.
  public var tests: [InlineTest] = []
  /// The `docs:` of the file.
  public var docs: Docs?
  /// What rules leave out of the event on purpose.
  public var unread: [UnreadPath] = []

  /// An empty file.
  public init(span: Span) { self.span = span }

  /// The file and what it includes, each once, in the order they run: included files first.
  var filesInOrder: [Mapping] {
    var result: [Mapping] = []
    var seen: Set<UInt16> = []
    func visit(_ mapping: Mapping) {
      guard seen.insert(mapping.span.source).inserted else { return }
      for included in mapping.includes { visit(included) }
      result.append(mapping)
    }
    visit(self)
    return result
  }
}

/// One step of a mapping, with what all kinds of step share.
public struct Stage: Sendable {
  /// What the stage does.
  public var kind: Kind
  /// `when:` the condition under which it runs; nil for always.
  public var when: Expression?
  /// `note:` the author's remark.
  public var note: Located<String>?
  /// The whole stage.
  public var span: Span

  /// What a stage can do.
  public enum Kind: Sendable {
    case assign(Assignment)
    case group(Group)
    case match(Match)
    case branches(Branches)
    case forEach(ForEach)
    case decode(Decode)
    case use([FragmentUse])
    /// The text, where given, is the reason shown in statistics.
    case drop(reason: Located<String>?)
    /// `remove:` fields whose values, and those below them, are taken off again.
    case remove([Located<String>])
    case emit(Emit)
  }

  /// A stage of this kind.
  public init(kind: Kind, when: Expression? = nil, note: Located<String>? = nil, span: Span) {
    self.kind = kind
    self.when = when
    self.note = note
    self.span = span
  }
}

/// What one block does; its parts run in this order, wherever they stand.
public struct Group: Sendable {
  /// The entries of `let:`, in order.
  public var bindings: [Binding] = []
  /// The entries of `decode:`, as stages.
  public var decodes: [Stage] = []
  /// The assignments of `set:`, in order.
  public var set: [Assignment] = []
  /// The entries of `map:`, in order.
  public var map: [Assignment] = []
  /// The stages of `stages:`, in order.
  public var stages: [Stage] = []

  /// A block that does nothing.
  public init() {}
}

/// An entry of `let:`: a value that has a name from there to the end of its block.
public struct Binding: Sendable {
  /// The name, without `$`.
  public var name: Located<String>
  /// The expressions of which the first present one is the value.
  public var sources: [Expression]
  /// The whole entry.
  public var span: Span

  /// A value with a name.
  public init(name: Located<String>, sources: [Expression], span: Span) {
    self.name = name
    self.sources = sources
    self.span = span
  }
}

/// Source, condition, cast, target.
public struct Assignment: Sendable {
  /// Where the value comes from.
  public enum Source: Sendable {
    case expression(Expression)
    /// `from: [a, b]`: the first present one.
    case firstPresent([Expression])
    case constant(Located<JSONTree>)
  }

  /// What to do with a value that cannot be cast.
  public enum OnError: Sendable {
    case skip, tag, reject
    case value(Located<JSONTree>)
  }

  /// Dotted names; inside a fragment they may hold `${parameter}`.
  public var targets: [Located<String>]
  /// Where the value comes from.
  public var source: Source
  /// `as:` the type to cast to; nil casts to the type of the target.
  public var cast: Cast?
  /// `lookup:` the table that the value goes through; nil for none.
  public var lookup: Lookup?
  /// `when:` the condition under which it runs; nil for always.
  public var when: Expression?
  /// `on_error:` what to do with a value that cannot be cast.
  public var onError: Located<OnError>?
  /// `unless_set:` whether a target that already has a value keeps it.
  public var unlessSet: Bool = false
  /// `append:` whether a list that stands keeps its items; the key where it says so.
  public var append: Span?
  /// `note:` the author's remark.
  public var note: Located<String>?
  /// Where the items of a constant list stand; empty for other sources.
  public var itemSpans: [Span] = []
  /// The whole assignment.
  public var span: Span

  /// An unconditional assignment without cast or lookup.
  public init(targets: [Located<String>], source: Source, span: Span) {
    self.targets = targets
    self.source = source
    self.span = span
  }
}

/// `as: long` or `as: date("%d/%m/%Y", tz: "Europe/Paris")`.
public struct Cast: Sendable {
  /// The name of the type.
  public var name: Located<String>
  /// The positional arguments.
  public var arguments: [Located<JSONTree>] = []
  /// The named arguments, in order.
  public var named: [(name: Located<String>, value: Located<JSONTree>)] = []
  /// The whole cast, arguments included.
  public var span: Span

  /// A cast without arguments.
  public init(name: Located<String>, span: Span) {
    self.name = name
    self.span = span
  }
}

/// `lookup:` a table of values, and what a miss gives.
public struct Lookup: Sendable {
  /// Where the table is.
  public enum Source: Sendable {
    case inline([TableEntry])
    case named(Located<String>)
  }

  /// Where the table is.
  public var source: Source
  /// What a miss gives; nil leaves the target alone.
  public var otherwise: Located<JSONTree>?
  /// The whole lookup.
  public var span: Span

  /// A lookup in a table.
  public init(source: Source, otherwise: Located<JSONTree>? = nil, span: Span) {
    self.source = source
    self.otherwise = otherwise
    self.span = span
  }
}

/// One `key: value` of a table.
public struct TableEntry: Sendable {
  /// The value to look for.
  public var key: Located<JSONTree>
  /// What it maps to.
  public var value: Located<JSONTree>

  /// An entry of a table.
  public init(key: Located<JSONTree>, value: Located<JSONTree>) {
    self.key = key
    self.value = value
  }
}

/// `tables: {name: {key: value, …}}`.
public struct Table: Sendable {
  /// The name that lookups use.
  public var name: Located<String>
  /// The entries, in order.
  public var entries: [TableEntry]

  /// A named table.
  public init(name: Located<String>, entries: [TableEntry]) {
    self.name = name
    self.entries = entries
  }
}

/// `match: value` with `cases:`.
public struct Match: Sendable {
  /// One case; the first that fits runs.
  public struct Case: Sendable {
    /// `is:` values; empty for `else: true`.
    public var values: [Located<JSONTree>]
    /// Whether it is the `else: true` case.
    public var isElse: Bool
    /// `when:` a further condition; nil for none.
    public var when: Expression?
    /// What the case does.
    public var body: Group
    /// `note:` the author's remark.
    public var note: Located<String>?
    /// The whole case.
    public var span: Span

    /// A case without a further condition.
    public init(values: [Located<JSONTree>], isElse: Bool, body: Group, span: Span) {
      self.values = values
      self.isElse = isElse
      self.body = body
      self.span = span
    }
  }

  /// The value that cases are compared with.
  public var subject: Expression
  /// The cases, in order.
  public var cases: [Case]

  /// A match of `subject`.
  public init(subject: Expression, cases: [Case]) {
    self.subject = subject
    self.cases = cases
  }
}

/// `cases:` without a `match:`: the first of which the condition holds runs.
public struct Branches: Sendable {
  /// One case.
  public struct Branch: Sendable {
    /// `when:` the condition; nil for `else: true`.
    public var when: Expression?
    /// What the case does.
    public var body: Group
    /// The whole case.
    public var span: Span

    /// A case.
    public init(when: Expression?, body: Group, span: Span) {
      self.when = when
      self.body = body
      self.span = span
    }
  }

  /// The cases, in order; only the last one may be without a condition.
  public var branches: [Branch]

  /// Cases with conditions of their own.
  public init(_ branches: [Branch]) { self.branches = branches }
}

/// `for_each: list` writing a list to `to`; `$item` inside.
public struct ForEach: Sendable {
  /// What is done with each item.
  public enum Body: Sendable {
    /// `map:` and `set:`: one object an item; targets are relative to the item.
    case objects(Group)
    /// `from:`: one value an item.
    case values(Expression)
  }

  /// The list to go through.
  public var list: Expression
  /// `let:` values of the item that have a name.
  public var bindings: [Binding] = []
  /// `to:` the field that receives the result.
  public var target: Located<String>
  /// `where:` keeps only the items for which it holds.
  public var filter: Expression?
  /// What is done with each item.
  public var body: Body
  /// `append:` whether a list that stands keeps its items; the key where it says so.
  public var append: Span?

  /// A loop that writes a list to `target`.
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
  /// The value to decode.
  public var source: Expression
  /// The result is `$name`; nil at the top of a file, where the result is the event itself.
  public var name: Located<String>?
  /// `else:` what to take when the source is absent or cannot be decoded.
  public var otherwise: Expression?
  /// The option that each event computes, such as `near:`.
  public var parameter: Expression?
  /// `on_error:` what to do if the source is present but does not decode; never a value.
  public var onError: Located<Assignment.OnError>?
  /// The other keys, which are constants: `pattern`, `columns`, `delimiter`, …
  public var options: [Option] = []
  /// The whole declaration.
  public var span: Span

  /// A decode without options.
  public init(kind: Located<String>, source: Expression, span: Span) {
    self.kind = kind
    self.source = source
    self.span = span
  }

  /// A key of a decode beside its kind, or a member of one that is a map.
  public struct Option: Sendable {
    /// The key.
    public var name: Located<String>
    /// The value.
    public var value: Located<JSONTree>
    /// The members, if the value is a map.
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
  /// What fills in the event.
  public var body: Group

  /// An emitted event, or one per item of `list`.
  public init(list: Expression?, body: Group) {
    self.list = list
    self.body = body
  }
}

/// `name(parameters):` under `fragments:`.
public struct Fragment: Sendable {
  /// The name that uses refer to.
  public var name: Located<String>
  /// The parameters, in order, without `$`.
  public var parameters: [Located<String>]
  /// What a use runs.
  public var stages: [Stage]
  /// The whole fragment.
  public var span: Span

  /// A fragment.
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
  /// The name of the fragment.
  public var name: Located<String>
  /// The arguments, in order.
  public var arguments: [Expression]
  /// The whole use.
  public var span: Span

  /// A use of a fragment.
  public init(name: Located<String>, arguments: [Expression], span: Span) {
    self.name = name
    self.arguments = arguments
    self.span = span
  }
}

/// An entry of `infer:`: a name, or `{name: …, when: …}`.
public struct Inference: Sendable {
  /// The name of the inference, such as `related`.
  public var name: Located<String>
  /// `when:` the condition under which it runs; nil for always.
  public var when: Expression?

  /// An inference to run.
  public init(name: Located<String>, when: Expression?) {
    self.name = name
    self.when = when
  }
}

/// An entry of `unread:`: a part of the event that no rule reads, and why.
public struct UnreadPath: Sendable {
  /// Everything below it is left out too.
  public var path: Path
  /// Why no rule reads it.
  public var reason: Located<String>

  /// A part of the event that is left unread on purpose.
  public init(path: Path, reason: Located<String>) {
    self.path = path
    self.reason = reason
  }
}

/// `docs:` what the page of a rule file says beyond its rules.
public struct Docs: Sendable {
  /// A kind of data the events tell about, in the words of people.
  public struct DataSource: Sendable {
    /// The kind of data, such as `Process monitoring`.
    public var name: Located<String>
    /// What the events say about it.
    public var description: Located<String>

    /// A kind of data and what the events say about it.
    public init(name: Located<String>, description: Located<String>) {
      self.name = name
      self.description = description
    }
  }

  /// `title:` the heading of the page.
  public var title: Located<String>?
  /// The kinds of data, in order.
  public var dataSources: [DataSource] = []
  /// Names of fixtures that the page shows, in this order.
  public var samples: [Located<String>] = []
  /// Fields that the rules write and the table of fields leaves out; the page says so.
  public var hidden: [Located<String>] = []
  /// The whole `docs:`.
  public var span: Span

  /// Docs without content.
  public init(span: Span) { self.span = span }
}
