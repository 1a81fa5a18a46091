/// All built-ins by name: one line per function, alphabetical.
public enum FunctionTable {
  /// Every function that rules may call.
  public static let all: [Function] = [
    .abs,
    .afterFirst,
    .afterLast,
    .base64Decode,
    .base64Encode,
    .basename,
    .beforeFirst,
    .beforeLast,
    .bitAnd,
    .bitOr,
    .bits,
    .capture,
    .ceil,
    .coalesce,
    .concat,
    .contains,
    .defaultValue,
    .dirname,
    .div,
    .endsWith,
    .first,
    .flatten,
    .floor,
    .format,
    .formatDate,
    .grep,
    .hexToInt,
    .inCIDR,
    .ipVersion,
    .isIP,
    .isPrivateIP,
    .join,
    .keys,
    .last,
    .length,
    .lower,
    .macNormalize,
    .mapPath,
    .matches,
    .greatest,
    .md5,
    .least,
    .nth,
    .parseDate,
    .parseJSON,
    .registeredDomain,
    .replace,
    .replaceRegex,
    .round,
    .sha1,
    .sha256,
    .shiftRight,
    .slice,
    .split,
    .startsWith,
    .stripPrefix,
    .stripSuffix,
    .sum,
    .toBoolean,
    .toFloat,
    .toJSON,
    .toLong,
    .toText,
    .trim,
    .unique,
    .upper,
    .urlParts,
    .userAgent,
    .values,
  ]

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
