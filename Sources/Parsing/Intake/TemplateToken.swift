/// One token of a template.
struct TemplateToken {
  enum Kind: UInt8 {
    /// Text outside of all brackets, stripped as its neighbours ask.
    case data
    case variableBegin, variableEnd, blockBegin, blockEnd
    case name
    case text
    /// A JSON number.
    case integer, float
    case symbol
    case end
  }

  var kind: Kind
  /// Offsets in the template's text.
  var lower: Int
  var upper: Int
  /// Of data, a text and a number: the place of its value among those of the template.
  var value: Int32 = 0
}
