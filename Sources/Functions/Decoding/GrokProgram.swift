import Events

/// A grok pattern compiled: a regular expression, and which of its groups make which field.
final class GrokProgram: Sendable {
  private struct Field {
    /// The number of the name that it is given under.
    var name: Int
    var number: GrokPattern.Number?
  }

  /// A regular expression, one of those that are tried in order.
  private struct Part {
    let regex: Regex
    /// For each field the groups that capture it, in `groups`; the last one first.
    var places: [Range<Int>] = []
    var groups: [Int] = []
  }

  /// What a pattern that cannot be compiled is.
  static let fittingNothing = GrokProgram()

  /// The names of what is read, each once, in the order the pattern has them.
  let names: [String]
  private let fields: [Field]
  private let parts: [Part]

  private init() {
    names = []
    fields = []
    parts = []
  }

  /// Compiles a pattern; of its captures it keeps those of the `wanted` names, which names are then
  /// numbered by, or all.
  init(
    _ pattern: String, _ meanings: GrokNames, wanted: [String]?
  ) throws(GrokPattern.Failure) {
    let (expansion, regexes) = try GrokProgram.compile(Array(pattern.utf8)[...], meanings, wanted)
    let captured = Set(expansion.captures)
    var known: Set<String> = []
    names = wanted ?? expansion.captures.filter { known.insert($0).inserted }
    fields = names.enumerated().compactMap { number, name in
      captured.contains(name) ? Field(name: number, number: expansion.types[name]) : nil
    }
    let names = names
    let fields = fields
    parts = regexes.map { regex in
      let groups = GrokProgram.groups(of: regex, expansion.captures)
      var part = Part(regex: regex)
      for field in fields {
        let start = part.groups.count
        part.groups.append(contentsOf: groups[names[field.name], default: []])
        part.places.append(start..<part.groups.count)
      }
      return part
    }
  }

  /// The groups of each name, the last one first; where nothing captures a name it has none, as in
  /// a class, `[%{INT}]`.
  private static func groups(of regex: Regex, _ captures: [String]) -> [String: [Int]] {
    // Group g3 captures what is capture 3 of the expansion.
    var numbers = [Int](repeating: 0, count: captures.count)
    for (name, number) in regex.groupNames {
      if let capture = capture(of: name), capture < numbers.count { numbers[capture] = number }
    }
    var groups: [String: [Int]] = [:]
    for (number, name) in captures.enumerated().reversed() where numbers[number] > 0 {
      groups[name, default: []].append(numbers[number])
    }
    return groups
  }

  /// The names of a program that keeps all captures, from the pattern as it is written out; nil
  /// where that does not tell.
  static func names(of pattern: String, _ meanings: GrokNames) -> [String]? {
    // Which captures there are does not depend on what is shared.
    let expansion = try? GrokExpansion(
      Array(pattern.utf8)[...], names: meanings, wanted: nil, sharing: .longPatterns,
      limit: longest)
    guard let expansion, !expansion.isCut else { return nil }
    var known: Set<String> = []
    return expansion.captures.filter { known.insert($0).inserted }
  }

  /// Which capture the group of that name is; nil for one that is not of ours.
  private static func capture(of group: String) -> Int? {
    let digits = group.utf8.dropFirst()
    guard group.utf8.first == UInt8(ascii: "g"), 1...18 ~= digits.count,
      digits.allSatisfy({ $0 &- 48 <= 9 })
    else { return nil }
    return digits.reduce(0) { 10 * $0 + Int($1 &- 48) }
  }

  /// Bytes up to which a pattern is written out without sharing; what is longer is mostly the same
  /// addresses and times over and over, and may be too large for PCRE2.
  private static let mostWithoutSharing = 2 << 10
  /// Bytes up to which a pattern is written out at all.
  private static let longest = 1 << 20

  private typealias Compiled = (expansion: GrokExpansion, regexes: [Regex])

