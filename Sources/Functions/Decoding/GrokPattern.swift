import Events

/// A grok pattern, `%{IP:client} %{WORD:method} %{GREEDYDATA}`, ready to read texts.
///
/// The pattern must fit the whole text. Every reference is captured, under the field it names or
/// under its own name; where one name stands for several captures, the last that took part counts.
/// Reading is bounded as every search of `Regex` is.
public final class GrokPattern: Sendable {
  /// Why a pattern cannot be used.
  public struct Failure: Error, Hashable, Sendable {
    public var message: String
    /// Where the mistake stands, where one place is to blame.
    public var place: Place?
    /// The name of a pattern that there is none of.
    public var unknownName: String?

    init(message: String, place: Place? = nil, unknownName: String? = nil) {
      self.message = message
      self.place = place
      self.unknownName = unknownName
    }

    /// Bytes of a pattern.
    public struct Place: Hashable, Sendable {
      /// The custom pattern; nil for the one that is compiled.
      public var pattern: String?
      public var range: Range<Int>
    }
  }

  /// What a capture becomes that is to be a number.
  enum Number: String, Sendable {
    case int, float
  }

  private struct Field {
    /// The groups that capture it, in `groups`; the last one first.
    var groups: Range<Int>
    var number: Number?
  }

  /// The names of the patterns that everybody knows.
  public static var libraryNames: [String] { GrokLibrary.names }

  /// The names of what is read, each once, in the order the pattern has them.
  public let names: [String]
  private let fields: [Field]
  private let groups: [Int]
  private let regex: Regex

  /// Compiles a pattern; `custom` patterns come before those of the library.
  public init(_ pattern: String, custom: [(name: String, pattern: String)]) throws(Failure) {
    let (expansion, regex) = try GrokPattern.compile(pattern, custom)
    self.regex = regex
    // Group g3 captures what is capture 3 of the expansion.
    var numbers = [Int](repeating: 0, count: expansion.captures.count)
    for (name, number) in regex.groupNames where name.utf8.first == UInt8(ascii: "g") {
      if let capture = Int(name.dropFirst()), numbers.indices.contains(capture) {
        numbers[capture] = number
      }
    }
    var names: [String] = []
    var byName: [String: [Int]] = [:]
    for (number, name) in expansion.captures.enumerated() {
      if byName[name] == nil { names.append(name) }
      // Nothing captures what stands in a class, as `[%{INT}]`.
      if numbers[number] > 0 { byName[name, default: []].append(numbers[number]) }
    }
    var fields: [Field] = []
    var groups: [Int] = []
    for name in names {
      let start = groups.count
      groups.append(contentsOf: (byName[name] ?? []).reversed())
      fields.append(Field(groups: start..<groups.count, number: expansion.types[name]))
    }
    self.names = names
    self.fields = fields
    self.groups = groups
  }

  /// Bytes up to which a pattern is written out without sharing; what is longer is mostly the same
  /// addresses and times over and over, and may be too large for PCRE2.
  private static let mostWithoutSharing = 8 << 10

  /// Writes a pattern out and compiles it, with shared parts where it is large without.
  private static func compile(
    _ pattern: String, _ custom: [(name: String, pattern: String)]
  ) throws(Failure) -> (GrokExpansion, Regex) {
    func expand(
      _ sharing: GrokExpansion.Sharing, _ limit: Int = Regex.longestPattern
    ) throws(Failure) -> (GrokExpansion, PythonRegex.Translation)? {
      let expansion = try GrokExpansion(pattern, custom: custom, sharing: sharing, limit: limit)
      if expansion.isCut { return nil }
      return (
        expansion, PythonRegex.Translation(String(decoding: expansion.text, as: UTF8.self))
      )
    }
    if let (expansion, translation) = try expand(.nothing, mostWithoutSharing) {
      do throws(Regex.Failure) {
        return (expansion, try regex(translation))
      } catch {
        guard error.isTooLarge else { throw failure(error, in: translation) }
      }
    }
    // With a shared part groups count differently, and flags do not reach into it.
    var written = try expand(.longPatterns)
    if let (_, translation) = written {
      if translation.hasNumberedReferences || !translation.flags.isSubset(of: "i".utf8) {
        written = try expand(.nothing)
      } else if !translation.flags.isEmpty {
        written = try expand(.addresses)
      }
    }
    guard let (expansion, translation) = written else {
      throw Failure(message: "the pattern is longer than 64 KiB when written out")
    }
    do throws(Regex.Failure) {
      return (expansion, try regex(translation))
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
  ) -> Failure {
    let read = translation.text.utf8.prefix(error.offset)
      .dropFirst(PythonRegex.Translation.preamble.utf8.count)
    let before = String(decoding: read, as: UTF8.self)
    return Failure(message: "\(error.message), behind `\(before.suffix(30))`")
  }

  /// Calls `found` with a name's number and its value; false when the text does not fit.
  ///
  /// A name that took no part is null. Nothing is called unless the whole text fits. Values share
  /// the memory of the text.
  public func read(
    _ text: Bytes, in scratch: Scratch, found: (_ name: Int, _ value: Value) -> Void
  ) -> Bool {
    regex.search(text, in: scratch) { search in
      guard search.next() else { return false }
      for (name, field) in fields.enumerated() {
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
        found(name, value)
      }
      return true
    }
  }
}
