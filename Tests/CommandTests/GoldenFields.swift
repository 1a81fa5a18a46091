import HLMap
import JSON
import Machine

/// Values of events by the dotted names of their fields, spelled so that equal ones are equal texts.
enum GoldenFields {
  /// The members of a flat object.
  static func members(_ tree: JSONTree) -> [String: String] {
    guard case .object(let members) = tree else { return [:] }
    return Dictionary(members.map { ($0.name, plain($0.value)) }) { $1 }
  }

  /// The scalars and lists of an event.
  static func values(_ tree: JSONTree, below path: String = "") -> [String: String] {
    guard case .object(let members) = tree else { return [:] }
    var result: [String: String] = [:]
    for member in members {
      let path = path.isEmpty ? member.name : "\(path).\(member.name)"
      if case .object = member.value {
        result.merge(values(member.value, below: path)) { $1 }
      } else {
        result[path] = plain(member.value)
      }
    }
    return result
  }

  /// A value as it compares: numbers by value, dates as instants, lists as sets, a list of one as its
  /// item.
  private static func plain(_ value: JSONTree) -> String {
    switch value {
    case .list(let items):
      let texts = Set(items.map(plain))
      return texts.count == 1 ? texts.first ?? "" : texts.sorted().joined(separator: "\n")
    case .object(let members):
      return members.map { "\($0.name)=\(plain($0.value))" }.sorted().joined(separator: "\t")
    default:
      guard let text = value.scalarText else { return value.json }
      if let number = Double(text) { return "\(number)" }
      return instant(text) ?? text
    }
  }

  private static func instant(_ text: String) -> String? {
    guard text.utf8.count > 18, text.contains(":"), let first = text.utf8.first, first < 0x3A else {
      return nil
    }
    let event = JSONTree.object([.init("t", .text(text))])
    let dates = mapped([event], by: "hlmap: 1\nstages: [{map: {\"@timestamp\": t}}]")
    return dates?.first?["@timestamp"]?.scalarText?.replacing(".000Z", with: "Z")
  }

  /// What rules make of documents; nil where the rules cannot be loaded.
  static func mapped(_ documents: [JSONTree], by rules: String) -> [JSONTree]? {
    guard let rules = try? Rules.load(Array(rules.utf8), named: "r.yml", files: MemoryFiles())
    else {
      return nil
    }
    return mapped(documents, by: rules)
  }

  /// What rules make of documents.
  static func mapped(_ documents: [JSONTree], by rules: Rules) -> [JSONTree] {
    var mapper = rules.makeMapper()
    return documents.flatMap { document in
      mapper.map(document.json.utf8).compactMap { try? JSONTreeParser.parse(Array($0)) }
    }
  }
}
