/// Pages of the codes about files and YAML.
extension Explanation {
  static let files: [Explanation] = [
    Explanation(
      .fileNotFound, "A file that is not there",
      """
      A file on the command line, under `include:` or under `schema:` does not exist.
      Nothing it declares is known, so more mistakes may show once it is found.
      Paths under `include:` and `schema:` start at the file that names them, not at the working directory.
      """,
      example: """
        hlmap: 1
        include: nowhere.yml
        stages: []
        """,
      remedy: """
        hlmap: 1
        stages: []
        """),
    Explanation(
      .fileUnreadable, "A file that cannot be read",
      """
      The file exists, but it is a directory or its permissions keep it closed. Or rules name it and it is
      none of rules, since no line of it begins with `hlmap:`, or none of fields: its text, which may be
      anything, is not shown then.
      Name a file, or give yourself the right to read it; `hl-map check` on the file itself shows it.
      """,
      example: """
        hlmap: 1
        include: .
        stages: []
        """,
      remedy: """
        hlmap: 1
        stages: []
        """),
    Explanation(
      .fileTooLarge, "A file that is too large",
      """
      Rule files are written by people; one of many megabytes is most likely a data file named by mistake.
      The limit keeps a wrong path from using up the memory of the machine.
      Split large tables into files of their own and `include:` them.
      """),
    Explanation(
      .notUTF8, "A text that is not UTF-8",
      """
      Rule files are UTF-8. A byte that is not stands in the file, most often from an editor that saved
      it as Latin-1 or UTF-16.
      Save the file as UTF-8; `iconv -f latin1 -t utf-8` converts it.
      """),
    Explanation(
      .yamlSyntax, "A mistake in the YAML",
      """
      The file is not YAML, so nothing in it could be read as rules. The place shown is where the reader
      gave up; the cause often stands just before it: an unclosed quote or bracket, an indent that
      differs from its neighbours, a tab.
      """,
      example: """
        hlmap: 1
        stages:
          - set: {event.kind: event
        """,
      remedy: """
        hlmap: 1
        stages:
          - set: {event.kind: event}
        """),
    Explanation(
      .yamlTooLarge, "YAML that is too large",
      """
      The file nests too deeply or has too many values. Such files are made by machines or by mistake,
      and reading them without a limit would use up the memory of the machine. All files of one mapping
      together have limits too: 256 files, 16 MiB, a million values.
      Bring the nesting down; put large tables into files of their own.
      """),
    Explanation(
      .includeCycle, "Files that include each other",
      """
      A file includes itself, directly or through others. Stages of included files run first, so no order
      of the files exists.
      Move what both need into a third file, and include that from both.
      """,
      example: """
        hlmap: 1
        include: bad.yml
        stages: []
        """,
      remedy: """
        hlmap: 1
        stages: []
        """),
    Explanation(
      .duplicateKey, "A key that stands twice",
      """
      YAML maps have each key once. Readers disagree on which of two counts, so one of the two lines does
      nothing, and nobody can tell which.
      Remove one of them. To write a field twice on purpose, use two stages.
      """,
      example: """
        hlmap: 1
        stages:
          - map:
              user.name: username
              user.name: login
        """,
      remedy: """
        hlmap: 1
        stages:
          - map:
              user.name: [login, username]
        """),
    Explanation(
      .yamlSurprise, "A constant that is not what it seems",
      """
      Some words and numbers mean different things to different YAML readers: `no` may be a boolean or
      Norway, `010` may be 8 or 10, `1e3` may be a version or a thousand, `0x1F` is 31.
      This program follows the YAML 1.2 core schema and says here what it took the value for.
      Put quotes around a text; write numbers in plain decimal digits.
      """,
      example: """
        hlmap: 1
        stages:
          - set:
              client.geo.country_iso_code: NO
              observer.version: 1e3
              event.code: 010
        """,
      remedy: """
        hlmap: 1
        stages:
          - set:
              client.geo.country_iso_code: "NO"
              observer.version: "1e3"
              event.code: "010"
        """),
    Explanation(
      .fileOutside, "A file outside the folder of the rules",
      """
      A file under `include:` or `schema:` lies outside the folder of the main rule file, or a link
      leads out of it. Rules may come from someone else: what they name is read with your rights and
      told of in reports, so that they may not name whatever they like.
      Put the file into that folder or one below it. If the folder is yours, allow it on the command
      line: `--include-root DIR`, which may be given several times.
      """,
      example: """
        hlmap: 1
        include: ../common.yml
        stages: []
        """,
      remedy: """
        hlmap: 1
        stages: []
        """),
  ]
}
