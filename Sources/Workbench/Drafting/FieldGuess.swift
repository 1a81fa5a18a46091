import JSON
import Schema

/// Which field a path of samples most likely means, by its names and by its values.
struct FieldGuess {
  /// The fields there are.
  let schema: Schema
  /// How many events the samples have.
  let events: Int

  /// A field, and how sure that is.
  struct Found {
    var field: Field
    /// The less, the surer: 0 for a path that is the name of the field.
    var rank: Int
  }

  /// The field that a path is proposed for; nil where none is sure enough.
  func proposed(for entry: SampleCensus.Entry) -> Found? {
    let segments = entry.segments.map(Self.plain)
    let names = Self.names(segments)
    if let own = schema.field(segments.joined(separator: ".")), fits(own, entry) {
      return Found(field: own, rank: 0)
    }
    for (length, name) in names {
      let fields =
        shared(name, segments)
        + FieldWords.fields(named: name).compactMap { candidate in
          schema.field(candidate.field).map { ($0, candidate.rank) }
        }
      for (field, rank) in fields where fits(field, entry) {
        return Found(field: field, rank: 1 + 2 * rank + segments.count - length)
      }
    }
    return nil
  }

  /// Fields that several sides have, such as the city of a source, where the path names the side.
  private func shared(_ name: String, _ segments: [String]) -> [(Field, rank: Int)] {
    let words = segments.flatMap(Self.words)
    guard let side = words.compactMap({ Self.sides[$0] }).first else { return [] }
    return FieldWords.sharedFields(named: name).compactMap { shared in
      schema.field(side + shared).map { ($0, 0) }
    }
  }

  /// Whether the values that were seen can be values of the field.
  private func fits(_ field: Field, _ entry: SampleCensus.Entry) -> Bool {
    guard !(entry.isBelowList && !field.isArray) else { return false }
    // What happened is said by many events, not by a few kinds of them.
    if field.name == "event.action", entry.events * 10 < events { return false }
    if !field.allowedValues.isEmpty {
      return !entry.hasManyValues && entry.texts == entry.count
        && entry.values.allSatisfy(field.allowedValues.contains)
    }
    guard fitsByForm(field, entry) else { return false }
    switch field.type.family {
    case .ip: return entry.addresses == entry.count
    case .integer: return entry.integers == entry.count
    case .float: return entry.numerals == entry.count
    case .boolean: return entry.booleans == entry.count
    case .date: return entry.instants == entry.count
    case .open, .geoPoint: return false
    default: break
    }
    if field.pattern != nil { return false }
    // An address under a name that is no address says that something else is meant.
    return entry.addresses == 0 || field.name.hasSuffix("address") || field.name.hasSuffix("domain")
  }

  /// What the name of a field says of its values beyond their type.
  private func fitsByForm(_ field: Field, _ entry: SampleCensus.Entry) -> Bool {
    if !field.expectedValues.isEmpty, !entry.values.allSatisfy(field.expectedValues.contains) {
      return false
    }
    switch field.name {
    // Digits in a text may count anything; a number under such a name counts since 1970.
    case "@timestamp": return entry.numerals == 0 || entry.numbers == entry.count
    // Nothing says the unit.
    case "event.duration": return false
    case "network.transport": return entry.values.allSatisfy(Self.transports.contains)
    case "network.application", "network.protocol", "network.type":
      return entry.values.allSatisfy { $0 == $0.lowercased() && !Self.transports.contains($0) }
    case "log.level":
      return entry.values.allSatisfy { $0.contains(where: \.isLowercase) && $0 == $0.lowercased() }
    case "user.name": return !entry.values.contains { $0.contains("\\") }
    // A code tells kinds of events apart, an id one event from the other.
    case "event.code": return entry.values.allSatisfy { $0.utf8.count <= 16 }
    case "event.id": return entry.values.contains { $0.utf8.count > 16 } || entry.hasManyValues
    case "url.full": return entry.values.allSatisfy { $0.contains("://") }
    default: return true
    }
  }

  private static let transports: Set<String> = [
    "tcp", "udp", "icmp", "ipv6-icmp", "sctp", "gre", "esp", "igmp",
  ]

  // MARK: Names

  /// The letters of the whole path, of its last parts, and of its end, the longest first.
  private static func names(_ segments: [String]) -> [(length: Int, name: String)] {
    let most = min(segments.count, 3)
    return stride(from: most, to: 0, by: -1).map { count in
      (count, FieldWords.letters(of: segments.suffix(count).joined()))
    }
  }

  private static func plain(_ segment: String) -> String {
    segment.hasSuffix(SampleCensus.everyItem)
      ? String(segment.dropLast(SampleCensus.everyItem.count)) : segment
  }

  /// `clientGeo` is the words `client` and `geo`.
  private static func words(of segment: String) -> [String] {
    var words: [String] = [""]
    for letter in segment {
      if !letter.isLetter {
        words.append("")
      } else if letter.isUppercase, words.last?.last?.isLowercase == true {
        words.append(letter.lowercased())
      } else {
        words[words.count - 1].append(letter)
      }
    }
    return words.map { $0.lowercased() }
  }

  /// Words of paths for the sides that ECS has sets of fields for.
  private static let sides = [
    "src": "source", "source": "source", "dst": "destination", "dest": "destination",
    "destination": "destination", "client": "client", "server": "server",
  ]
}
