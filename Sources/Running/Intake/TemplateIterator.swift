import Events

/// Where a template's loop is.
struct TemplateIterator {
  enum Kind {
    case list(ArrayCursor)
    case keys(ObjectCursor)
    case characters(Bytes, Int)
    case nothing
  }

  var kind = Kind.nothing
  var value = Value.absent
  /// Items given so far.
  var position = 0
  /// All items, once something asked for it.
  var total: Int?
}
