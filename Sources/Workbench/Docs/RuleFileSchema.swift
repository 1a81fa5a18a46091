import Events
import Functions
import JSON
import Language
import Planning
import Schema

/// A JSON Schema of rule files, for the completions and the first checks of an editor.
///
/// Draft-07, which YAML language servers know best. Names of fields are offered, never demanded:
/// vendor layers and fragments' `${parameter}` add names that only `hl-map check` can know.
package struct RuleFileSchema {
  private let fields: [Field]

  /// A schema that knows the fields of this one.
  package init(schema: Schema) { fields = schema.fields }

  /// The schema as JSON.
  package var tree: JSONTree {
    var root = object(
      RuleKeys.top, required: ["hlmap"], reading: top,
      about: "A rule file of hl-map, version 1")
    root = merge(
      [
        ("$schema", .text("http://json-schema.org/draft-07/schema#")),
        ("title", .text("hl-map rule file")),
      ], root)
    return merge(members(root), make([("definitions", make(definitions))]))
  }

  // MARK: Keys

  private func top(_ key: String) -> JSONTree {
    switch key {
    case "hlmap": make([("const", .number("1"))])
    case "name", "description": ref("text")
    case "schema":
      any(ref("schemaLayer"), list(of: ref("schemaLayer")))
    case "ignore": list(of: make([]))
    case "decode": ref("eventDecode")
    case "let": values(ref("source"))
    case "infer":
      list(
        of: any(
          make([("enum", texts(RuleNames.inferences))]),
          object(
            RuleKeys.inference, required: ["name"],
            reading: {
              $0 == "when" ? ref("condition") : make([("enum", texts(RuleNames.inferences))])
            })))
    case "fragments": values(any(ref("stages"), ref("stage")))
    case "tables": values(values(make([])))
    case "include": any(ref("name"), list(of: ref("name"), least: 1))
    case "stages": ref("stages")
    case "unread": values(ref("reason"))
    case "tests":
      list(of: object(RuleKeys.test, required: ["name", "in", "out"], reading: test))
    default: make([])
    }
  }

  private func test(_ key: String) -> JSONTree {
    switch key {
    case "name": ref("text")
    case "out":
      any(make([("type", texts(["object", "null"]))]), list(of: type("object"), least: 1))
    case "partial": type("boolean")
    default: make([])
    }
  }

  /// The keys of stages, cases and entries of `map`.
  private func stage(_ key: String) -> JSONTree {
    switch key {
    case "to": any(ref("target"), list(of: ref("target"), least: 1))
    case "from": ref("source")
    case "as": ref("cast")
    case "lookup":
      any(ref("name"), values(make([])))
    case "on_error":
      any(
        make([("enum", texts(["skip", "tag", "reject"]))]),
        object(["value"], required: ["value"], reading: { _ in make([]) }))
    case "unless_set", "append": type("boolean")
    case "when", "where": ref("condition")
    case "note": ref("text")
    case "set", "map": ref(key)
    case "stages": ref("stages")
    case "match", "for_each": ref("expression")
    case "cases": list(of: ref("case"))
    case "let": values(ref("source"))
    case "decode": any(ref("stageDecode"), list(of: ref("stageDecode"), least: 1))
    case "use": any(ref("use"), list(of: ref("use")))
    case "drop":
      make([("type", texts(["boolean", "string"])), ("not", make([("const", .boolean(false))]))])
    case "remove": any(ref("name"), list(of: ref("name"), least: 1))
    case "emit": ref("emit")
    default: make([])
    }
  }

  // MARK: Definitions

  private var definitions: [(String, JSONTree)] {
    let assignment = object(RuleKeys.assignment, reading: stage)
    return [
      ("text", make([("type", texts(["string", "number", "boolean", "null"]))])),
      ("name", type("string", [("minLength", .number("1"))])),
      ("reason", any(type("string", [("pattern", .text("\\S"))]), type("number"), type("boolean"))),
      ("expression", expression),
      ("condition", make([("anyOf", .list([ref("expression"), type("boolean")]))])),
      ("source", any(ref("expression"), list(of: ref("expression"), least: 1))),
      ("fields", make([("properties", make(fields.map(hover)))])),
      ("target", offering(fields.map(\.name), "A field")),
      ("cast", castNames),
      ("mapValue", any(ref("expression"), ref("sources"), ref("assignment"))),
      ("sources", list(of: ref("expression"), least: 1)),
      ("assignment", merge(members(assignment), oneSource)),
      (
        "map",
        type(
          "object",
          [
            ("allOf", .list([ref("fields")])), fieldNames,
            ("additionalProperties", ref("mapValue")),
          ])
      ),
      (
        "set",
        type("object", [("allOf", .list([ref("fields"), ref("values")])), fieldNames])
      ),
      ("values", make([("properties", make(fields.compactMap(knownValues)))])),
      ("stages", list(of: ref("stage"))),
      (
        "stage",
        type("object", [("oneOf", .list(RuleKeys.shapes.indices.map { ref("stage\($0)") }))])
      ),
      ("case", matchCase),
      ("emit", withOneOf(RuleKeys.body, object(RuleKeys.emit, reading: stage))),
      ("stageDecode", decode(RuleKeys.decode, required: ["name"])),
      ("eventDecode", decode(RuleKeys.topDecode, required: [])),
      ("use", type("string", [("pattern", .text("^\\s*[^\\s()]+\\s*\\("))])),
      (
        "schemaLayer",
        any(
          offering(
            ECSVersion.allCases.map(\.name), "A version of ECS, or the path of a file of fields"),
          values(ref("declaration")))
      ),
      ("type", offering(FieldType.allCases.map(\.rawValue), "A type")),
      (
        "declaration",
        any(ref("type"), object(RuleKeys.fieldDeclaration, reading: declaration))
      ),
    ] + RuleKeys.shapes.enumerated().map { ("stage\($0.offset)", shape($0.element)) }
  }

  private var expression: JSONTree {
    type(
      "string",
      [
        ("description", .text(expressionHelp)), ("minLength", .number("1")),
        ("examples", texts(examples)),
      ])
  }

  private func declaration(_ key: String) -> JSONTree {
    switch key {
    case "type": ref("type")
    case "array": type("boolean")
    case "related":
      make([("enum", .list(RelatedList.allCases.map { .text($0.rawValue) } + [.boolean(false)]))])
    case "values": list(of: make([]))
    default: ref("text")
    }
  }

  private func shape(_ shape: RuleKeys.Shape) -> JSONTree {
    let isLoop = shape.heads == ["for_each"]
    // The names a loop writes are members of its items, not fields.
    let tree = object(
      shape.keys,
      reading: { key in
        if shape.heads == ["cases"], key == "cases" { return list(of: branch, least: 1) }
        if shape.heads == ["decode"], key == "decode" { return ref("stageDecode") }
        if isLoop, key == "map" { return values(ref("mapValue")) }
        if isLoop, key == "set" { return type("object") }
        if isLoop, key == "to" { return ref("target") }
        if isLoop, key == "from" { return ref("expression") }
        return stage(key)
      }, about: shape.name)
    switch shape.heads[0] {
    case "for_each":
      return merge(
        members(withOneOf(["map", "set", "from"], tree)),
        make([("required", texts(["for_each", "to"]))]))
    case "match": return merge(members(tree), make([("required", texts(["match", "cases"]))]))
    case "to":
      return merge(members(merge(members(tree), oneSource)), make([("required", texts(["to"]))]))
    default: return withOneOf(shape.heads, tree)
    }
  }

  private var branch: JSONTree {
    let isExclusive = JSONTree.list([
      make([("required", texts(["when"]))]), make([("required", texts(["else"]))]),
    ])
    return merge(
      members(
        object(
          RuleKeys.branch,
          reading: { $0 == "else" ? make([("const", .boolean(true))]) : stage($0) },
          about: "A case with a condition")), make([("oneOf", isExclusive)]))
  }

  private var matchCase: JSONTree {
    let isExclusive = JSONTree.list([
      make([("required", texts(["is"]))]), make([("required", texts(["else"]))]),
    ])
    let tree = object(
      RuleKeys.matchCase,
      reading: { key in
        switch key {
        case "is": make([])
        case "else": make([("const", .boolean(true))])
        default: stage(key)
        }
      })
    return merge(members(tree), make([("oneOf", isExclusive)]))
  }

  /// One shape a kind, each with its own options.
  private func decode(_ keys: [String], required: [String]) -> JSONTree {
    let kinds = DecodeKindTable.rules.map { kind in
      object(
        [kind.name] + kind.options.map(\.name) + keys,
        required: [kind.name] + required,
        reading: { key in
          if let option = kind.option(key) { return value(of: option) }
          switch key {
          case kind.name, "else": return ref("expression")
          case "on_error": return make([("enum", texts(["skip", "tag", "reject"]))])
          default: return ref("name")
          }
        }, about: kind.about)
    }
    return make([("oneOf", .list(kinds))])
  }

  private func value(of option: DecodeKind.Option) -> JSONTree {
    let shape: JSONTree =
      switch option.kind {
      case .names: list(of: ref("text"))
      case .grokPatterns: values(ref("name"))
      case .flag: type("boolean")
      case .text, .constantText, .regex, .grok: ref("name")
      case .computed: ref("expression")
      }
    return make([("description", .text(option.about)), ("allOf", .list([shape]))])
  }

  // MARK: Words

  private func hover(_ field: Field) -> (String, JSONTree) {
    var about = field.type.rawValue
    if field.isArray { about += ", array" }
    if field.isBeta { about += ", beta" }
    if let description = field.about { about += "\n\n" + description }
    return (field.name, make([("description", .text(about))]))
  }

  /// Offers the known values of a field; a vendor layer may allow others.
  private func knownValues(_ field: Field) -> (String, JSONTree)? {
    let known = field.allowedValues.isEmpty ? field.expectedValues : field.allowedValues
    if known.isEmpty { return nil }
    let one = make([("enum", texts(known))])
    let value = field.isArray ? any(list(of: any(one, make([]))), make([])) : any(one, make([]))
    return (field.name, value)
  }

  private var castNames: JSONTree {
    let first = CastKindTable.names + [CastKind.any.name]
    let names = first + FieldType.spellings.filter { !first.contains($0) }
    return type(
      "string",
      [
        ("description", .text("A type, or such as date(\"%d/%m/%Y\", tz: \"Europe/Paris\")")),
        (
          "anyOf",
          .list([
            make([("enum", texts(names))]), make([("pattern", .text("^\\s*(date|epoch)\\s*\\("))]),
          ])
        ),
      ])
  }

  private var expressionHelp: String {
    "An expression: a path such as agent.hostname, `a else b`, `value | function(…)`. Functions: "
      + FunctionTable.all.map(\.signature).joined(separator: ", ")
  }

  /// A call of each function, with what it takes named.
  private var examples: [String] {
    FunctionTable.all.map { function in
      let names = function.parameters.map(\.name)
      let rest = names.dropFirst().joined(separator: ", ")
      return "\(names.first ?? "x") | \(function.name)" + (rest.isEmpty ? "" : "(\(rest))")
    }
  }
}
