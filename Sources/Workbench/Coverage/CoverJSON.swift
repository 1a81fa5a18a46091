import HLMap
import JSON
import Text

/// A machine-readable coverage: all that the text says, with its lists in full.
package struct CoverJSON {
  /// The coverage to write.
  package let report: CoverReport

  /// Writes this coverage.
  package init(report: CoverReport) {
    self.report = report
  }

  /// The coverage as one JSON object.
  package var tree: JSONTree {
    let coverage = report.coverage
    return object([
      ("rules", .text(coverage.file)), ("events", number(coverage.events)),
      ("refused", number(coverage.refused)), ("rule_coverage", rules),
      ("source_coverage", source), ("field_coverage", fields),
      ("remarks", .list(report.remarks.map { .text($0) })),
    ])
  }

  private var rules: JSONTree {
    let kinds = RuleCoverage.Kind.allCases.map { kind in
      let (exercised, all) = report.counts(kind)
      return (kind.rawValue, object([("exercised", number(exercised)), ("all", number(all))]))
    }
    let missed = report.items.filter { !$0.isExercised }.map { item in
      object([
        ("kind", .text(item.kind.rawValue)), ("at", .text(report.place(item))),
        ("text", .text(report.text(item))), ("reason", .text(report.reason(item))),
      ])
    }
    let (exercised, all) = report.counts()
    return object([
      ("exercised", number(exercised)), ("all", number(all)),
      ("percent", decimal(report.rulePercent)), ("kinds", object(kinds)), ("missed", .list(missed)),
    ])
  }

  private var source: JSONTree {
    let totals = report.coverage.source.totals
    let paths = report.entries.map { entry in
      var members: [(String, JSONTree)] =
        [("path", .text(entry.path))] + counts(entry.counts) + [("example", .text(entry.example))]
      if let reason = entry.reason { members.append(("reason", .text(reason))) }
      return object(members)
    }
    return object(
      [("values", number(totals.all))] + counts(totals) + [
        ("percent", decimal(report.coverage.sourcePercent)),
        ("more_paths", .boolean(report.coverage.source.hasMorePaths)), ("paths", .list(paths)),
      ])
  }

  /// How many values are read, of them by no rule that ran, left out on purpose, and not read.
  private func counts(_ counts: SourceCoverage.Counts) -> [(String, JSONTree)] {
    [
      ("read", number(counts.read)), ("idle", number(counts.idle)),
      ("unread", number(counts.unread)), ("missed", number(counts.missed)),
    ]
  }

  private var fields: JSONTree {
    let fields = report.coverage.fields
    let shares = zip(FieldCoverage.common, fields.counts).map { ($0, number($1)) }
    let missed = fields.targets.filter { !fields.written.contains($0) }
    return object([
      ("events", number(fields.events)), ("targets", number(fields.targets.count)),
      ("written", number(fields.targets.count - missed.count)),
      ("never_written", .list(missed.map { .text($0) })), ("events_with", object(shares)),
    ])
  }

  private func object(_ members: [(String, JSONTree)]) -> JSONTree {
    .object(members.map { JSONTree.Member($0.0, $0.1) })
  }

  private func number(_ value: Int) -> JSONTree { .number(String(value)) }

  /// Null for a share of nothing.
  private func decimal(_ value: Double?) -> JSONTree {
    value.map { .number(Wording.decimal($0, 1)) } ?? .null
  }
}
