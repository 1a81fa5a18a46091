/// The fields that the events of an intake format may hold: the built-in ones, and on top those of
/// the layers added to it, later ones first.
public struct Taxonomy: Sendable {
  /// What every format starts from.
  public static let builtIn = Taxonomy()

  /// A field of a layer.
  public typealias Field = (name: String, type: String)

  private var layered: [String: TaxonomyType] = [:]
  /// Every name that fields of layers stand below.
  private var groups: Set<String> = []

  private init() {}

  /// Lays the fields of a layer on top; `type` is spelled as in a `fields.yml`.
  public mutating func add(_ fields: [Field]) {
    var group = ""
    layered.reserveCapacity(layered.count + fields.count)
    for (name, type) in fields {
      layered[name] = TaxonomyType(declared: type)
      // Neighbours mostly share their group, and with it all groups above.
      let leaf = name.utf8.lastIndex(of: Taxonomy.dot) ?? name.startIndex
      if leaf == name.startIndex || name[..<leaf] == group { continue }
      // No event has a field of such a name, and its groups would take its length squared.
      guard Schema.isPlausible(name) else { continue }
      group = String(name[..<leaf])
      var above = group
      // With a group all above it are known.
      while groups.insert(above).inserted, let end = above.utf8.lastIndex(of: Taxonomy.dot) {
        above = String(above[..<end])
      }
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
    groups.contains(name)
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
    guard groups.contains(name) else { return [] }
    let prefix = Array("\(name).".utf8)
    var fields: [(path: String, type: TaxonomyType)] = []
    for (field, type) in layered where field.utf8.starts(with: prefix) {
      fields.append((String(decoding: field.utf8.dropFirst(prefix.count), as: UTF8.self), type))
    }
    return fields.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
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
