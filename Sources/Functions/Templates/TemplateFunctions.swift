import Events

/// What the expressions of a template may call, by the names templates use.
///
/// Every parameter takes every value: undefined is absent, None is null. A body gives
/// `Value.failed` where Python raises. An argument that failed must not be passed.
///
/// Left-out arguments in front of given ones are passed as the parameter's `otherwise`.
public enum TemplateFunctions {
  /// The operator of that spelling: `+`, `getitem`, `neg`…
  public static func `operator`(named name: String) -> Function? { operatorTable[name] }

  private static let operatorTable = table(operators)

  private static func table(_ functions: [Function]) -> [String: Function] {
    var table: [String: Function] = [:]
    for function in functions {
      for name in [function.name] + function.aliases { table[name] = function }
    }
    return table
  }

  /// Operators that take operands of any kind and give any.
  public static let operators: [Function] = [
    TemplateOperators.multiply, TemplateOperators.power, TemplateOperators.add,
    TemplateOperators.subtract, TemplateOperators.divide, TemplateOperators.floorDivide,
    TemplateOperators.remainder, TemplateOperators.negate, TemplateOperators.positive,
    TemplateOperators.concatenate, TemplateOperators.attribute, TemplateOperators.item,
    TemplateOperators.slice, TemplateOperators.less, TemplateOperators.lessOrEqual,
    TemplateOperators.greater, TemplateOperators.greaterOrEqual, TemplateOperators.isIn,
    TemplateOperators.isNotIn,
  ]
}
