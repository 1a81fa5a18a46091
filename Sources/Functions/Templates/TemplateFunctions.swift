/// The functions that template expressions may call, by the names templates use.
///
/// Every parameter takes every value: undefined is absent, None is null. A body gives
/// `Value.failed` where Python raises. An argument that failed must not be passed.
///
/// Left-out arguments in front of given ones are passed as the parameter's `otherwise`.
public enum TemplateFunctions {
  /// What follows a bar: `value | name(arguments)`.
  ///
  /// The one named `map(attribute)` is `map` called with `attribute=`.
  public static func filter(named name: String) -> Function? { filterTable[name] }

  /// What follows `is`: `value is name(arguments)`.
  public static func test(named name: String) -> Function? { testTable[name] }

  /// What follows a dot and is called: `value.name(arguments)`; the value comes first.
  ///
  /// A method that changes its value gives what the value becomes. The one named `format(*)` is
  /// `format` called with `*values`.
  public static func method(named name: String) -> Function? { methodTable[name] }

  /// What is called by its name alone, or through `re`: `len`, `re.search`…
  public static func global(named name: String) -> Function? { globalTable[name] }

  /// The operator of that spelling; `getitem`, `getattr`, `slice`, `neg` and `pos` have none.
  public static func `operator`(named name: String) -> Function? { operatorTable[name] }

  /// Every name a template may write after a bar, for suggestions; sorted.
  public static let filterNames = names(filterTable)
  /// Every name a template may write after `is`; sorted.
  public static let testNames = names(testTable)
  /// Every method; sorted.
  public static let methodNames = names(methodTable)
  /// Every function that is called by its name; sorted.
  public static let globalNames = names(globalTable)

  private static let filterTable = table(filters)
  private static let testTable = table(tests)
  private static let methodTable = table(methods)
  private static let globalTable = table(globals)
  private static let operatorTable = table(operators)

  private static func table(_ functions: [Function]) -> [String: Function] {
    var table: [String: Function] = [:]
    for function in functions {
      for name in [function.name] + function.aliases { table[name] = function }
    }
    return table
  }

  private static func names(_ table: [String: Function]) -> [String] {
    table.keys.filter { !$0.hasSuffix(")") }.sorted()
  }
}
