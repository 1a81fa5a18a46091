import Functions

/// The page `Mappings/DECODES.md`: the kinds of decodes.
package enum DecodeReference {
  /// The page, with every kind of rule files, its options and examples.
  package static var markdown: String {
    var page = """
      # Decodes

      Written by `hl-map functions --decodes` from the declarations; every example is a test.

      ```yaml
      decode: {kv: details, name: d, pair_separator: ";"}    # then $d.user
      ```

      A source that is missing or does not decode gives what `else` says, or nothing. At the top of a
      file, without `else`, such an event is rejected. `on_error` says what happens where the source is
      present, does not decode, and `else` is absent or not given: `skip` (default) gives nothing ·
      `tag` also puts `undecodable:NAME` into `tags` · `reject` (default at the top of a file) rejects
      the event. In each case it is counted in `--stats`, with the rule and the reason. At the top of a
      file `skip` and `tag` leave an event without fields; `$raw` is there.

      No object has a member twice. Of names that occur again `kv`, `query`, `xml`, `windows_event` and
      the elements of `syslog` make a list, in order; with `json`, `cef` and `leef`, and in the event
      itself, the last value counts. A byte order mark before a text is no part of it. What no XML may
      hold, control characters and references to what is no character, is replaced by U+FFFD (a control
      character in a Windows event by its number, `\\u001e`) and counted in `--stats`.


      """
    for kind in DecodeKindTable.rules {
      page += "## `\(kind.name)`\n\n\(kind.about)\n\n"
      for option in kind.options {
        page += "- `\(option.name)`\(option.isRequired ? " (required)" : ""): \(option.about)\n"
      }
      page += kind.options.isEmpty ? "```\n" : "\n```\n"
      page += examples(of: kind).map { $0 + "\n" }.joined() + "```\n\n"
    }
    return String(page.dropLast())
  }

  /// Description, options and examples, for a terminal.
  package static func text(of kind: DecodeKind) -> String {
    var lines = ["decode: {\(kind.name): …}", "  \(kind.about)"]
    lines += kind.options.map {
      "  \($0.name)\($0.isRequired ? " (required)" : ""): \($0.about)"
    }
    lines += examples(of: kind).map { "    " + $0 }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func examples(of kind: DecodeKind) -> [String] {
    kind.examples.flatMap { example in
      let options = example.options.map { ", \($0)" } ?? ""
      return [
        "{\(kind.name): …\(options)}", "  \(example.text)", "  → \(example.result)",
      ]
    }
  }
}
