import Functions
import Text

/// What rules can name of functions, casts and kinds of decodes, looked up by name.
package enum BuiltIns {
  /// All names, each once, sorted.
  package static let names: [String] = Set(
    FunctionTable.names + CastKindTable.names + DecodeKindTable.rules.map(\.name)
  ).sorted()

  /// What there is of that name, each for a terminal; the same word may name a function, a cast and a
  /// decode.
  package static func texts(named name: String) -> [String] {
    var texts: [String] = []
    if let function = FunctionTable.named(name) {
      texts.append(FunctionReference.text(of: function))
    }
    if let cast = CastKindTable.named(name), cast.isListed || !cast.examples.isEmpty {
      texts.append(CastReference.text(of: cast))
    }
    if let decode = DecodeKindTable.rules(named: name) {
      texts.append(DecodeReference.text(of: decode))
    }
    return texts
  }

  /// What was most likely meant by a name that is none: those that begin with it, else a near one.
  package static func help(for name: String) -> String? {
    let starting = names.filter { $0.hasPrefix(name.lowercased()) }
    return Suggestion.beginning(with: name, in: starting)
      ?? Suggestion.help(for: name, in: names) ?? Suggestion.beginning(with: name, in: names)
  }
}
