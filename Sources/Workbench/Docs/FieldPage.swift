import JSON
import Schema
import Text

/// What is known of one field or group, for people and for programs.
package struct FieldPage {
  /// Why there is nothing to show; nil where there is.
  package private(set) var problem: String?
  /// The page for people; empty if there is nothing to show.
  package private(set) var text = ""
  /// The page for programs; null if there is nothing to show.
  package private(set) var tree = JSONTree.null

  /// Looks up a dotted name, which may be that of a group.
  package init(_ name: String, in schema: Schema) {
    switch schema.resolve(name) {
    case .field(let field):
      text = Self.text(of: field, in: schema)
      tree = Self.tree(of: field)
      let members = Self.members(of: name, in: schema)
      if !members.isEmpty { text += "\n" + Self.table(members) }
    case .open(let parent):
      text =
        "\(SafeText.line(name))\n  any name may be written below \(parent.name), which is declared "
        + "\(parent.type.rawValue); it is written uncast\n"
      tree = .object([
        .init("name", .text(name)), .init("below", .text(parent.name)),
        .init("type", .text("any")),
      ])
    case .group:
      let members = Self.members(of: name, in: schema)
      text = "\(SafeText.line(name)), a group of \(Wording.count(members.count, "field"))\n"
      text += Self.table(members, indent: "  ")
      tree = .object([
        .init("name", .text(name)),
        .init("fields", .list(members.map { Self.tree(of: $0) })),
      ])
    case .underScalar(let parent):
      problem =
        "`\(name)` stands below `\(parent.name)`, which holds a \(parent.type.rawValue)"
    case .unknown(let suggestion):
      problem =
        "there is no field `\(name)`" + (suggestion.map { "; did you mean `\($0)`?" } ?? "")
    }
  }

  private static func members(of name: String, in schema: Schema) -> [Field] {
    schema.fields.filter { $0.name.hasPrefix(name + ".") }
  }

  /// The versions of ECS that have a field, newest first.
  private static func versions(of name: String) -> [(version: ECSVersion, field: Field)] {
    ECSVersion.allCases.compactMap { version in
      version.field(name).map { (version, $0) }
    }
  }

  private static func text(of field: Field, in schema: Schema) -> String {
    var rows = [("type", field.type.rawValue), ("array", field.isArray ? "yes" : "no")]
    if !field.allowedValues.isEmpty {
      rows.append(("allowed", field.allowedValues.joined(separator: ", ")))
    }
    if !field.expectedValues.isEmpty {
      rows.append(("expected", field.expectedValues.joined(separator: ", ")))
    }
    if field.name == "event.category" {
      for value in field.allowedValues {
        guard let types = schema.expectedEventTypes(category: value), !types.isEmpty else {
          continue
        }
        rows.append(("  \(value)", "with event.type \(types.joined(separator: ", "))"))
      }
    }
    if let pattern = field.pattern { rows.append(("pattern", pattern)) }
    if let related = field.related { rows.append(("related", "in related.\(related.rawValue)")) }
    if let list = RelatedList(rawValue: String(field.name.dropFirst("related.".count))),
      field.name.hasPrefix("related.")
    {
      let gathered = schema.fields.filter { $0.related == list }.map(\.name)
      rows += gathered.enumerated().map { ($0.offset == 0 ? "gathers" : "", $0.element) }
    }
    let versions = versions(of: field.name).map {
      $0.version.name + ($0.field.isBeta ? " (beta)" : "")
    }
    rows.append(("in", versions.isEmpty ? "no ECS version" : versions.joined(separator: ", ")))
    if field.source == .vendor { rows.append(("declared", "by the rule file's own fields")) }
    if let about = field.about { rows.append(("about", about)) }
    if let names = FieldWords.of(field.name)?.productNames, !names.isEmpty {
      rows.append(("also", names.joined(separator: " ")))
    }
    let width = rows.map(\.0.count).max() ?? 0
    return "\(SafeText.line(field.name))\n"
      + rows.map { row in
        "  \(row.0)\(String(repeating: " ", count: width - row.0.count))  \(SafeText.line(row.1))\n"
      }.joined()
  }

  /// One field a line: name, type, what is special.
  package static func table(_ fields: [Field], indent: String = "") -> String {
    let width = fields.map { SafeText.line($0.name).count }.max() ?? 0
    return fields.map { field in
      var notes = field.type.rawValue
      if field.isArray { notes += ", array" }
      if field.isBeta { notes += ", beta" }
      if let about = field.about { notes += "  \(about)" }
      let name = SafeText.line(field.name)
      let gap = String(repeating: " ", count: width - name.count)
      return "\(indent)\(name)\(gap)  \(SafeText.line(notes))\n"
    }.joined()
  }

  /// What is known of a field, as a JSON object.
  package static func tree(of field: Field) -> JSONTree {
    func texts(_ values: [String]) -> JSONTree { .list(values.map { .text($0) }) }
    return .object([
      .init("name", .text(field.name)),
      .init("type", .text(field.type.rawValue)),
      .init("array", .boolean(field.isArray)),
      .init("allowed_values", texts(field.allowedValues)),
      .init("expected_values", texts(field.expectedValues)),
      .init("pattern", field.pattern.map { .text($0) } ?? .null),
      .init("beta", .boolean(field.isBeta)),
      .init("ecs_versions", texts(versions(of: field.name).map(\.version.rawValue))),
      .init("vendor", .boolean(field.source == .vendor)),
      .init("description", field.about.map { .text($0) } ?? .null),
      .init("product_names", texts(FieldWords.of(field.name)?.productNames ?? [])),
    ])
  }
}

/// Finds fields by words.
package enum FieldSearch {
  /// The fields that every word matches, the best first; whole words of the name count most.
  package static func fields(matching query: String, in schema: Schema) -> [Field] {
    let words = parts(query)
    let whole = FieldWords.letters(of: query)
    guard !words.isEmpty else { return [] }
    let ranked = schema.fields.compactMap { field in
      score(field, words, whole).map { (field: field, score: $0) }
    }
    return ranked.sorted { left, right in
      let leftKey = (-left.score, depth(left.field), left.field.name.utf8.count)
      let rightKey = (-right.score, depth(right.field), right.field.name.utf8.count)
      return leftKey == rightKey ? left.field.name < right.field.name : leftKey < rightKey
    }.map(\.field)
  }

  private static func depth(_ field: Field) -> Int { field.name.utf8.count { $0 == 0x2E } }

  private static func score(_ field: Field, _ words: [String], _ whole: String) -> Int? {
    let own = parts(field.name)
    let squeezed = own.joined()
    let about = field.about.map(parts) ?? []
    let names = FieldWords.of(field.name)?.productNames ?? []
    if own.contains(whole) { return 20 }
    if let rank = names.firstIndex(of: whole) { return 5 * words.count + max(1, 9 - rank) }
    var sum = 0
    for word in words {
      if own.contains(word) {
        sum += 4
      } else if own.contains(where: { $0.hasPrefix(word) }) {
        sum += 3
      } else if squeezed.contains(word) {
        sum += 2
      } else if names.contains(word) {
        sum += 3
      } else if about.contains(where: { $0.hasPrefix(word) }) {
        sum += 1
      } else {
        return nil
      }
    }
    return sum
  }

  private static func parts(_ text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }
}
