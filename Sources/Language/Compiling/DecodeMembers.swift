import Diagnostics
import Functions
import Planning
import Text

/// The members of what a decode gives, where its kind and its options name them all.
struct DecodeMembers {
  /// Each name with the members below it; a name without any holds a single value.
  private(set) var names: [String: DecodeMembers] = [:]
  /// Whether there may be others.
  private var isOpen = false

  /// Names as they stand in the result, which may hold dots.
  init(_ names: some Sequence<String>) {
    for name in names { self.names[name] = DecodeMembers([]) }
  }

  /// Dotted names of objects within objects.
  init(nested names: some Sequence<String>) {
    for name in names { insert(name.split(separator: ".").map(String.init)[...]) }
  }

  private mutating func insert(_ path: ArraySlice<String>) {
    guard let first = path.first else { return }
    if first == "*" {
      isOpen = true
      return
    }
    names[first, default: DecodeMembers([])].insert(path.dropFirst())
  }

  /// What either of two results may have.
  func union(_ other: DecodeMembers) -> DecodeMembers {
    var result = self
    result.isOpen = isOpen || other.isOpen
    for (name, below) in other.names {
      result.names[name] = result.names[name].map { $0.union(below) } ?? below
    }
    return result
  }

  /// The step that leads to nothing, and what there is instead; nil where the path may be met.
  ///
  /// A value that is not a list is a list of one, so nothing is said of what follows an index.
  func firstUnknown(in steps: [Located<PathStep>]) -> (step: Int, known: DecodeMembers)? {
    var members = self
    for (number, step) in steps.enumerated() {
      guard let name = step.value.member else { return nil }
      guard let below = members.names[name] else {
        return members.isOpen ? nil : (number, members)
      }
      members = below
    }
    return nil
  }
}

/// Reads of what a decode never gives.
extension Compiler {
  /// All that a decode can give; nil where that depends on the text.
  func members(of decode: Decode, _ decoder: TextDecoder, _ context: Context) -> DecodeMembers? {
    let own: DecodeMembers
    switch decoder.names {
    case .unknown: return nil
    case .fields(let names): own = DecodeMembers(names)
    case .paths(let names): own = DecodeMembers(nested: names)
    }
    guard let otherwise = decode.otherwise else { return own }
    guard case .path(let path) = otherwise, path.steps.isEmpty, case .named(let name) = path.root,
      let other = context.decodes[name].flatMap({ decodeMembers[$0] })
    else { return nil }
    return own.union(other)
  }

  /// Notes whether a path into the result of a decode can be met.
  ///
  /// A fragment may be used for several results, of which each has some of the members: only what
  /// none of them has is a mistake.
  func note(_ path: Path, into members: DecodeMembers?, named root: String) {
    guard let members, !path.steps.isEmpty else { return }
    let unknown = members.firstUnknown(in: path.steps)
    metMembers.formUnion(path.steps.prefix(unknown?.step ?? .max).map(\.span))
    guard let unknown, unmetMembers[path.steps[unknown.step].span] == nil else { return }
    unmetMembers[path.steps[unknown.step].span] = .unknownMember(
      path.steps, at: unknown.step, of: root, known: unknown.known.names.keys.sorted(),
      isSearched: unmetMembers.count < Suggestion.searchLimit)
  }

  /// Once all uses of fragments are known.
  func reportUnmetMembers() {
    let unmet = unmetMembers.filter { !metMembers.contains($0.key) }.map(\.value)
    diagnostics += unmet.sortedByPlace()
  }
}

extension Diagnostic {
  fileprivate static func unknownMember(
    _ steps: [Located<PathStep>], at number: Int, of root: String, known: [String],
    isSearched: Bool
  ) -> Diagnostic {
    let names = steps.map { $0.value.member ?? "" }
    let span = steps[number].span
    let above = ([root] + names[..<number]).filter { !$0.isEmpty }.joined(separator: ".")
    var finding = Diagnostic(
      .unknownMember,
      "\(above.isEmpty ? "the event" : "`\(above)`") never has `\(names[number])`", at: span)
    let dotted = names[number...].joined(separator: ".")
    if number + 1 < names.count, known.contains(dotted) {
      finding.help =
        "the dot belongs to the name: write `\(above.isEmpty ? "$event" : above)[\"\(dotted)\"]`"
    } else if let nearest = isSearched ? Suggestion.nearest(to: names[number], in: known) : nil {
      finding.help = "did you mean `\(nearest)`?"
      let isBare = Int(span.upper - span.lower) == names[number].utf8.count
      if isBare, isPlainName(nearest) { finding.fix = Fix(span, nearest) }
    } else if known.isEmpty {
      finding.help = "it is a single value, without members"
    } else {
      let few = known.prefix(12).map { "`\($0)`" }.joined(separator: ", ")
      finding.help = "it has \(few)" + (known.count > 12 ? " and others" : "")
    }
    return finding
  }

  private static func isPlainName(_ name: String) -> Bool {
    func isLetter(_ byte: UInt8) -> Bool { byte == 0x5F || (0x61...0x7A).contains(byte | 0x20) }
    return name.utf8.first.map(isLetter) ?? false
      && name.utf8.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) }
  }
}