  /// Compiles a pattern with the captures that are wanted, or with all where it refers to groups,
  /// by numbers or by names of ours.
  private static func compile(
    _ pattern: ArraySlice<UInt8>, _ names: GrokNames, _ wanted: [String]?
  ) throws(GrokPattern.Failure) -> Compiled {
    if let wanted, let some = try? written(pattern, names, wanted), !some.hasReferences,
      let regexes = try? some.regexes()
    {
      return (some.expansion, regexes)
    }
    let all = try written(pattern, names, nil)
    return (all.expansion, try all.regexes())
  }

  /// Writes a pattern out, with shared parts where it is long without.
  private static func written(
    _ pattern: ArraySlice<UInt8>, _ names: GrokNames, _ wanted: [String]?
  ) throws(GrokPattern.Failure) -> Written {
    func expand(
      _ sharing: GrokExpansion.Sharing, _ limit: Int = longest
    ) throws(GrokPattern.Failure) -> Written? {
      let expansion = try GrokExpansion(
        pattern, names: names, wanted: wanted, sharing: sharing, limit: limit)
      if expansion.isCut { return nil }
      return Written(expansion)
    }
    if let short = try expand(.nothing, mostWithoutSharing) { return short }
    // With a shared part groups count differently, and flags do not reach into it.
    var written = try expand(.longPatterns)
    if let some = written {
      if some.hasReferences || !some.translation.flags.isSubset(of: "i".utf8) {
        written = try expand(.nothing)
      } else if !some.translation.flags.isEmpty {
        written = try expand(.addresses)
      }
    }
    guard let written else {
      throw GrokPattern.Failure(message: "the pattern is longer than 1 MiB when written out")
    }
    return written
  }

  /// A pattern written out and translated.
  private struct Written {
    let expansion: GrokExpansion
    let translation: PythonRegex.Translation

    init(_ expansion: GrokExpansion) {
      self.expansion = expansion
      translation = PythonRegex.Translation(expansion.text, hasVerticalTabs: false)
    }

    /// Whether it refers to its groups, so that none can be left out or put elsewhere.
    var hasReferences: Bool { translation.hasNumberedReferences || expansion.hasReferences }

    func regexes() throws(GrokPattern.Failure) -> [Regex] {
      var options = Regex.Options.wholeText
      if !hasReferences { options.insert(.namedGroupsOnly) }
      do throws(Regex.Failure) {
        return try PatternAlternatives.compile(
          translation.text, options: options, mayBeSplit: !hasReferences)
      } catch {
        throw failure(error)
      }
    }

    private func failure(_ error: Regex.Failure) -> GrokPattern.Failure {
      let read = translation.text.prefix(error.offset)
        .dropFirst(PythonRegex.Translation.preamble.utf8.count)
      let before = GrokReference.named(read, expansion.captures)
      return GrokPattern.Failure(
        message: before.isEmpty
          ? error.message : "\(error.message), behind `\(before.suffix(30))`")
    }
  }

  /// See `GrokPattern.read`.
  func read(
    _ text: Bytes, in scratch: Scratch, found: (_ name: Int, _ value: Value) -> Void
  ) -> Bool {
    let limits = scratch.reachedLimits
    for part in parts {
      let isRead = part.regex.search(text, in: scratch) { search in
        guard search.next() else { return false }
        give(part, search, text, in: scratch, found)
        return true
      }
      if isRead { return true }
      // Nobody knows whether it fits, so nothing after it counts.
      if scratch.reachedLimits > limits { return false }
    }
    return false
  }

  private func give(
    _ part: Part, _ search: Regex.Search, _ text: Bytes, in scratch: Scratch,
    _ found: (_ name: Int, _ value: Value) -> Void
  ) {
    for (field, places) in zip(fields, part.places) {
      var value = Value.null
      for place in places {
        guard let range = search.range(part.groups[place]) else { continue }
        value = .text(text.slice(range.lowerBound, range.upperBound))
        break
      }
      if let number = field.number, value.kind == .string {
        switch number {
        case .int: value = PythonText.integer(value.spelling, in: scratch) ?? value
        case .float: value = PythonText.float(value.spelling, in: scratch) ?? value
        }
      }
      found(field.name, value)
    }
  }
}
