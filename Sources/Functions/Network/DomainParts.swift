import Events

/// A host name cut at its public suffix, as registries know it: `www` · `example` · `co.uk`.
///
/// Suffixes of private registries (`github.io`) do not count. The letters keep their case. Under no
/// listed suffix the last label is the domain, and there is no suffix. An address has no parts.
public struct DomainParts {
  /// Each is empty where there is none.
  public private(set) var subdomain = Bytes.empty
  /// The label just below the suffix: `example` of `www.example.co.uk`.
  public private(set) var domain = Bytes.empty
  /// The public suffix: `co.uk` of `www.example.co.uk`.
  public private(set) var suffix = Bytes.empty
  /// `domain.suffix`; empty without either.
  public private(set) var registeredDomain = Bytes.empty

  /// Cuts a host name; of a URL-like text (`http://u@host:80/x`) its host. Also empty when the
  /// scratch is exhausted.
  public init(_ text: Bytes, in scratch: Scratch) {
    guard let host = DomainParts.host(text, in: scratch), host.count > 0 else { return }
    if host[0] == UInt8(ascii: "["), host.count >= 4, host.last == UInt8(ascii: "]"),
      URLSplit.isV6(host.slice(1, host.count - 1))
    {
      domain = host
      return
    }
    if IPAddress.v4(host) != nil {
      domain = host
      return
    }
    let start = PublicSuffixes.registrySuffix(of: host, in: scratch) ?? host.count + 1
    if start <= host.count { suffix = host.dropping(start) }
    guard start > 0 else { return }
    let name = host.slice(0, start - 1)
    let point = name.lastIndex(of: UInt8(ascii: "."))
    domain = point.map { name.dropping($0 + 1) } ?? name
    if let point { subdomain = name.slice(0, point) }
    if suffix.count > 0, domain.count > 0 {
      registeredDomain = host.dropping(name.count - domain.count)
    }
  }

  /// The host of a URL-like text, with plain points between its labels and none at the end.
  private static func host(_ text: Bytes, in scratch: Scratch) -> Bytes? {
    var host = schemeless(text)
    host = host.slice(0, host.firstIndex { "/?#".utf8.contains($0) } ?? host.count)
    if let at = host.lastIndex(of: UInt8(ascii: "@")) { host = host.dropping(at + 1) }
    if host.first == UInt8(ascii: "["), let closing = host.firstIndex(of: UInt8(ascii: "]")) {
      return plainPoints(host.slice(0, closing + 1), in: scratch)
    }
    host = Whitespace.stripped(host.slice(0, host.firstIndex(of: UInt8(ascii: ":")) ?? host.count))
    guard let plain = plainPoints(host, in: scratch) else { return nil }
    var end = plain.count
    while end > 0, plain[end - 1] == UInt8(ascii: ".") { end -= 1 }
    return plain.slice(0, end)
  }

  private static func schemeless(_ text: Bytes) -> Bytes {
    guard let slashes = text.firstRange(of: Bytes("//")) else { return text }
    if slashes == 0 { return text.dropping(2) }
    guard slashes >= 2, text[slashes - 1] == UInt8(ascii: ":"),
      text.slice(0, slashes - 1).allSatisfy({
        ($0 | 32) &- UInt8(ascii: "a") < 26 || $0 &- 48 <= 9 || $0 == UInt8(ascii: "+")
          || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
      })
    else { return text }
    return text.dropping(slashes + 2)
  }

  /// The text with `.` for the ideographic and wide points that labels may be split by.
  private static func plainPoints(_ text: Bytes, in scratch: Scratch) -> Bytes? {
    func isPoint(_ index: Int) -> Bool {
      guard index + 2 < text.count else { return false }
      let (a, b, c) = (text[index], text[index + 1], text[index + 2])
      return a == 0xE3 && b == 0x80 && c == 0x82
        || a == 0xEF && (b == 0xBC && c == 0x8E || b == 0xBD && c == 0xA1)
    }
    guard text.indices.contains(where: isPoint) else { return text }
    guard let room = scratch.allocate(text.count) else { return nil }
    var count = 0
    var index = 0
    while index < text.count {
      let isWide = isPoint(index)
      room[count] = isWide ? UInt8(ascii: ".") : text[index]
      count += 1
      index += isWide ? 3 : 1
    }
    return Bytes(room, count: count)
  }
}
