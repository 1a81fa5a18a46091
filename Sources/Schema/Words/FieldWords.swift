/// What a field of ECS means, in our own words, and what products call it.
///
/// A field that stands in several places, such as `hash.md5` or the `user.name` of a source, is
/// described once.
public struct FieldWords: Sendable {
  /// What the field holds; a sentence.
  public let description: String
  /// The names that products give it, of letters and digits alone: `srcip`.
  public let productNames: [String]

  /// The words of the field of that name; nil where there are none.
  public static func of(_ name: String) -> FieldWords? {
    if let exact = table[name] { return exact }
    let parts = name.split(separator: ".").map(String.init)
    var plain = parts
    if let set = parts.first, let related = relations[set] {
      while plain.count > 2, related.contains(plain[1]) { plain.remove(at: 1) }
    }
    for place in plain.indices {
      let rest = plain[place...].joined(separator: ".")
      guard let found = table["*." + rest] ?? table[rest] else { continue }
      // A field of a related process is shared from behind the relation on.
      let shared = plain.count - max(place, 1)
      let owner = parts.dropLast(shared).joined(separator: ".")
      return FieldWords(
        description: "\(found.description) Here of `\(owner)`.", productNames: [])
    }
    return nil
  }

  /// The fields that a product's name may stand for, the likeliest first, each with the place that the
  /// name has among the field's own; separators and case do not count.
  public static func fields(named productName: String) -> [(field: String, rank: Int)] {
    fieldsByProductName[letters(of: productName)] ?? []
  }

  /// What stands behind the set, with its point, in fields that several sets share, such as
  /// `.geo.city_name`, by what products call them.
  public static func sharedFields(named productName: String) -> [String] {
    let letters = letters(of: productName)
    return lines.filter { $0.field.hasPrefix("*") && $0.words.productNames.contains(letters) }
      .map { String($0.field.dropFirst()) }
  }

  /// The letters and digits of a name, in small letters.
  public static func letters(of name: String) -> String {
    String(name.lowercased().filter { $0.isLetter || $0.isNumber })
  }

  /// What stands between a set and its field where a related process, user or service repeats it:
  /// `process.parent.pid` is a `process.pid`.
  private static let relations: [String: Set<String>] = [
    "process": [
      "parent", "group_leader", "session_leader", "entry_leader", "previous", "responsible",
    ],
    "user": ["target", "effective", "changes"],
    "cloud": ["origin", "target"],
    "service": ["origin", "target"],
  ]

  // MARK: Tables

  private static let lines = [events, network, host, identity].flatMap { text in
    text.split(separator: "\n").map { line in
      let parts = line.split(separator: "|").map { $0.trimmingBlanks }
      return (
        field: parts[0],
        words: FieldWords(
          description: parts[1],
          productNames: parts[2].split(separator: " ").map { $0.lowercased() })
      )
    }
  }

  private static let table = Dictionary(
    uniqueKeysWithValues: lines.map { ($0.field, $0.words) })

  /// Fields that stand in one place alone, by what products call them: of those named by several, in
  /// the order in which they give the name.
  private static let fieldsByProductName: [String: [(field: String, rank: Int)]] = {
    var result: [String: [(field: String, rank: Int)]] = [:]
    for (field, words) in lines where !field.hasPrefix("*") {
      for (rank, name) in words.productNames.enumerated() {
        result[name, default: []].append((field, rank))
      }
    }
    return result.mapValues { found in
      found.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }
        .map(\.element)
    }
  }()
}

extension Substring {
  fileprivate var trimmingBlanks: String {
    var text = self
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}

extension Field {
  /// What the field means: the words of who declared it, else our own for fields of ECS.
  public var about: String? { description ?? FieldWords.of(name)?.description }
}
