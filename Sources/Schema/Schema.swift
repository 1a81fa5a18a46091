import Text

/// The fields that a mapping may write: ECS versions and vendor declarations, later ones on top.
public struct Schema: Sendable {
  /// The layers that it was built from, lowest first.
  public internal(set) var layers: [SchemaLayer] = []
  /// The named ECS versions, the first one on top.
  public internal(set) var versions: [ECSVersion] = []
  /// The declared fields, each merged with what the layers below it say.
  var vendorFields: [String: Field] = [:]
  /// Every name that declared fields stand below.
  var vendorGroups: Set<String> = []

  init() {}

  /// What a dotted name means.
  public enum Resolution: Hashable, Sendable {
    case field(Field)
    /// Not declared itself, but below this field, which takes any names.
    case open(Field)
    /// Only a prefix of field names, such as `file.hash`.
    case group
    /// Below this field, which holds plain values; multi-fields such as `.text` count as that.
    case underScalar(Field)
    case unknown(suggestion: String?)
  }

  /// What `name` means as a target; a suggestion for an unknown name costs a pass over all names.
  public func resolve(_ name: String, suggests: Bool = true) -> Resolution {
    guard Schema.isPlausible(name) else { return .unknown(suggestion: nil) }
    if let field = field(name) { return .field(field) }
    if isGroup(name) { return .group }
    if let parent = parent(of: name) {
      return parent.type.family == .open ? .open(parent) : .underScalar(parent)
    }
    return .unknown(suggestion: suggests ? suggestion(for: name) : nil)
  }

  /// The field of exactly that name, or nil.
  public func field(_ name: String) -> Field? {
    if let field = vendorFields[name] { return field }
    guard Schema.isPlausible(name) else { return nil }
    for version in versions {
      if let field = version.facts.field(name, version: version) { return field }
    }
    return nil
  }

  /// Every field of every layer, sorted by name.
  public var fields: [Field] {
    var fields = Array(vendorFields.values)
    var seen = Set(vendorFields.keys)
    for version in versions {
      fields += version.facts.fields(version: version).filter { seen.insert($0.name).inserted }
    }
    return fields.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  /// The fields below a name whose values a list below `related` gathers, sorted by name.
  public func relatedFields(below name: String) -> [Field] {
    let prefix = name + "."
    var fields = vendorFields.values.filter { $0.name.hasPrefix(prefix) }
    var seen = Set(fields.map(\.name))
    for version in versions {
      fields += version.facts.fields(below: name, version: version).filter {
        seen.insert($0.name).inserted
      }
    }
    return fields.filter { $0.related != nil }
      .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  /// The event types ECS expects beside a value of `event.category`; nil for an unknown value.
  public func expectedEventTypes(category: String) -> [String]? {
    versions.first?.facts.expectedEventTypes(category: category)
  }

  /// The known name that a mistyped one most likely meant, or nil.
  public func suggestion(for name: String) -> String? {
    guard Schema.isPlausible(name) else { return nil }
    var search = NameSearch(name)
    for name in vendorFields.keys.sorted() {
      var name = name
      name.withUTF8 { search.consider($0) }
    }
    for version in versions { version.facts.forEachName { search.consider($0) } }
    return openName(near: name) ?? search.best
  }

  /// The name below the field with open members that `name` most likely meant to be below.
  private func openName(near name: String) -> String? {
    let parts = name.split(separator: ".")
    guard parts.count > 1, !isGroup(String(parts[0])) else { return nil }
    let open = vendorFields.values.filter { $0.type.family == .open }.map(\.name).sorted()
    for length in 1..<min(parts.count, 8) {
      let head = parts[..<length].joined(separator: ".")
      let candidates = open.filter { $0.split(separator: ".").count == length }
      if let near = Suggestion.nearest(to: head, in: candidates) {
        return near + "." + parts[length...].joined(separator: ".")
      }
    }
    return nil
  }

  /// A built-in version, newest first, that has the field although this schema does not.
  public func otherVersion(with name: String) -> ECSVersion? {
    guard Schema.isPlausible(name) else { return nil }
    return ECSVersion.allCases.first { version in
      !versions.contains(version) && version.facts.field(name, version: version) != nil
    }
  }

  /// The ECS field that a declared name, no ECS field itself, nearly equals; nil when none does.
  ///
  /// Nearly means: the same letters with other separators or abbreviations, or another leaf of the
  /// same set that is one letter away.
  public func knownField(near name: String) -> String? {
    guard Schema.isPlausible(name), !versions.isEmpty,
      !versions.contains(where: { $0.facts.field(name, version: $0) != nil })
    else { return nil }
    let indexes = versions.map { NameIndex.of($0) }
    return indexes.lazy.compactMap { $0.same(as: name) }.first
      ?? indexes.lazy.compactMap { $0.neighbour(of: name) }.first
  }

  private func isGroup(_ name: String) -> Bool {
    vendorGroups.contains(name) || versions.contains { $0.facts.hasFields(below: name) }
  }

  /// The nearest field above `name`.
  func parent(of name: String) -> Field? {
    var rest = name[...]
    while let dot = rest.utf8.lastIndex(of: UInt8(ascii: ".")) {
      rest = rest[..<dot]
      if let field = field(String(rest)) { return field }
    }
    return nil
  }

  /// Bounds the work that one name can cause, and keeps the marks of the fact lines out of it.
  static func isPlausible(_ name: String) -> Bool {
    guard name.utf8.count <= 512 else { return false }
    return name.utf8.withContiguousStorageIfAvailable { $0.allSatisfy { $0 >= 0x20 } }
      ?? name.utf8.allSatisfy { $0 >= 0x20 }
  }
}
