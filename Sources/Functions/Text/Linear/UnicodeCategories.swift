/// General categories of Unicode, as `\p{…}` names them.
struct UnicodeCategories: OptionSet, Sendable {
  let rawValue: UInt32

  private static let names: [(name: String, category: Unicode.GeneralCategory)] = [
    ("Lu", .uppercaseLetter), ("Ll", .lowercaseLetter), ("Lt", .titlecaseLetter),
    ("Lm", .modifierLetter), ("Lo", .otherLetter), ("Mn", .nonspacingMark),
    ("Mc", .spacingMark), ("Me", .enclosingMark), ("Nd", .decimalNumber),
    ("Nl", .letterNumber), ("No", .otherNumber), ("Pc", .connectorPunctuation),
    ("Pd", .dashPunctuation), ("Ps", .openPunctuation), ("Pe", .closePunctuation),
    ("Pi", .initialPunctuation), ("Pf", .finalPunctuation), ("Po", .otherPunctuation),
    ("Sm", .mathSymbol), ("Sc", .currencySymbol), ("Sk", .modifierSymbol), ("So", .otherSymbol),
    ("Zs", .spaceSeparator), ("Zl", .lineSeparator), ("Zp", .paragraphSeparator),
    ("Cc", .control), ("Cf", .format), ("Cs", .surrogate), ("Co", .privateUse), ("Cn", .unassigned),
  ]

  static let letters = UnicodeCategories(named: "L") ?? []
  static let numbers = UnicodeCategories(named: "N") ?? []
  static let digits = UnicodeCategories(named: "Nd") ?? []
  static let nonspacingMarks = UnicodeCategories(named: "Mn") ?? []
  static let connectors = UnicodeCategories(named: "Pc") ?? []
  static let separators = UnicodeCategories(named: "Z") ?? []
  static let controls = UnicodeCategories(named: "Cc") ?? []

  init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The category `Lu`, or all of a kind, `L`; nil for names of another sort.
  init?(named name: String) {
    var mask: UInt32 = 0
    for (bit, entry) in Self.names.enumerated()
    where entry.name == name || name.utf8.count == 1 && entry.name.hasPrefix(name) {
      mask |= 1 << UInt32(bit)
    }
    if name == "L&" { mask = 0b111 }
    guard mask != 0 else { return nil }
    self.init(rawValue: mask)
  }

  init(of scalar: UInt32) {
    // What is not a scalar is a surrogate, and never stands in a text.
    let category = Unicode.Scalar(scalar)?.properties.generalCategory ?? .surrogate
    let bit = Self.names.firstIndex { $0.category == category } ?? Self.names.count - 1
    self.init(rawValue: 1 << UInt32(bit))
  }
}

/// Characters without the difference of upper and lower case.
enum FoldedCase {
  static func of(_ scalar: UInt32) -> UInt32 {
    if scalar < 0x80 { return scalar &- 65 < 26 ? scalar | 32 : scalar }
    // The one letter whose capital is the capital of another one.
    if scalar == 0x131 { return scalar }
    guard let character = Unicode.Scalar(scalar) else { return scalar }
    let upper = single(character.properties.uppercaseMapping) ?? character
    return (single(upper.properties.lowercaseMapping) ?? upper).value
  }

  private static func single(_ mapping: String) -> Unicode.Scalar? {
    let scalars = mapping.unicodeScalars
    return scalars.count == 1 ? scalars.first : nil
  }
}
