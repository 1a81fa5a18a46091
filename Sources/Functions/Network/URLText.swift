import Events

/// A URL taken apart (RFC 3986), without decoding anything.
///
/// Text without `//` that does not begin with `/`, `?` or `#` is read as proxies log it:
/// `host:443`, `host/path`; unless it begins with a scheme of letters, as `mailto:` does. Blanks may
/// stand in its path, query and fragment, where programs that log URLs leave them.
struct URLText {
  var scheme: Bytes?
  var username: Bytes?
  var password: Bytes?
  /// With the brackets of an IPv6 address.
  var host: Bytes?
  /// Digits of a number up to 65535.
  var port: Bytes?
  var path = Bytes.empty
  var query: Bytes?
  var fragment: Bytes?

  /// Nil when nothing or a blank or control byte stands where a host does, or the port is none.
  init?(_ text: Bytes) {
    let text = Whitespace.stripped(text)
    guard text.count > 0 else { return nil }
    var rest = text
    fragment = URLText.cutTail(of: &rest, behind: UInt8(ascii: "#"))
    query = URLText.cutTail(of: &rest, behind: UInt8(ascii: "?"))
    var hasAuthority = false
    if let colon = rest.firstIndex(of: UInt8(ascii: ":")), URLText.isScheme(rest.slice(0, colon)) {
      let behind = rest.dropping(colon + 1)
      // One letter is a drive; a blank follows the colon of a sentence.
      let isOpaque =
        colon > 1 && behind.count > 0 && behind[0] &- 48 > 9 && behind[0] > 0x20
        && rest.slice(0, colon).firstIndex(of: UInt8(ascii: ".")) == nil
      if behind.hasPrefix(Bytes("//")) || isOpaque {
        scheme = rest.slice(0, colon)
        rest = behind
      } else {
        hasAuthority = true
      }
    } else if rest.count > 0, rest[0] != UInt8(ascii: "/") {
      hasAuthority = true
    }
    if rest.hasPrefix(Bytes("//")) {
      rest = rest.dropping(2)
      hasAuthority = true
    }
    guard hasAuthority else {
      path = rest
      return
    }
    let slash = rest.firstIndex(of: UInt8(ascii: "/")) ?? rest.count
    path = rest.dropping(slash)
    guard readAuthority(rest.slice(0, slash)) else { return nil }
  }

  /// Takes off what follows the first of a byte, with that byte; nil where there is none.
  static func cutTail(of text: inout Bytes, behind byte: UInt8) -> Bytes? {
    guard let place = text.firstIndex(of: byte) else { return nil }
    defer { text = text.slice(0, place) }
    return text.dropping(place + 1)
  }

  /// A letter, then letters, digits, `+`, `-` and `.`.
  static func isScheme(_ text: Bytes) -> Bool {
    guard text.count > 0, text[0] | 32 &- UInt8(ascii: "a") < 26 else { return false }
    return text.allSatisfy {
      $0 | 32 &- UInt8(ascii: "a") < 26 || $0 &- 48 <= 9 || $0 == UInt8(ascii: "+")
        || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
    }
  }

  private mutating func readAuthority(_ authority: Bytes) -> Bool {
    guard authority.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else { return false }
    var rest = authority
    if let at = rest.lastIndex(of: UInt8(ascii: "@")) {
      let user = rest.slice(0, at)
      let colon = user.firstIndex(of: UInt8(ascii: ":")) ?? user.count
      username = user.slice(0, colon)
      if colon < user.count { password = user.dropping(colon + 1) }
      rest = rest.dropping(at + 1)
    }
    var end = rest.count
    if rest.count > 0, rest[0] == UInt8(ascii: "[") {
      guard let close = rest.firstIndex(of: UInt8(ascii: "]")),
        URLSplit.isV6(rest.slice(1, close))
      else { return false }
      end = close + 1
    } else if let colon = rest.firstIndex(of: UInt8(ascii: ":")) {
      end = colon
    }
    host = rest.slice(0, end)
    guard end < rest.count else { return true }
    guard rest[end] == UInt8(ascii: ":") else { return false }
    var digits = rest.dropping(end + 1)
    while digits.count > 1, digits[0] == UInt8(ascii: "0") { digits = digits.dropping(1) }
    guard digits.count > 0 else { return true }
    guard digits.count <= 5, digits.allSatisfy({ $0 &- 48 <= 9 }),
      let number = Number.int64(digits), number <= 65535
    else { return false }
    port = digits
    return true
  }

  /// What follows the last point of the last part of the path.
  var pathExtension: Bytes? {
    let name = path.lastIndex(of: UInt8(ascii: "/")).map { path.dropping($0 + 1) } ?? path
    guard let point = name.lastIndex(of: UInt8(ascii: ".")), point > 0 else { return nil }
    return name.dropping(point + 1)
  }
}
