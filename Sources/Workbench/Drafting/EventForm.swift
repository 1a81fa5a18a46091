import HLMap
import JSON
import Machine

/// How the events of samples are spelled: as JSON, or as a text of another format inside `message`.
package struct EventForm: Sendable {
  /// The kind of decode and what it reads, as in a rule file.
  private let reading: String
  /// How people say that.
  package let about: String

  /// What stands in `decode:` at the top of a rule file; what does not decode is taken as it is.
  package var decode: String { reading + ", else: $raw" }

  /// Bare documents, or JSON inside `message`.
  package static let json = EventForm(
    reading: "json: $raw.message", about: "bare, or as JSON text inside `message`")

  /// The form that most of the texts in `message` have, and for each document the event that it holds,
  /// nil where it has another form; documents without such a text are events as they are.
  package static func find(in documents: [JSONTree]) -> (form: EventForm, events: [JSONTree?]) {
    let texts = documents.compactMap { document -> String? in
      if case .text(let text)? = document["message"] { text } else { nil }
    }
    if texts.count * 10 >= documents.count * 9, !texts.isEmpty {
      for form in forms where texts.count(where: form.looksRight) * 10 >= texts.count * 9 {
        let events = form.form.decoded(documents)
        guard events.count(where: { $0 != nil }) * 10 >= documents.count * 9 else { continue }
        return (form.form, events)
      }
    }
    return (json, documents)
  }

  // MARK: Forms

  /// A form, and what its texts look like at first sight.
  private struct Candidate: Sendable {
    var form: EventForm
    var looksRight: @Sendable (String) -> Bool
  }

  private static let forms: [Candidate] = [
    Candidate(form: json) { beginsWithObject($0) },
    Candidate(
      form: EventForm(
        reading: #"json: ($raw.message | before_first("\n")) else $raw.message"#,
        about: "as JSON text in the first line of `message`")
    ) { beginsWithObject($0) },
    Candidate(
      form: EventForm(
        reading: "cef: $raw.message", about: "as CEF inside `message`")
    ) {
      $0.contains("CEF:")
    },
    Candidate(
      form: EventForm(
        reading: "leef: $raw.message", about: "as LEEF inside `message`")
    ) {
      $0.contains("LEEF:")
    },
    Candidate(
      form: EventForm(
        reading: "windows_event: $raw.message", about: "as XML of Windows inside `message`")
    ) { $0.contains("<Event") },
    Candidate(
      form: EventForm(
        reading: "xml: $raw.message", about: "as XML inside `message`")
    ) {
      $0.drop(while: \.isWhitespace).first == "<" && $0.contains("</")
    },
    Candidate(
      form: EventForm(
        reading: "kv: $raw.message", about: "as pairs inside `message`")
    ) {
      beginsWithPairs($0[...])
    },
    Candidate(
      form: EventForm(
        reading: "kv: $raw.message | after_first(\">\")",
        about: "as pairs behind a priority of syslog inside `message`")
    ) { text in
      guard text.first == "<", let end = text.firstIndex(of: ">") else { return false }
      return text[..<end].dropFirst().allSatisfy(\.isNumber)
        && beginsWithPairs(text[end...].dropFirst())
    },
    Candidate(
      form: EventForm(
        reading: "syslog: $raw.message", about: "as syslog inside `message`")
    ) { $0.first == "<" },
  ]

  private static func beginsWithObject(_ text: String) -> Bool {
    text.drop(while: \.isWhitespace).first == "{"
  }

  /// Whether a text begins with `name=value name=value name=value`.
  private static func beginsWithPairs(_ text: Substring) -> Bool {
    let words = text.drop(while: \.isWhitespace).split(separator: " ", maxSplits: 12)
    guard let first = words.first, isPair(first) else { return false }
    return words.count(where: isPair) >= 3
  }

  private static func isPair(_ word: Substring) -> Bool {
    guard let sign = word.firstIndex(of: "="), sign > word.startIndex else { return false }
    return word[..<sign].allSatisfy { $0.isLetter || $0.isNumber || "_-.".contains($0) }
  }

  // MARK: Decoding

  /// The events that the documents hold in this form, as the engine reads them; nil for documents that
  /// do not decode.
  private func decoded(_ documents: [JSONTree]) -> [JSONTree?] {
    let rules = """
      hlmap: 1
      schema: {event: flattened}
      decode: {\(reading)}
      stages:
        - map: {event: $event}
      """
    guard
      let rules = try? Rules.load(
        Array(rules.utf8), named: "samples", files: MemoryFiles())
    else { return [] }
    var mapper = rules.makeMapper()
    return documents.map { document in
      guard let line = mapper.map(document.json.utf8).map({ Array($0) }).first else { return nil }
      return (try? JSONTreeParser.parse(line))?["event"]
    }
  }
}
