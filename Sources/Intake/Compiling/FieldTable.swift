import Events
import Schema

/// What is known of the fields that a format names, numbered by their dotted names.
struct FieldTable: ~Copyable {
  struct Field {
    /// Its number among the shapes; `.some(nil)` where the field can hold nothing, nil where that
    /// was not asked yet.
    var shape: Int??
    /// Whether members of any name may stand below it; nil where that was not asked yet.
    var takesAnything: Bool?
    /// Whether it is the target of a rule, and whether a target stands below it.
    var isAssigned = false
    var hasAssigned = false
  }

  private var names = PathTreeBuilder()
  private var fields = [Field()]

  subscript(number: Int) -> Field {
    get { fields[number] }
    set { fields[number] = newValue }
  }

  /// The number of a field; 0 stands for the event itself.
  mutating func number(of name: String) -> Int {
    let number = names.node(dotted: name)
    while fields.count < names.count { fields.append(Field()) }
    return number
  }

  /// The number of the field above another; 0 where there is none.
  func group(of number: Int) -> Int { names.parent(of: number) }

  /// How many names lead to a field.
  func depth(of number: Int) -> Int {
    var depth = 0
    var number = number
    while number > 0 {
      depth += 1
      number = names.parent(of: number)
    }
    return depth
  }

  mutating func noteAssigned(_ number: Int) {
    if fields[number].isAssigned { return }
    fields[number].isAssigned = true
    // Above a group that is known all groups are.
    var group = names.parent(of: number)
    while group > 0, !fields[group].hasAssigned {
      fields[group].hasAssigned = true
      group = names.parent(of: group)
    }
  }

  /// Whether some rule can give a field a value: it is a target, or stands above or below one.
  func mayExist(_ name: String) -> Bool {
    var (number, isWhole) = names.longest(dotted: name)
    if isWhole, fields[number].hasAssigned { return true }
    while number > 0 {
      if fields[number].isAssigned { return true }
      number = names.parent(of: number)
    }
    return false
  }
}
