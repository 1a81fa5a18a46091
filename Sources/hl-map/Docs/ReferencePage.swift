import Diagnostics
import Parsing
import Planning
import Schema

/// The page that says what a rule file makes of its events, in Markdown.
struct ReferencePage {
  /// A fixture that the page shows.
  struct Sample {
    var name: String
    var input: [UInt8]
    var output: MappingTest.Outcome
  }

  /// The rule file's name, without folders.
  var fileName: String
  var mapping: Mapping
  var schema: Schema
  var categorization: Categorization
  /// The names of the fields that rules write.
  var written: Set<String>
  var samples: [Sample]

  var text: String {
    var parts = [head]
    parts.append(eventCategories)
    if !samples.isEmpty { parts.append(eventSamples) }
    parts.append(extractedFields)
    return parts.joined(separator: "\n\n") + "\n"
  }

  private var head: String {
    let title = mapping.docs?.title?.value ?? mapping.name?.value ?? fileName
    var text = "# \(ReferencePage.line(title))\n\n"
    text +=
      "<!-- Written by `hl-map docs` from \(ReferencePage.line(fileName)) and its fixtures. -->"
    if let description = mapping.description?.value {
      text += "\n\n" + ReferencePage.sentence(description)
    }
    return text
  }

  // MARK: Event categories

  private var eventCategories: String {
    var text = "## Event Categories\n"
    if let dataSources = mapping.docs?.dataSources, !dataSources.isEmpty {
      text += "\nThe data sources that the events tell about:\n\n"
      text += ReferencePage.table(
        ["Data Source", "Description"],
        dataSources.map { [ReferencePage.code($0.name.value), $0.description.value] })
    }
    text += "\nHow the rules sort events:\n\n"
    text += ReferencePage.table(
      ["Name", "Values"],
      Categorization.fields.map { title, field in
        let values = categorization.values[field] ?? .init()
        var words = values.constants.sorted().map(ReferencePage.code)
        words += values.expressions.sorted().map { "the value of \(ReferencePage.code($0))" }
        return [title, words.isEmpty ? "none" : words.joined(separator: ", ")]
      })
    return String(text.dropLast())
  }

  // MARK: Samples

  private var eventSamples: String {
    let parts = samples.map { sample in
      let input =
        (try? JSONTreeParser.parse(sample.input).pretty())
        ?? String(decoding: sample.input, as: UTF8.self)
      var text = "### \(ReferencePage.line(sample.name))\n\n"
      text += "<details><summary>The event as received</summary>\n\n"
      text += ReferencePage.block(input)
      text += "\n\n</details>\n\n"
      switch sample.output {
      case .events: text += ReferencePage.block(sample.output.tree.pretty())
      case .dropped, .rejected: text += ReferencePage.sentence(sample.output.words)
      }
      return text
    }
    return "## Event Samples\n\nEvents, and what becomes of them:\n\n"
      + parts.joined(separator: "\n\n")
  }

  // MARK: Fields

  private var extractedFields: String {
    let hidden = Set(mapping.docs?.hidden.map(\.value) ?? []).intersection(written)
    let listed = written.subtracting(hidden)
    var text = "## Extracted Fields\n\nThe fields that the rules write"
    let inferences = mapping.infer.map { ReferencePage.code($0.name.value) }
    if inferences.isEmpty {
      text += ".\n"
    } else {
      text += "; those that are inferred (\(inferences.joined(separator: ", "))) are not listed.\n"
    }
    if !hidden.isEmpty {
      text += "Also written, but not listed: "
      text += ReferencePage.sorted(hidden).map(ReferencePage.code).joined(separator: ", ") + ".\n"
    }
    text += "\n"
    text += ReferencePage.table(
      ["Name", "Type", "Description"],
      ReferencePage.sorted(listed).map { name in
        let (type, description) = facts(of: name)
        return [ReferencePage.code(name), ReferencePage.code(type), description]
      })
    return String(text.dropLast())
  }

  private func facts(of name: String) -> (type: String, description: String) {
    switch schema.resolve(name) {
    case .field(let field): (field.type.rawValue, field.description ?? "")
    case .open(let parent): ("any", "A member of \(ReferencePage.code(parent.name)).")
    case .group, .underScalar, .unknown: ("any", "")
    }
  }

  // MARK: Markdown

  private static func sorted(_ names: Set<String>) -> [String] {
    names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// A table whose columns are as wide as their cells.
  private static func table(_ head: [String], _ rows: [[String]]) -> String {
    let cells = ([head] + rows).map { $0.map(line) }
    let widths = head.indices.map { column in
      max(3, cells.map { $0[column].unicodeScalars.count }.max() ?? 3)
    }
    func row(_ cells: [String]) -> String {
      let padded = cells.indices.map { column in
        cells[column]
          + String(repeating: " ", count: widths[column] - cells[column].unicodeScalars.count)
      }
      return "| " + padded.joined(separator: " | ") + " |\n"
    }
    let rule = widths.map { String(repeating: "-", count: $0) }
    return ([cells[0], rule] + cells.dropFirst()).map(row).joined()
  }

  private static func code(_ text: String) -> String { "`\(line(text, escapesBars: false))`" }

  /// One line of text in which no table cell ends.
  private static func line(_ text: String) -> String { line(text, escapesBars: true) }

  private static func line(_ text: String, escapesBars: Bool) -> String {
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard escapesBars else { return words }
    var result = ""
    var previous: Character = " "
    for character in words {
      if character == "|" && previous != "\\" { result.append("\\") }
      result.append(character)
      previous = character
    }
    return result
  }

  private static func sentence(_ text: String) -> String {
    let text = line(text)
    guard let first = text.first, let last = text.last else { return "" }
    return first.uppercased() + text.dropFirst() + (".!?".contains(last) ? "" : ".")
  }

  private static func block(_ text: String) -> String {
    var fence = "```"
    while text.contains(fence) { fence += "`" }
    return "\(fence)json\n\(text)\n\(fence)"
  }
}
