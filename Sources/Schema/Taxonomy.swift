/// The fields that the events of an intake format may hold: the built-in ones, and on top those of
/// the layers added to it, later ones first.
public struct Taxonomy: Sendable {
  /// What every format starts from.
  public static let builtIn = Taxonomy()

  /// A field of a layer.
  public typealias Field = (name: String, type: String)

  private var layered: [String: TaxonomyType] = [:]
  /// Every name that fields of layers stand below, with the fields and groups right below it.
  private var groups: [String: (fields: [String], groups: [String])] = [:]

  private init() {}

  /// Lays the fields of a layer on top; `type` is spelled as in a `fields.yml`.
  public mutating func add(_ fields: [Field]) {
    var group = ""
    var inGroup: [String] = []
    layered.reserveCapacity(layered.count + fields.count)
    for (name, type) in fields {
      layered[name] = TaxonomyType(declared: type)
      // No event has a field of any other name, and its groups would take its length squared.
      guard let leaf = name.utf8.lastIndex(of: Taxonomy.dot), leaf > name.startIndex,
        Schema.isPlausible(name)
      else { continue }
      // Neighbours mostly share their group.
      if name[..<leaf] != group {
        groups[group]?.fields += inGroup
        inGroup = []
        group = String(name[..<leaf])
        addGroup(group)
      }
      inGroup.append(name)
    }
    groups[group]?.fields += inGroup
  }

  /// Adds a group, and those above it that are new.
  private mutating func addGroup(_ name: String) {
    var name = name
    var below: String?
    while true {
      let isNew = groups[name] == nil
      groups[name, default: ([], [])].groups += below.map { [$0] } ?? []
      guard isNew, let end = name.utf8.lastIndex(of: Taxonomy.dot) else { return }
      below = name
      name = String(name[..<end])
    }
  }

  /// The type of the field of exactly that name; nil for a name that is not declared.
  public func type(of name: String) -> TaxonomyType? {
    if let type = layered[name] { return type }
    guard Schema.isPlausible(name) else { return nil }
    var name = name
    return name.withUTF8 { Facts.intakeTaxonomy.type(of: $0) }.map(TaxonomyType.init(builtIn:))
  }

  /// Whether no layer declares the field of exactly that name anew.
  public func isBuiltIn(_ name: String) -> Bool { layered[name] == nil && type(of: name) != nil }

  /// Whether a field above `name` takes members of any name.
  public func isInsideOpaque(_ name: String) -> Bool {
    var rest = name[...]
    while let end = rest.utf8.lastIndex(of: Taxonomy.dot) {
      rest = rest[..<end]
      if type(of: String(rest)) == .opaque { return true }
    }
    return false
  }

  /// Whether names of fields go on below `name`.
  public func hasDescendants(of name: String) -> Bool {
    groups[name] != nil
      || Schema.isPlausible(name) && Facts.intakeTaxonomy.hasFields(below: name)
  }

  /// The fields below `name` by their names from there on, sorted as bytes.
  public func descendants(of name: String) -> [(path: String, type: TaxonomyType)] {
    guard Schema.isPlausible(name) else { return [] }
    var own = layered(below: name)[...]
    var fields: [(path: String, type: TaxonomyType)] = []
    var base = name
    base.withUTF8 {
      Facts.intakeTaxonomy.forEachField(below: $0) { path, type in
        while let next = own.first, next.path.utf8.lexicographicallyPrecedes(path.utf8) {
          fields.append(own.removeFirst())
        }
        if let next = own.first, next.path.utf8.elementsEqual(path.utf8) {
          fields.append(own.removeFirst())
        } else {
          fields.append((path, TaxonomyType(builtIn: type)))
        }
      }
    }
    return fields + own
  }

  /// The same of the layers alone.
  private func layered(below name: String) -> [(path: String, type: TaxonomyType)] {
    guard let group = groups[name] else { return [] }
    var open = [group]
    let prefix = Array("\(name).".utf8)
    var fields: [String: TaxonomyType] = [:]
    while let (names, more) = open.popLast() {
      for name in names where name.utf8.starts(with: prefix) {
        let rest = String(decoding: name.utf8.dropFirst(prefix.count), as: UTF8.self)
        fields[rest] = layered[name]
      }
      open += more.compactMap { groups[$0] }
    }
    return fields.map { (path: $0.key, type: $0.value) }
      .sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// The known name that a mistyped one most likely meant, or nil; costs a pass over all names.
  public func suggestion(for name: String) -> String? {
    guard Schema.isPlausible(name) else { return nil }
    var search = NameSearch(name)
    for name in layered.keys.sorted() {
      var name = name
      name.withUTF8 { search.consider($0) }
    }
    Facts.intakeTaxonomy.forEachName { search.consider($0) }
    return search.best
  }

  /// Every name, sorted as bytes.
  public var names: [String] {
    var names = Set(layered.keys)
    Facts.intakeTaxonomy.forEachName { names.insert(String(decoding: $0, as: UTF8.self)) }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static let dot = UInt8(ascii: ".")
}
