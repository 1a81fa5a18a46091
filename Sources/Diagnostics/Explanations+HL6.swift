/// Pages of the codes about comments that hide findings, and about baselines.
extension Explanation {
  static let comments: [Explanation] = [
    Explanation(
      .unusedSuppression, "a comment hides nothing",
      """
      A comment `# hl-map: ignore[…]` names a code that is not reported on its line. The finding was
      mended, or it stands on another line. A comment that is left behind would hide the next
      finding of this kind without anybody having decided so. Remove the code, or move the comment
      to the line it speaks of: behind the text, or alone on the line above. `--fix` removes it.
      """,
      example: """
        hlmap: 1
        stages:
          - set:
              event.kind: event   # hl-map: ignore[HL2105] because it once was another value
        """,
      remedy: """
        hlmap: 1
        stages:
          - set:
              event.kind: event
        """),
    Explanation(
      .unknownSuppressedCode, "a comment hides a code that does not exist",
      """
      The brackets of a comment `# hl-map: ignore[…]` hold something that is no code, so it hides
      nothing. Codes are written as in the report: `HL` and four digits, several of them separated
      by commas. `hl-map explain` lists them all.
      """,
      example: """
        hlmap: 1
        stages:
          - set:
              event.kind: event   # hl-map: ignore[HL21055]
        """,
      remedy: """
        hlmap: 1
        stages:
          - set:
              event.kind: event
        """),
    Explanation(
      .suppressedError, "an error cannot be hidden",
      """
      A comment hides warnings and infos. An error means that the rules cannot run at all; were it
      hidden, `check` would accept a file that `run` refuses. Mend the error and remove the comment.
      """,
      example: """
        hlmap: 1
        stages:
          - set:
              event.kind: Alert   # hl-map: ignore[HL2102] because the dashboard wants it
        """,
      remedy: """
        hlmap: 1
        stages:
          - set:
              event.kind: alert
        """),
    Explanation(
      .badSuppression, "a comment looks like one that hides findings, but is none",
      """
      The comment begins with `hl-map:` and does not go on as expected, so it hides nothing. Write
      `# hl-map: ignore[HL2105] because …`: the codes in brackets, and behind them the reason, which
      is for the people who read the file later.
      """,
      example: """
        hlmap: 1
        stages:
          - set:
              event.kind: event   # hl-map: ignore HL2105
        """,
      remedy: """
        hlmap: 1
        stages:
          - set:
              event.kind: event
        """),
    Explanation(
      .staleBaseline, "the baseline lists a finding that is gone",
      """
      A baseline lists findings that were there when it was written, so that only new ones are
      shown. One of them is not found any more: it was mended, or its line was changed. Write the
      baseline anew with `hl-map check --write-baseline FILE`, so that it cannot come back unseen.
      """),
  ]
}
