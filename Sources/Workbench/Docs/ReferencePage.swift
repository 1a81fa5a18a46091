import HLMap
import JSON
import Planning
import Schema
import Streams
import Text

/// The page that says what a rule file makes of its events, in Markdown.
package struct ReferencePage {
  /// A fixture that the page shows.
  package struct Sample {
    /// The name of the fixture.
    package var name: String
    /// The event as received.
    package var input: [UInt8]
    /// What the rules make of it.
    package var output: MappingTest.Outcome

    /// A fixture with its outcome.
    package init(name: String, input: [UInt8], output: MappingTest.Outcome) {
      self.name = name
      self.input = input
      self.output = output
    }
  }

  /// The rule file's name, without folders.
  package var fileName: String
  /// What the rules say of themselves.
  package var rules: RulePage
  /// The fields that the rules may write.
  package var schema: Schema
  /// The event categories and types that the rules set.
  package var categorization: Categorization
  /// The fixtures shown, in order.
  package var samples: [Sample]

  /// A page about these rules.
  package init(
    fileName: String, rules: RulePage, schema: Schema, categorization: Categorization,
    samples: [Sample]
  ) {
    self.fileName = fileName
    self.rules = rules
    self.schema = schema
    self.categorization = categorization
    self.samples = samples
  }

  /// The page in Markdown.
  package var text: String {
    var parts = [head]
    parts.append(eventCategories)
    if !samples.isEmpty { parts.append(eventSamples) }
    parts.append(extractedFields)
    return parts.joined(separator: "\n\n") + "\n"
  }

  private var head: String {
    let title = rules.title ?? fileName
    var text = "# \(Markdown.prose(title))\n\n"
    text +=
      "<!-- Written by `hl-map docs` from \(Markdown.html(fileName)) and its fixtures. -->"
    if let description = rules.description {
      text += "\n\n" + Markdown.sentence(description)
    }
    return text
  }

  // MARK: Event categories

  private var eventCategories: String {
    var text = "## Event Categories\n"
    if !rules.dataSources.isEmpty {
      text += "\nThe data sources that the events tell about:\n\n"
      text += Markdown.table(
        ["Data Source", "Description"],
        rules.dataSources.map { [Markdown.code($0.name), Markdown.prose($0.description)] })
    }
    text += "\nHow the rules sort events:\n\n"
    text += Markdown.table(
      ["Name", "Values"],
      Categorization.titled.map { title, field in
        let values = categorization.values[field] ?? RulePage.Values()
        var words = values.constants.sorted().map(Markdown.code)
        words += values.expressions.sorted().map { "the value of \(Markdown.code($0))" }
        return [title, words.isEmpty ? "none" : words.joined(separator: ", ")]
      })
    return String(text.dropLast())
  }

  // MARK: Samples

  private var eventSamples: String {
    let parts = samples.map { sample in
      let input =
        (try? SafeText.json(JSONTreeParser.parse(sample.input).pretty()))
        ?? String(decoding: sample.input, as: UTF8.self)
      var text = "### \(Markdown.prose(sample.name))\n\n"
      text += "<details><summary>The event as received</summary>\n\n"
      text += Markdown.block(input)
      text += "\n\n</details>\n\n"
      switch sample.output {
      case .events: text += Markdown.block(SafeText.json(sample.output.tree.pretty()))
      case .dropped, .rejected: text += Markdown.sentence(sample.output.words)
      }
      return text
    }
    return "## Event Samples\n\nEvents, and what becomes of them:\n\n"
      + parts.joined(separator: "\n\n")
  }

  // MARK: Fields

  private var extractedFields: String {
    let hidden = Set(rules.hidden.map(\.value)).intersection(rules.written)
    let listed = rules.written.subtracting(hidden)
    var text = "## Extracted Fields\n\nThe fields that the rules write"
    let inferences = rules.inferences.map(Markdown.code)
    if inferences.isEmpty {
      text += ".\n"
    } else {
      text += "; those that are inferred (\(inferences.joined(separator: ", "))) are not listed.\n"
    }
    if !hidden.isEmpty {
      text += "Also written, but not listed: "
      text += ReferencePage.sorted(hidden).map(Markdown.code).joined(separator: ", ") + ".\n"
    }
    text += "\n"
    text += Markdown.table(
      ["Name", "Type", "Description"],
      ReferencePage.sorted(listed).map { name in
        let (type, description) = facts(of: name)
        return [Markdown.code(name), Markdown.code(type), description]
      })
    return String(text.dropLast())
  }

  private func facts(of name: String) -> (type: String, description: String) {
    switch schema.resolve(name) {
    case .field(let field): (field.type.rawValue, Markdown.prose(field.about ?? ""))
    case .open(let parent): ("any", "A member of \(Markdown.code(parent.name)).")
    case .group, .underScalar, .unknown: ("any", "")
    }
  }

  private static func sorted(_ names: Set<String>) -> [String] {
    names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
