import Glibc

/// A POSIX extended pattern, which a plain part of a name also is.
package final class NameFilter {
  private var pattern = regex_t()
  private var isCompiled = false

  /// Nil when it is not a valid pattern.
  package init?(_ text: String) {
    if regcomp(&pattern, text, REG_EXTENDED | REG_NOSUB) != 0 { return nil }
    isCompiled = true
  }

  deinit { if isCompiled { regfree(&pattern) } }

  /// Whether a part of the text matches.
  package func matches(_ text: String) -> Bool { regexec(&pattern, text, 0, nil, 0) == 0 }
}
