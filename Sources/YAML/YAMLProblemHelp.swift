/// What to do about each of libyaml's messages, where the lines around it do not say more.
extension YAMLProblem {
  /// What to do about a message of libyaml, given the byte it stopped at and the first of its
  /// context.
  static func help(_ problem: String, _ context: String?, at byte: UInt8, start: UInt8?)
    -> String
  {
    for (beginning, help) in byContext where context?.hasPrefix(beginning) == true { return help }
    if problem.hasPrefix("found character that cannot start any token")
      || problem.hasPrefix("did not find expected node content")
    {
      return help(forValueAt: byte)
    }
    if problem.hasPrefix("did not find expected ',' or") {
      return
        "close the bracket, and inside `[ ]` and `{ }` put quotes around a text that holds any of `[]{},`"
    }
    if problem == "found unexpected end of stream" {
      let quote = start == UInt8(ascii: "'") ? "'" : "\""
      return "add the closing `\(quote)` where the text ends"
    }
    for (beginning, help) in byProblem where problem.hasPrefix(beginning) { return help }
    return "look for an indentation, a quote or a bracket that is wrong here or just above"
  }

  private static func help(forValueAt byte: UInt8) -> String {
    switch byte {
    case UInt8(ascii: "@"): "put quotes around a name that begins with `@`: `\"@timestamp\"`"
    case UInt8(ascii: "%"):
      "put quotes around a text that begins with `%`; a path is written without `%{ }`"
    case UInt8(ascii: "`"): "a name has no backquotes; a text stands in quotes"
    case UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ","):
      "a value is missing here; put quotes around it if this character is the value"
    default: "a plain text cannot start with this character; put quotes around the value"
    }
  }

  private static let byContext = [
    (
      "while scanning a block scalar",
      "a value that begins with `|` or `>` is a block of lines for YAML; "
        + "write what goes into the function first: `path | lower`"
    ),
    (
      "while scanning an alias",
      "a value that begins with `*` is an alias for YAML; every item of a list is `path[*]`"
    ),
    (
      "while scanning an anchor",
      "a value that begins with `&` is an anchor for YAML; conditions are joined by `and`"
    ),
    ("while scanning a tag", "a value that begins with `!` is a tag for YAML; write `not` instead"),
    ("while parsing a tag", "a value that begins with `!` is a tag for YAML; write `not` instead"),
    (
      "while scanning a directive",
      "a line that begins with `%` is a directive for YAML; put quotes around the text"
    ),
    ("while scanning a %", "a line that begins with `%` is a directive for YAML; remove it"),
  ]

  private static let byProblem = [
    (
      "could not find expected ':'",
      "each line of a map is `key: value`, with a blank behind the colon"
    ),
    (
      "block sequence entries are not allowed",
      "put the `- ` of the first item on a line of its own, below the key"
    ),
    ("mapping keys are not allowed", "put quotes around a text that begins with `? `"),
    ("mapping values are not allowed", "put quotes around a text that holds `: `"),
    (
      "found unknown escape character",
      "within double quotes YAML takes `\\` for an escape; use single quotes around the value"
    ),
    (
      "did not find expected hexdecimal number",
      "`\\x`, `\\u` and `\\U` are followed by 2, 4 and 8 hexadecimal digits; use single quotes for a plain `\\`"
    ),
    (
      "found invalid Unicode character",
      "`\\u` does not give a character here; use single quotes for a plain `\\`"
    ),
    ("found unexpected document indicator", "close the quoted text before `---` or `...`"),
    ("found unexpected ':'", "inside `[ ]` and `{ }`, put quotes around a text that holds `:`"),
    ("found undefined tag handle", "remove the tag: rule files have none"),
    ("did not find expected '-'", "the items of a list begin with `- `, all in one column"),
    ("did not find expected key", "the keys of a map stand in one column, each as `key: value`"),
    (
      "did not find expected <document start>",
      "what stands above has ended; give this line the indentation of what it belongs to"
    ),
    ("control characters are not allowed", "remove the character; most editors do not show it"),
    ("exceeded maximum depth", "nest less deeply, or move parts into files and `include:` them"),
    ("found an indentation indicator", "write the text's lines below `|` or `>` without a number"),
    ("found a tab character", "YAML is indented with spaces, never with tabs"),
    ("found incompatible YAML", "remove the line `%YAML`"),
  ]
}
