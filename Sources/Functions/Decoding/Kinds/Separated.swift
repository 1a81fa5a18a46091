import Events

extension DecodeKind {
  private static let columns = Option(
    "columns", .names, required: true, about: "The names of the values, in order.")

  /// `decode: {csv: message, name: row, columns: [a, b]}`.
  static let csv = DecodeKind(
    "csv",
    options: [
      columns,
      Option("delimiter", .text, about: "What stands between values; `,` by default."),
      Option("quote", .text, about: "The character around a value; `\"` by default."),
    ], sources: .scalars, result: .texts, failure: "no row",
    about:
      "An object of the values of the first record, as RFC 4180 has it. A line feed, or `\\r\\n`, ends a record where it "
      + "does not stand between quotes; `\\r` alone is text. What follows a closing quote belongs to the value. A column that "
      + "the row is too short for is absent.",
    examples: [
      Example(#"ann,"a, b""#, "columns: [user, text]", gives: #"{"user":"ann","text":"a, b"}"#),
      Example(
        "ann;'a;b'", #"columns: [user, text], delimiter: ";", quote: "'""#,
        gives: #"{"user":"ann","text":"a;b"}"#),
    ]
  ) { settings in
    var format = SeparatedFormat(columns: settings.names("columns").map { Array($0.utf8) })
    if let text = settings.text("delimiter") {
      guard !text.isEmpty else { return settings.refuse(.empty("delimiter")) }
      format.delimiter = Array(text.utf8)
    }
    if let text = settings.text("quote") {
      guard text.utf8.count == 1, let quote = text.utf8.first else {
        return settings.refuse(
          DecodeMistake(
            .constant, "`quote` must be one character", in: "quote",
            help: "leave it out for the default"))
      }
      format.quote = quote
    }
    return decoder(format, settings)
  }

  /// `decode: {dsv: message, name: row, columns: [a, b], delimiter: "||"}`.
  static let dsv = DecodeKind(
    "dsv",
    options: [
      columns,
      Option(
        "delimiter", .text,
        about: "What stands between values, a text without quotes and line breaks; `,` by default."
      ),
    ], sources: .scalars, result: .texts, failure: "no row",
    about: "An object of the values of the first record, as `csv` but for its delimiters.",
    examples: [
      Example(
        "ann||ok", #"columns: [user, outcome], delimiter: "||""#,
        gives: #"{"user":"ann","outcome":"ok"}"#),
      Example("ann", "columns: [user, outcome]", gives: #"{"user":"ann"}"#),
    ]
  ) { settings in
    do throws(SeparatedRow.Failure) {
      let delimiter = try SeparatedRow.delimiter(settings.text("delimiter") ?? ",")
      let columns = settings.names("columns").map { Array($0.utf8) }
      return decoder(SeparatedFormat(columns: columns, delimiter: delimiter), settings)
    } catch {
      return settings.refuse(
        DecodeMistake(.constant, error.message, in: "delimiter", help: "leave it out for `,`"))
    }
  }

  private static func decoder(_ format: SeparatedFormat, _ settings: DecodeSettings) -> TextDecoder
  {
    let names = settings.names("columns")
    return TextDecoder(names: .fields(names)) { source, fields in
      format.read(source.spelling, in: fields.scratch) { column, value in
        fields.add(Value(.string, value, form: source.form), numbered: column)
      }
      return true
    }
  }

  /// `dsv.parse-dsv`: a row that is too short has nulls.
  static let parseRow = DecodeKind(
    "dsv.parse-dsv",
    options: [
      Option("columnnames", .names, required: true, about: "The names of the values, in order."),
      Option("delimiter", .text, about: "What stands between values; `,` by default."),
    ], sources: .scalars, result: .object, failure: "no row",
    about: "An object of the values of a row."
  ) { settings in
    do throws(SeparatedRow.Failure) {
      let row = try SeparatedRow(
        columns: settings.names("columnnames"), delimiter: settings.text("delimiter") ?? ",")
      return TextDecoder(names: .fields(row.columns)) { source, fields in
        row.read(source.spelling, in: fields.scratch) { fields.add($1, numbered: $0) }
      }
    } catch {
      return settings.refuse(
        DecodeMistake(.constant, error.message + "; the stage always fails", in: "delimiter"))
    }
  }
}
