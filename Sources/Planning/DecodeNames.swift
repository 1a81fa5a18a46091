import Functions

/// The fields that texts inside the event are read for.
extension DecodePlan.Kind {
  /// The same for a plan that reads these fields only, or all.
  package func reading(_ fields: [String]?) -> DecodePlan.Kind {
    switch self {
    case .grok(let pattern): return .grok(fields.map(pattern.reading) ?? pattern)
    case .grokByKey(let keys, let patterns):
      var names = fields ?? []
      if fields == nil {
        for name in patterns.flatMap(\.names) where !names.contains(name) { names.append(name) }
      }
      return .grokByKey(keys: keys, patterns: patterns.map { $0.reading(names) })
    default: return self
    }
  }

  /// What a text lacks that does not decode.
  package var failure: String {
    switch self {
    case .json: "no JSON"
    case .looseJSON, .literal: "no JSON value"
    case .keyValue, .pairs: "no pairs"
    case .separated, .row: "no row"
    case .dissect, .regex, .grok, .grokByKey: "does not fit the pattern"
    case .base64: "no text in base64"
    case .cef: "no CEF"
    case .leef: "no LEEF"
    case .xml: "no XML"
    case .windowsEvent: "no event of Windows in XML"
    case .date: "no date"
    case .call: "cannot be decoded"
    }
  }

  /// The keys of the result that the format itself names.
  package var names: [String] {
    switch self {
    case .json, .keyValue, .base64, .call, .looseJSON, .pairs, .cef, .leef, .xml, .windowsEvent,
      .literal, .date:
      []
    case .grok(let pattern): pattern.names
    case .grokByKey(_, let patterns): patterns.first?.names ?? []
    case .row(let row): row.columns
    case .separated(let format): format.columns.map { String(decoding: $0, as: UTF8.self) }
    case .dissect(let pattern): pattern.names
    case .regex(let regex): regex.groupNames.map(\.name)
    }
  }
}
