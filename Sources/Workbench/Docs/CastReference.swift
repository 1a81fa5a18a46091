import Functions

/// The page `Mappings/CASTS.md`: what values can be cast to.
package enum CastReference {
  /// The page, with every cast and its examples.
  package static var markdown: String {
    var page = """
      # Casts

      Written by `hl-map functions --casts` from the declarations; every example is a test.
      The cast is the type of the target, or what `as` says. Lists are cast item by item; items that
      fail are left out. After the cast a value must be one that its field allows: one of the
      `allowed_values` of ECS or of the `values` of a declaration, and of the form that ECS gives as
      `pattern`. What ECS merely expects is not asked for. A value that no rule changes comes out as
      it went in: `1.10`, `1e400`, integers of any length and escapes keep their spelling.

      `on_error` says what becomes of a value that cannot be cast: `skip` (default) leaves the field
      out and counts it · `tag` also notes it in `tags` · `reject` rejects the event ·
      `{value: constant}` writes that constant.


      """
    for kind in CastKindTable.all where !kind.examples.isEmpty {
      page += "## `\(kind.name)`\n\n\(kind.about)\n\n"
      let others = kind.fieldTypes.filter { $0 != kind.name }
      if !others.isEmpty {
        page += "Fields of type \(others.map { "`\($0)`" }.joined(separator: ", ")) too.\n\n"
      }
      page += "```\n" + examples(of: kind).map { $0 + "\n" }.joined() + "```\n\n"
    }
    return page + dates
  }

  /// Description and examples, for a terminal.
  package static func text(of kind: CastKind) -> String {
    let lines = ["as: \(kind.name)", "  \(kind.about)"] + examples(of: kind).map { "    " + $0 }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func examples(of kind: CastKind) -> [String] {
    kind.examples.map { "\($0.value) as \($0.notation ?? kind.name) → \($0.result)" }
  }

  private static let dates = """
    ## Dates

    Numbers, and texts that spell one, are dates by the digits before their point, once an exponent is
    written out: 9 and 10 are seconds since 1970, 12 and 13 milli-, 15 and 16 micro-, 19 nanoseconds, 18
    a FILETIME; 8 are `YYYYMMDD`, 14 `YYYYMMDDhhmmss`, and 12 that spell one `YYYYMMDDhhmm`. Other numbers
    of digits, and dates that are not from 1970 to 2099, cannot be cast: `0` is no date. `epoch` and
    `filetime` take what RFC 3339 can write, from the year 1 to 9999.

    A zone is a name such as `Europe/Paris`, an offset such as `+02:00`, or `EST` and its like. `%Z` in a
    format reads the abbreviations of the zone that `tz` names, each with its own offset (`EST` is
    standard time in summer too), and without `tz` `UTC GMT UT Z EST EDT CST CDT MST MDT PST PDT`; any
    other cannot be cast. `format_date` writes the zone's abbreviation for it, or the offset where the
    zone has none.

    A format without a year, such as `%b %d %H:%M:%S`, gives the latest date that exists and is at most 24
    hours after now: 31 December read on 1 January is last year's, 29 February the last leap year's. Now
    is when the run began, or what `--now` says; `parse_date(text, format, zone, near)` takes another date
    for it.

    """
}
