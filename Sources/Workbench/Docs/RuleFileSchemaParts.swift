import JSON

/// The parts of a JSON Schema.
extension RuleFileSchema {
  func make(_ pairs: [(String, JSONTree)]) -> JSONTree {
    .object(pairs.map { JSONTree.Member($0.0, $0.1) })
  }

  func members(_ tree: JSONTree) -> [(String, JSONTree)] {
    if case .object(let members) = tree { members.map { ($0.name, $0.value) } } else { [] }
  }

  func merge(_ pairs: [(String, JSONTree)], _ tree: JSONTree) -> JSONTree {
    make(pairs + members(tree))
  }

  func texts(_ values: [String]) -> JSONTree { .list(values.map { .text($0) }) }

  func ref(_ name: String) -> JSONTree { make([("$ref", .text("#/definitions/\(name)"))]) }

  func type(_ name: String, _ more: [(String, JSONTree)] = []) -> JSONTree {
    make([("type", .text(name))] + more)
  }

  func any(_ options: JSONTree...) -> JSONTree { make([("anyOf", .list(options))]) }

  func list(of item: JSONTree, least: Int = 0) -> JSONTree {
    type("array", [("items", item)] + (least > 0 ? [("minItems", .number("\(least)"))] : []))
  }

  func values(_ item: JSONTree) -> JSONTree {
    type("object", [("additionalProperties", item)])
  }

  /// A map of just these keys, each read by `reading`.
  func object(
    _ keys: [String], required: [String] = [], reading: (String) -> JSONTree, about: String? = nil
  ) -> JSONTree {
    var pairs = about.map { [("description", JSONTree.text($0))] } ?? []
    pairs += [
      ("type", .text("object")), ("properties", make(keys.map { ($0, reading($0)) })),
      ("additionalProperties", .boolean(false)),
    ]
    if !required.isEmpty { pairs.append(("required", texts(required))) }
    return make(pairs)
  }

  /// Texts, some of which are offered for completion.
  func offering(_ words: [String], _ about: String) -> JSONTree {
    type(
      "string",
      [
        ("description", .text(about)), ("minLength", .number("1")),
        ("anyOf", .list([make([("enum", texts(words))]), make([])])),
      ])
  }

  /// `from` or `value`, not both.
  var oneSource: JSONTree {
    make([("oneOf", .list(["from", "value"].map { make([("required", texts([$0]))]) }))])
  }

  /// Names of fields: parts between dots, none of them empty.
  var fieldNames: (String, JSONTree) {
    ("propertyNames", make([("pattern", .text("^[^.]+(\\.[^.]+)*$"))]))
  }

  func withOneOf(_ keys: [String], _ tree: JSONTree) -> JSONTree {
    merge(
      members(tree), make([("anyOf", .list(keys.map { make([("required", texts([$0]))]) }))]))
  }
}
