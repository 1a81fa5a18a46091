/// All built-ins by name: one line per function, alphabetical.
public enum FunctionTable {
  public static let all: [Function] = []

  /// The function of that name or alias.
  public static func named(_ name: String) -> Function? { byName[name] }

  /// Every name and alias, for suggestions and completions.
  public static var names: [String] { byName.keys.sorted() }

  private static let byName: [String: Function] = {
    var table: [String: Function] = [:]
    for function in all {
      for name in [function.name] + function.aliases { table[name] = function }
    }
    return table
  }()
}
