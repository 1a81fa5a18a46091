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
    let numbers = Dictionary(uniqueKeysWithValues: regex.groupNames.map { ($0.name, $0.number) })
    var names: [String] = []
    var byName: [String: [Int]] = [:]
    for (number, name) in expansion.captures.enumerated() {
      if byName[name] == nil { names.append(name) }
      if let group = numbers["g\(number)"] { byName[name, default: []].append(group) }
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

  /// Writes a pattern out and compiles it, with shared parts where it is too large without.
  private static func compile(
    _ pattern: String, _ custom: [(name: String, pattern: String)]
  ) throws(Failure) -> (GrokExpansion, Regex) {
    var sharing = GrokExpansion.Sharing.nothing
    while true {
      let expansion = try GrokExpansion(pattern, custom: custom, sharing: sharing)
      let translation = PythonRegex.Translation(String(decoding: expansion.text, as: UTF8.self))
      var options = Regex.Options.wholeText
      if !translation.hasNumberedReferences { options.insert(.namedGroupsOnly) }
      do throws(Regex.Failure) {
        return (expansion, try Regex(translation.text, options: options))
      } catch {
        // With a shared part groups count differently, and flags do not reach into it.
        let isMovable =
          !translation.hasNumberedReferences && translation.flags.isSubset(of: "i".utf8)
        guard error.isTooLarge, sharing == .nothing, isMovable else {
          let read = translation.text.utf8.prefix(error.offset)
            .dropFirst(PythonRegex.Translation.preamble.utf8.count)
          let before = String(decoding: read, as: UTF8.self)
          throw Failure(message: "\(error.message), behind `\(before.suffix(30))`")
        }
        sharing = translation.flags.isEmpty ? .longPatterns : .addresses
      }
    }
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
