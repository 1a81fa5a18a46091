import Language
import Schema

/// The text of a first rule file: what samples mean for sure as rules, and guesses as comments.
package struct FirstMapping {
  /// The value of `name:`.
  package let name: String
  /// How the events are spelled.
  package let form: EventForm
  /// What the samples hold.
  package let census: SampleCensus
  /// The fields to propose from.
  package let schema: Schema
  /// Where the editor finds the JSON schema of rule files.
  package let schemaPath: String

  /// A first rule file for these samples.
  package init(
    name: String, form: EventForm, census: SampleCensus, schema: Schema, schemaPath: String
  ) {
    self.name = name
    self.form = form
    self.census = census
    self.schema = schema
    self.schemaPath = schemaPath
  }

  /// A field and the paths that it is moved from, of which no event has two.
  private struct Move {
    var field: String
    var sources: [SampleCensus.Entry]
  }

  /// The rule file as YAML.
  package var text: String {
    var lines = [
      "# yaml-language-server: $schema=\(Self.onOneLine(schemaPath))", "hlmap: 1",
      "name: \(Self.quoted(name))", "schema: ecs@\(ECSVersion.newest.rawValue)", "",
      "# An event arrives \(form.about).",
      "decode: {\(form.decode)}", "infer: [related, address]", "", "stages:",
      "  - set: {event.kind: event}",
    ]
    let (moves, rest) = moves()
    lines += moves.isEmpty ? ["    map:", "      event.original: $raw | to_json"] : map(moves)
    lines += comments(rest)
    if let entry = discriminator { lines += [""] + match(entry) }
    lines += [
      "", "tests:", "  - name: an event gets its kind", "    in: {}",
      "    out: {event: {kind: event}}",
      "    partial: true",
    ]
    let text = lines.joined(separator: "\n") + "\n"
    if case .formatted(let text) = RuleLayout.format(Array(text.utf8), name: name) { return text }
    return text
  }

  // MARK: Moves

  /// The fields that are filled, in the order of the samples, and the paths that are left.
  ///
  /// A field has one source; further ones only where no event has two of them.
  private func moves() -> (moves: [Move], rest: [SampleCensus.Entry]) {
    let guess = FieldGuess(schema: schema, events: census.events)
    var found: [(entry: SampleCensus.Entry, field: String, rank: Int)] = []
    var rest: [SampleCensus.Entry] = []
    for entry in census.entries {
      let path = Self.path(entry)
      if path == Self.onOneLine(path), path.count <= 200, let one = guess.proposed(for: entry) {
        found.append((entry, one.field.name, one.rank))
      } else {
        rest.append(entry)
      }
    }
    var moves: [Move] = []
    var places: [String: Int] = [:]
    let byRank = found.enumerated().sorted {
      ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset)
    }
    for (_, one) in byRank {
      guard let place = places[one.field] else {
        places[one.field] = moves.count
        moves.append(Move(field: one.field, sources: [one.entry]))
        continue
      }
      if moves[place].sources.allSatisfy(one.entry.excludes) {
        moves[place].sources.append(one.entry)
      } else {
        rest.append(one.entry)
      }
    }
    return (moves.sorted { $0.field < $1.field }, rest)
  }

  private func map(_ moves: [Move]) -> [String] {
    ["    map:"]
      + moves.map { move in
        let sources = move.sources.map { Self.quoted(Self.path($0)) }
        let value = sources.count == 1 ? sources[0] : "[\(sources.joined(separator: ", "))]"
        return "      \(Self.quotedKey(move.field)): \(value)"
      }
  }

  /// What no rule moves, with a field where one is near.
  private func comments(_ entries: [SampleCensus.Entry]) -> [String] {
    if entries.isEmpty { return [] }
    return ["      # Left to you:"]
      + entries.map { entry in
        let whole = Self.path(entry)
        let path = Self.onOneLine(whole)
        guard let field = suggest(entry).field?.name, whole == path, path.count <= 200 else {
          return "      # no field is near: \(path.prefix(200))"
        }
        return "      # \(Self.quotedKey(field)): \(Self.quoted(path))"
      }
  }

  // MARK: Suggestions

  /// A path and the field it might be.
  private struct Suggested {
    var entry: SampleCensus.Entry
    var path: String
    var field: Field?
  }

  private func suggest(_ entry: SampleCensus.Entry) -> Suggested {
    let path = Self.path(entry)
    let isAddress = entry.addresses > 0 && entry.addresses == entry.texts && entry.numbers == 0
    // The whole path says most; its end may be all that a schema knows.
    var candidates: [Field] = []
    for count in stride(from: min(entry.segments.count, 4), to: 0, by: -1) {
      let name = entry.segments.suffix(count).joined(separator: ".")
        .replacing(SampleCensus.everyItem, with: "")
      for word in Self.spellings(name) {
        if let field = schema.field(word) { candidates.append(field) }
        if let near = schema.suggestion(for: word), let field = schema.field(near) {
          candidates.append(field)
        }
      }
      // `source_ip_address` still says which side it is.
      let words = name.lowercased().split { !$0.isLetter && !$0.isNumber }
      if isAddress, let side = words.compactMap({ Self.sides[String($0)] }).first,
        let field = schema.field(side + ".ip")
      {
        candidates.append(field)
      }
    }
    let fitting = candidates.first { field in
      switch field.type.family {
      case .ip: isAddress
      case .integer, .float: entry.numbers > 0 || entry.texts > 0 && Self.areNumbers(entry.values)
      case .open, .geoPoint: false
      default: !isAddress || field.name.hasSuffix("address")
      }
    }
    let leaf = entry.segments.last?.lowercased() ?? ""
    let fallback =
      isAddress && (leaf.contains("ip") || leaf.contains("addr")) ? schema.field("host.ip") : nil
    return Suggested(entry: entry, path: path, field: fitting ?? fallback)
  }

  /// Words of addresses for which ECS has a set of fields of its own.
  private static let sides = [
    "src": "source", "source": "source", "saddr": "source", "dst": "destination",
    "dest": "destination", "destination": "destination", "daddr": "destination",
    "client": "client", "server": "server",
  ]

  private static func spellings(_ name: String) -> [String] {
    let short = [
      "saddr": "source.ip", "daddr": "destination.ip", "sport": "source.port",
      "dport": "destination.port", "pid": "process.pid", "ppid": "process.parent.pid",
      "username": "user.name", "hostname": "host.hostname", "commandline": "process.command_line",
      "md5": "file.hash.md5", "sha1": "file.hash.sha1", "sha256": "file.hash.sha256",
    ]
    return short[name.lowercased()].map { [$0, name] } ?? [name]
  }

  private static func areNumbers(_ values: [String]) -> Bool {
    !values.isEmpty && values.allSatisfy { Int64($0) != nil }
  }

  // MARK: Match

  /// A path that tells kinds of events apart: few different texts, in nearly all events.
  private var discriminator: SampleCensus.Entry? {
    let fit = census.entries.filter { entry in
      census.events >= 2 && !entry.isBelowList && !entry.hasManyValues && entry.numbers == 0
        && entry.values.count >= 2 && entry.values.count * 2 <= max(4, census.events * 2)
        && entry.events * 10 >= census.events * 9
        && Self.path(entry) == Self.onOneLine(Self.path(entry))
        && entry.values.allSatisfy { $0.count <= 40 }
    }
    let telling = ["type", "kind", "category", "family", "class", "event"]
    return fit.max { left, right in
      func weight(_ entry: SampleCensus.Entry) -> Int {
        let name = entry.segments.last?.lowercased() ?? ""
        return (telling.contains { name.contains($0) } ? 100 : 0) - 5 * entry.segments.count
          + entry.values.count
      }
      return weight(left) < weight(right)
    }
  }

  private func match(_ entry: SampleCensus.Entry) -> [String] {
    var lines = ["  - match: \(Self.quoted(Self.path(entry)))", "    cases:"]
    for (place, value) in entry.values.sorted().enumerated() {
      if place > 0 { lines.append("") }
      lines.append("      - is: \(Self.quoted(value))")
      lines.append("        # event.category and event.type say what such an event is.")
      lines.append("        set: {event.kind: event}")
    }
    return lines
  }

  // MARK: Spelling

  /// The path as an expression.
  private static func path(_ entry: SampleCensus.Entry) -> String {
    var text = ""
    for (place, name) in entry.segments.enumerated() {
      let isList = name.hasSuffix(SampleCensus.everyItem)
      let segment = isList ? String(name.dropLast(SampleCensus.everyItem.count)) : name
      let isBare = isPlainName(segment) && !(place == 0 && keywords.contains(segment))
      if isBare {
        text += (place > 0 ? "." : "") + segment
      } else {
        // The first name of a path cannot stand in brackets unless a root stands before it.
        text += (place == 0 ? "$event" : "") + "[\(inQuotes(segment))]"
      }
      if isList { text += SampleCensus.everyItem }
    }
    return text
  }

  private static let keywords: Set<String> = [
    "and", "or", "not", "in", "is", "else", "contains", "startswith", "endswith", "matches", "true",
    "false", "null",
  ]

  private static func inQuotes(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  private static func isPlainName(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard let first = bytes.first else { return false }
    let isLetter = { (byte: UInt8) in
      byte == UInt8(ascii: "_") || byte >= 0x80 || (0x61...0x7A).contains(byte | 0x20)
    }
    return (isLetter(first) || first == UInt8(ascii: "@"))
      && bytes.dropFirst().allSatisfy {
        isLetter($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-")
      }
  }

  /// A key as YAML; only names that begin with `@` need quotes.
  private static func quotedKey(_ name: String) -> String {
    name.hasPrefix("@") ? "\"\(name)\"" : name
  }

  /// A text as a YAML scalar, plain where that is safe for sure.
  private static func quoted(_ text: String) -> String {
    let words = ["true", "false", "null", "yes", "no", "on", "off"]
    let isPlain =
      text.utf8.first.map { (0x61...0x7A).contains($0 | 0x20) || $0 == UInt8(ascii: "$") } ?? false
      && text.utf8.allSatisfy {
        (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0)
          || "_.$-".utf8.contains($0)
      } && !words.contains(text.lowercased())
    if isPlain { return text }
    if text.utf8.contains(UInt8(ascii: "\"")), !text.contains("'"), text == onOneLine(text) {
      return "'\(text)'"
    }
    return "\"" + onOneLine(text).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  /// Without line breaks and control characters, which a comment or a scalar could not hold, and
  /// without marks that a reader could not see.
  private static func onOneLine(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map {
          let isBreak =
            $0.value < 0x20 || (0x7F...0x9F).contains($0.value)
            || [0x061C, 0x2028, 0x2029, 0xFEFF].contains($0.value)
            || (0x200B...0x200F).contains($0.value) || (0x202A...0x202E).contains($0.value)
            || (0x2060...0x206F).contains($0.value)
          return isBreak ? "\u{FFFD}" : $0
        }))
  }
}
