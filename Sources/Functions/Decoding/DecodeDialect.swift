/// Which reading of a text format applies, where rule files and intake formats differ.
public enum DecodeDialect: Sendable {
  /// As rule files read it: by the specification of the format, with escapes undone and nothing lost.
  case native
  /// As intake formats read it: like the Python parsers that they were written for.
  case intake
}
