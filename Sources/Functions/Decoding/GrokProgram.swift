import Events

/// A grok pattern compiled: a regular expression, and which of its groups make which field.
final class GrokProgram: Sendable {
  private struct Field {
    /// The number of the name that it is given under.
    var name: Int
    /// The groups that capture it, in `groups`; the last one first.
    var groups: Range<Int>
    var number: GrokPattern.Number?
  }

  /// What a pattern that cannot be compiled is.
  static let fittingNothing = GrokProgram()

  /// The names of what is read, each once, in the order the pattern has them.
  let names: [String]
  private let fields: [Field]
  private let groups: [Int]
  private let regex: Regex?

  private init() {
    names = []
    fields = []
    groups = []
    regex = nil
  }

  /// Compiles a pattern; of its captures it keeps those of the `wanted` names, which names are then
  /// numbered by, or all.
  init(
    _ pattern: String, _ meanings: GrokNames, wanted: [String]?
  ) throws(GrokPattern.Failure) {
    let (expansion, regex) = try GrokProgram.compile(Array(pattern.utf8)[...], meanings, wanted)
    self.regex = regex
    // Group g3 captures what is capture 3 of the expansion.
    var numbers = [Int](repeating: 0, count: expansion.captures.count)
    for (name, number) in regex.groupNames {
      if let capture = GrokProgram.capture(of: name), capture < numbers.count {
        numbers[capture] = number
      }
    }
    var names = wanted ?? []
    var groupsByName: [String: [Int]] = [:]
    for (number, name) in expansion.captures.enumerated() {
      if wanted == nil, groupsByName[name] == nil { names.append(name) }
      // Nothing captures what stands in a class, as `[%{INT}]`.
      if numbers[number] > 0 {
        groupsByName[name, default: []].append(numbers[number])
      } else if groupsByName[name] == nil {
        groupsByName[name] = []
      }
    }
    var fields: [Field] = []
    var groups: [Int] = []
    for (number, name) in names.enumerated() {
      guard let captured = groupsByName[name] else { continue }
      let start = groups.count
      groups.append(contentsOf: captured.reversed())
      fields.append(
        Field(name: number, groups: start..<groups.count, number: expansion.types[name]))
    }
    self.names = names
    self.fields = fields
    self.groups = groups
  }

  /// The names of a program that keeps all captures, from the pattern as it is written out; nil
  /// where that does not tell.
  static func names(of pattern: String, _ meanings: GrokNames) -> [String]? {
    // Which captures there are does not depend on what is shared.
    let expansion = try? GrokExpansion(
      Array(pattern.utf8)[...], names: meanings, wanted: nil, sharing: .longPatterns,
      limit: Regex.longestPattern)
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

  /// Compiles a pattern with the captures that are wanted, or with all where it refers to groups,
  /// by numbers or by names of ours.
  private static func compile(
    _ pattern: ArraySlice<UInt8>, _ names: GrokNames, _ wanted: [String]?
  ) throws(GrokPattern.Failure) -> (GrokExpansion, Regex) {
    if let wanted, let some = try? compileWritten(pattern, names, wanted), !some.countsGroups {
      return (some.expansion, some.regex)
    }
    let all = try compileWritten(pattern, names, nil)
    return (all.expansion, all.regex)
  }

  private typealias Compiled = (expansion: GrokExpansion, regex: Regex, countsGroups: Bool)

  /// Writes a pattern out and compiles it, with shared parts where it is large without.
  private static func compileWritten(
    _ pattern: ArraySlice<UInt8>, _ names: GrokNames, _ wanted: [String]?
  ) throws(GrokPattern.Failure) -> Compiled {
    func expand(
      _ sharing: GrokExpansion.Sharing, _ limit: Int = Regex.longestPattern
    ) throws(GrokPattern.Failure) -> (GrokExpansion, PythonRegex.Translation)? {
      let expansion = try GrokExpansion(
        pattern, names: names, wanted: wanted, sharing: sharing, limit: limit)
      if expansion.isCut { return nil }
      return (expansion, PythonRegex.Translation(expansion.text, hasVerticalTabs: false))
    }
    if let (expansion, translation) = try expand(.nothing, mostWithoutSharing) {
      do throws(Regex.Failure) {
        return (expansion, try regex(translation), translation.hasNumberedReferences)
      } catch {
        guard error.isTooLarge else { throw failure(error, in: translation) }
      }
    }
    // With a shared part groups count differently, and flags do not reach into it.
    var written = try expand(.longPatterns)
    if let (_, translation) = written {
      if translation.hasNumberedReferences {
        written = try expand(.nothing)
      } else if !translation.flags.isSubset(of: "i".utf8) {
        written = try expand(.nothing)
      } else if !translation.flags.isEmpty {
        written = try expand(.addresses)
      }
    }
    guard let (expansion, translation) = written else {
      throw GrokPattern.Failure(message: "the pattern is longer than 64 KiB when written out")
    }
    do throws(Regex.Failure) {
      return (expansion, try regex(translation), translation.hasNumberedReferences)
    } catch {
      throw failure(error, in: translation)
    }
  }

  private static func regex(_ translation: PythonRegex.Translation) throws(Regex.Failure) -> Regex {
    var options = Regex.Options.wholeText
    if !translation.hasNumberedReferences { options.insert(.namedGroupsOnly) }
    return try Regex(translation.text, options: options)
  }

  private static func failure(
    _ error: Regex.Failure, in translation: PythonRegex.Translation
  ) -> GrokPattern.Failure {
    let read = translation.text.prefix(error.offset)
      .dropFirst(PythonRegex.Translation.preamble.utf8.count)
    let before = String(decoding: read, as: UTF8.self)
    return GrokPattern.Failure(message: "\(error.message), behind `\(before.suffix(30))`")
  }

  /// See `GrokPattern.read`.
  func read(
    _ text: Bytes, in scratch: Scratch, found: (_ name: Int, _ value: Value) -> Void
  ) -> Bool {
    guard let regex else { return false }
    return regex.search(text, in: scratch) { search in
      guard search.next() else { return false }
      for field in fields {
        var value = Value.null
        for place in field.groups {
          guard let range = search.range(groups[place]) else { continue }
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
      return true
    }
  }
}
