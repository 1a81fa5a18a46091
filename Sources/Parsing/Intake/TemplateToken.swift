/// One token of a template.
struct TemplateToken {
  enum Kind: Equatable {
    /// Text outside of all brackets, stripped as its neighbours ask.
    case data(String)
    case variableBegin, variableEnd, blockBegin, blockEnd
    case name(String)
    case text(String)
    /// A JSON number.
    case integer(String)
    case float(String)
    case symbol(String)
    case end
  }

  var kind: Kind
  /// Offsets in the template's text.
  var lower: Int
  var upper: Int
}
