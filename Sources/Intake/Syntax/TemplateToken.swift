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
  /// Of data, a text and a number that are not what is written: the place of the value among those
  /// of the template.
  var value: UInt32?
  private var start: UInt32
  private var end: UInt32

  init(_ kind: Kind, _ lower: Int, _ upper: Int, value: UInt32? = nil) {
    self.kind = kind
    self.value = value
    start = UInt32(lower)
    end = UInt32(upper)
  }

  /// Offsets in the template's source.
  var lower: Int { Int(start) }
  var upper: Int { Int(end) }
}
