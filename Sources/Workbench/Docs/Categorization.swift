import JSON
import Planning

/// The values a rule file can give to `event.kind`, `event.category` and `event.type`.
package struct Categorization {
  /// The three fields of ECS that sort events, and what the page calls them.
  static let titled = [
    (title: "Kind", field: "event.kind"), (title: "Category", field: "event.category"),
    (title: "Type", field: "event.type"),
  ]

  /// The names of these fields.
  package static var fields: [String] { titled.map(\.field) }

  /// What each field can hold, by its name.
  let values: [String: RulePage.Values]

  /// The values of a page that was asked about these fields.
  package init(_ page: RulePage) { values = page.values }

  /// What the samples show and the rules do not say, or the other way round; for people.
  package func disagreements(with outputs: [JSONTree]) -> [String] {
    var result: [String] = []
    for field in Categorization.fields {
      let known = values[field] ?? RulePage.Values()
      var seen: Set<String> = []
      for output in outputs { seen.formUnion(Categorization.texts(of: output.at(field))) }
      if known.expressions.isEmpty {
        for value in seen.subtracting(known.constants).sorted() {
          result.append("a sample has `\(field)` = `\(value)`, which no rule is seen to give")
        }
      }
      for value in known.constants.subtracting(seen).sorted() {
        result.append("the rules can give `\(field)` = `\(value)`, but no sample shows it")
      }
    }
    return result
  }

  private static func texts(of tree: JSONTree?) -> [String] {
    switch tree {
    case .text(let text): [text]
    case .integer(let lexeme), .float(let lexeme): [lexeme]
    case .list(let items): items.flatMap { texts(of: $0) }
    default: []
    }
  }
}
