import Events

/// A URL taken apart without judging it, as Python's `urlsplit` does.
///
/// Control characters and blanks before it are dropped, and so are tabs and line breaks within.
/// Without `//` there is no host: `host:443/x` has the path `host:443/x`.
public struct URLSplit {
  /// In lower case; empty without one.
  public private(set) var scheme = Bytes.empty
  /// What stands between `//` and the path: `user:password@host:port`.
  public private(set) var netloc = Bytes.empty
  /// The path, after scheme and host and before `?` or `#`; may be empty.
  public private(set) var path: Bytes
  /// What follows `?`, without it; empty without one.
  public private(set) var query = Bytes.empty
  /// What follows `#`, without it; empty without one.
  public private(set) var fragment = Bytes.empty
  /// In lower case and without the brackets of an IPv6 address; nil without one.
  public private(set) var hostname: Bytes?
  /// The port as a number, `0...65535`; nil without one.
  public private(set) var port: Int?
  /// Nil where the host has no `@` before it; may be empty.
  public private(set) var username: Bytes?

  /// Nil where brackets are unpaired or hold no address, where the port is not a number up to
  /// 65535, or the host holds a character that stands for a delimiter; and when the scratch is
  /// exhausted.
  public init?(_ text: Bytes, in scratch: Scratch) {
    guard var rest = URLSplit.cleaned(text, in: scratch) else { return nil }
    path = rest
    if let colon = rest.firstIndex(of: UInt8(ascii: ":")),
      URLText.isScheme(rest.slice(0, colon))
    {
      guard let lower = URLSplit.lower(rest.slice(0, colon), in: scratch) else { return nil }
      scheme = lower
      rest = rest.dropping(colon + 1)
    }
    if rest.hasPrefix(Bytes("//")) {
      rest = rest.dropping(2)
      let end = rest.firstIndex { "/?#".utf8.contains($0) } ?? rest.count
      netloc = rest.slice(0, end)
      rest = rest.dropping(end)
      guard URLSplit.isAcceptable(netloc), readHost(in: scratch) else { return nil }
    }
    fragment = URLText.cutTail(of: &rest, behind: UInt8(ascii: "#")) ?? .empty
    query = URLText.cutTail(of: &rest, behind: UInt8(ascii: "?")) ?? .empty
    path = rest
  }

  /// The text without what readers of URLs pass over; copied only where something is within.
  private static func cleaned(_ text: Bytes, in scratch: Scratch) -> Bytes? {
    func isDropped(_ byte: UInt8) -> Bool { byte == 9 || byte == 10 || byte == 13 }
    let text = text.dropping(text.firstIndex { $0 > 0x20 } ?? text.count)
    guard text.contains(where: isDropped) else { return text }
    guard let room = scratch.allocate(text.count) else { return nil }
    var count = 0
    for byte in text where !isDropped(byte) {
      room[count] = byte
      count += 1
    }
    return Bytes(room, count: count)
  }

  private static func lower(_ text: Bytes, in scratch: Scratch) -> Bytes? {
    let folded = CaseFolding.fold(
      TextSpan(bytes: text, form: .decoded), toUpper: false, in: scratch)
    return folded.isPresent ? folded.spelling : nil
  }

  private static func isAcceptable(_ netloc: Bytes) -> Bool {
    let opening = netloc.firstIndex(of: UInt8(ascii: "["))
    let closing = netloc.firstIndex(of: UInt8(ascii: "]"))
    guard (opening == nil) == (closing == nil) else { return false }
    if let opening {
      let inner = netloc.dropping(opening + 1)
      guard let end = inner.firstIndex(of: UInt8(ascii: "]")) else { return false }
      let host = inner.slice(0, end)
      guard isFutureAddress(host) || isV6(host) else { return false }
    }
    return !holdsDisguisedDelimiter(netloc)
  }

  /// An address with an optional scope after `%`.
  static func isV6(_ text: Bytes) -> Bool {
    guard let percent = text.firstIndex(of: UInt8(ascii: "%")) else {
      return IPAddress.v6(text) != nil
    }
    let scope = text.dropping(percent + 1)
    return scope.count > 0 && scope.firstIndex(of: UInt8(ascii: "%")) == nil
      && IPAddress.v6(text.slice(0, percent)) != nil
  }

  /// `v1.anything` (RFC 3986).
  private static func isFutureAddress(_ text: Bytes) -> Bool {
    guard text.first == UInt8(ascii: "v"), let point = text.firstIndex(of: UInt8(ascii: ".")),
      point > 1, point + 1 < text.count
    else { return false }
    return text.slice(1, point).allSatisfy { IPAddress.hexValue($0) != nil }
  }

  /// Whether a character normalises to text with `/`, `?`, `#`, `@` or `:` in it (NFKC).
  private static func holdsDisguisedDelimiter(_ text: Bytes) -> Bool {
    var index = 0
    while index + 2 < text.count {
      defer { index += 1 }
      guard text[index] & 0xF0 == 0xE0 else { continue }
      let scalar =
        UInt32(text[index] & 15) << 12 | UInt32(text[index + 1] & 63) << 6
        | UInt32(text[index + 2] & 63)
      switch scalar {
      case 0x2047...0x2049, 0x2100, 0x2101, 0x2105, 0x2106, 0x2A74, 0xFE13, 0xFE16, 0xFE55, 0xFE56,
        0xFE5F, 0xFE6B, 0xFF03, 0xFF0F, 0xFF1A, 0xFF1F, 0xFF20:
        return true
      default: break
      }
    }
    return false
  }

  private mutating func readHost(in scratch: Scratch) -> Bool {
    var host = netloc
    if let at = netloc.lastIndex(of: UInt8(ascii: "@")) {
      let user = netloc.slice(0, at)
      username = user.slice(0, user.firstIndex(of: UInt8(ascii: ":")) ?? at)
      host = netloc.dropping(at + 1)
    }
    var behind = host
    if let opening = host.firstIndex(of: UInt8(ascii: "[")) {
      host = host.dropping(opening + 1)
      let closing = host.firstIndex(of: UInt8(ascii: "]")) ?? host.count
      behind = host.dropping(min(closing + 1, host.count))
      host = host.slice(0, closing)
    } else {
      host = host.slice(0, host.firstIndex(of: UInt8(ascii: ":")) ?? host.count)
    }
    if host.count > 0 {
      // The scope of an address keeps its letters.
      let end = host.firstIndex(of: UInt8(ascii: "%")) ?? host.count
      guard let lower = URLSplit.lower(host.slice(0, end), in: scratch) else { return false }
      hostname = lower
      if end < host.count {
        var builder = ByteBuilder(in: scratch, capacity: lower.count + host.count)
        builder.append(lower)
        builder.append(host.dropping(end))
        hostname = builder.finish()
      }
    }
    guard let colon = behind.firstIndex(of: UInt8(ascii: ":")), colon + 1 < behind.count else {
      return true
    }
    port = URLSplit.port(behind.dropping(colon + 1))
    return port != nil
  }

  private static func port(_ digits: Bytes) -> Int? {
    var number = 0
    for byte in digits {
      guard byte &- 48 <= 9, number <= 65535 else { return nil }
      number = number * 10 + Int(byte &- 48)
    }
    return number <= 65535 ? number : nil
  }
}
