import Text

/// Findings as a SARIF 2.1.0 log, which code scanning services read.
///
/// Columns count UTF-16 units, as the log says of itself.
public struct SARIFReport: Sendable {
  /// The version of the command.
  public let version: String

  /// A report that names this version of the command as the tool.
  public init(version: String) { self.version = version }

  /// The whole log as JSON text; hidden findings are in it, marked as suppressed.
  public func render(_ files: [CheckedFile]) -> String {
    let shown = files.flatMap(\.diagnostics)
    let hidden = files.flatMap(\.hidden)
    let used = Set(shown.map(\.code)).union(hidden.map(\.diagnostic.code))
    let rules = DiagnosticCode.allCases.filter(used.contains)
    let places = Dictionary(uniqueKeysWithValues: rules.enumerated().map { ($1, $0) })
    var results: [SARIFJSON] = []
    for file in files {
      let all =
        file.diagnostics.map { ($0, nil as CheckedFile.Hidden.Reason?) }
        + file.hidden.map { ($0.diagnostic, $0.reason) }
      for (diagnostic, reason) in all {
        let place = SARIFPlaces(sources: file.sources, path: file.path)
        var result = place.result(diagnostic, rule: places[diagnostic.code] ?? 0)
        // Where one result says whether it is suppressed, all have to.
        if !hidden.isEmpty { result["suppressions"] = Self.suppressions(reason) }
        results.append(.object(result))
      }
    }
    let driver: [String: SARIFJSON] = [
      "name": .text("hl-map"), "version": .text(version), "rules": .list(rules.map(Self.rule)),
    ]
    let run: [String: SARIFJSON] = [
      "tool": .object(["driver": .object(driver)]), "columnKind": .text("utf16CodeUnits"),
      "results": .list(results),
    ]
    let log: [String: SARIFJSON] = [
      "$schema": .text("https://json.schemastore.org/sarif-2.1.0.json"),
      "version": .text("2.1.0"), "runs": .list([.object(run)]),
    ]
    return SARIFJSON.object(log).text() + "\n"
  }

  private static func rule(_ code: DiagnosticCode) -> SARIFJSON {
    .object([
      "id": .text(code.rawValue), "name": .text("\(code)"),
      "shortDescription": .object(["text": .text(code.explanation.title)]),
      "fullDescription": .object(["text": .text(code.explanation.text)]),
      "help": .object(["text": .text("hl-map explain \(code.rawValue)")]),
    ])
  }

  private static func suppressions(_ reason: CheckedFile.Hidden.Reason?) -> SARIFJSON {
    switch reason {
    case nil: .list([])
    case .comment(let why):
      .list([
        .object(
          ["kind": .text("inSource")].merging(
            why.map { ["justification": .text($0)] } ?? [:], uniquingKeysWith: { $1 }))
      ])
    case .baseline: .list([.object(["kind": .text("external")])])
    }
  }
}

/// Findings and spans as SARIF objects.
private struct SARIFPlaces {
  let sources: SourceMap
  let path: String

  func result(_ diagnostic: Diagnostic, rule: Int) -> [String: SARIFJSON] {
    var message = diagnostic.message
    if let label = diagnostic.label { message += ": \(label)" }
    if let help = diagnostic.help { message += " (\(help))" }
    var result: [String: SARIFJSON] = [
      "ruleId": .text(diagnostic.code.rawValue), "ruleIndex": .number(rule),
      "level": .text(level(diagnostic.severity)),
      "message": .object(["text": .text(message)]),
    ]
    let artifact = SARIFJSON.object(["artifactLocation": artifact(path)])
    let primary = diagnostic.span.flatMap(physical)
    result["locations"] = .list([.object(["physicalLocation": primary ?? artifact])])
    if let span = diagnostic.span, isKnown(span) {
      result["partialFingerprints"] = .object([
        "lineText/v1": .text(Fingerprint.hash(diagnostic.code.rawValue, lineText(span)))
      ])
    }
    let others = diagnostic.labels.enumerated().compactMap { number, label in
      physical(label.span).map { place in
        SARIFJSON.object([
          "id": .number(number + 1), "message": .object(["text": .text(label.text)]),
          "physicalLocation": place,
        ])
      }
    }
    if !others.isEmpty { result["relatedLocations"] = .list(others) }
    if let fix = diagnostic.fix, isKnown(fix.span) {
      let words = diagnostic.help ?? "apply the suggested edit"
      let edit = SARIFJSON.object([
        "deletedRegion": region(fix.span),
        "insertedContent": .object(["text": .text(fix.replacement)]),
      ])
      let change = SARIFJSON.object([
        "artifactLocation": self.artifact(sources[fix.span].name), "replacements": .list([edit]),
      ])
      result["fixes"] = .list([
        .object([
          "description": .object(["text": .text(words)]), "artifactChanges": .list([change]),
        ])
      ])
    }
    return result
  }

  private func isKnown(_ span: Span) -> Bool { Int(span.source) < sources.texts.count }

  private func lineText(_ span: Span) -> String {
    let text = sources[span]
    return text.text(text.lineRange(text.position(at: Int(span.lower)).line))
  }

  private func physical(_ span: Span) -> SARIFJSON? {
    guard isKnown(span) else { return nil }
    return .object(["artifactLocation": artifact(sources[span].name), "region": region(span)])
  }

  private func region(_ span: Span) -> SARIFJSON {
    let start = sources[span].utf16Position(at: Int(span.lower))
    let end = sources[span].utf16Position(at: Int(span.upper))
    return .object([
      "startLine": .number(start.line), "startColumn": .number(start.column),
      "endLine": .number(end.line), "endColumn": .number(end.column),
    ])
  }

  private func artifact(_ path: String) -> SARIFJSON {
    .object(["uri": .text(Self.uri(path))])
  }

  private func level(_ severity: Diagnostic.Severity) -> String {
    severity == .info ? "note" : severity.rawValue
  }

  /// A path as a URI reference; what may not stand in one is written with percent signs.
  private static func uri(_ path: String) -> String {
    var result = path.hasPrefix("/") ? "file://" : ""
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."),
        UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "~"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        result += "%" + (digits.count < 2 ? "0" : "") + digits
      }
    }
    return result
  }
}

/// A JSON value to be written with sorted members.
indirect enum SARIFJSON {
  case text(String)
  case number(Int)
  case list([SARIFJSON])
  case object([String: SARIFJSON])

  func text(indent: String = "") -> String {
    let inner = indent + "  "
    switch self {
    case .text(let text): return JSONString.quoted(text)
    case .number(let number): return String(number)
    case .list(let items):
      if items.isEmpty { return "[]" }
      let parts = items.map { inner + $0.text(indent: inner) }
      return "[\n" + parts.joined(separator: ",\n") + "\n\(indent)]"
    case .object(let members):
      if members.isEmpty { return "{}" }
      let parts = members.sorted { $0.key < $1.key }.map { name, value in
        "\(inner)\(JSONString.quoted(name)): \(value.text(indent: inner))"
      }
      return "{\n" + parts.joined(separator: ",\n") + "\n\(indent)}"
    }
  }
}
