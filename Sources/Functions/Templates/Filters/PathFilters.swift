import Events

/// Filters of paths, addresses and the like; what is not a text is left as it is, or is none.
extension TemplateFilters {
  /// `path | basename`.
  static let basename = Function(
    template: "basename", [.python("v")], returns: .same,
    about: "What stands behind the last / or \\ of a text; another value as it is.",
    examples: [
      .of(#""C:\\a\\b.exe""#, gives: #""b.exe""#), .of(#""b""#, gives: #""b""#),
      .of("1", gives: "1"),
      .of("absent", gives: "absent"),
    ]
  ) { arguments in
    guard arguments.value(0).kind == .string else { return arguments.value(0) }
    return arguments.cutAtLastSlash()?.after ?? arguments.span(0).whole
  }

  /// `path | dirname`.
  static let dirname = Function(
    template: "dirname", [.python("v")], returns: .same,
    about: "What stands before the last / or \\ of a text, empty without one.",
    examples: [
      .of(#""C:\\a\\b.exe""#, gives: #""C:\\a""#), .of(#""b""#, gives: #""""#),
      .of("null", gives: "null"),
    ]
  ) { arguments in
    guard arguments.value(0).kind == .string else { return arguments.value(0) }
    return arguments.cutAtLastSlash()?.before ?? .emptyText
  }

  /// `value | is_ipaddress`.
  static let isAddress = Function(
    template: "is_ipaddress", [.python("v")], returns: .boolean,
    about: "Whether the value is a text that spells an IPv4 or IPv6 address, and nothing more.",
    examples: [
      .of(#""10.0.0.1""#, gives: "true"), .of(#""fe80::1%eth0""#, gives: "true"),
      .of(#""10.0.0.1:80""#, gives: "false"), .of("16909060", gives: "false"),
      .of("absent", gives: "false"),
    ]
  ) { arguments in
    guard let text = arguments.string(0)?.bytes else { return .false }
    return .boolean(IPAddress.v4(text) != nil || Addresses.isV6(text))
  }

  /// `value | is_ipv4`.
  static let isV4 = Function(
    template: "is_ipv4", [.python("v")], returns: .boolean,
    about: "Whether the value is a text that spells an IPv4 address.",
    examples: [.of(#""10.0.0.1""#, gives: "true"), .of(#""::1""#, gives: "false")]
  ) { arguments in
    guard let text = arguments.string(0)?.bytes else { return .false }
    return .boolean(IPAddress.v4(text) != nil)
  }

  /// `value | is_ipv6`.
  static let isV6 = Function(
    template: "is_ipv6", [.python("v")], returns: .boolean,
    about: "Whether the value is a text that spells an IPv6 address, with a zone perhaps.",
    examples: [.of(#""::1""#, gives: "true"), .of(#""10.0.0.1""#, gives: "false")]
  ) { arguments in
    guard let text = arguments.string(0)?.bytes else { return .false }
    return .boolean(Addresses.isV6(text))
  }

  /// `value | is_url`.
  static let isURL = Function(
    template: "is_url", [.python("v")], returns: .boolean,
    about:
      "Whether a text begins with a scheme; fails for containers and for another value that is true.",
    examples: [
      .of(#""https://a.b/c""#, gives: "true"), .of(#""mailto:a""#, gives: "true"),
      .of(#""a.b/c""#, gives: "false"), .of("null", gives: "false"), .of("1", gives: "failed"),
    ]
  ) { arguments in
    guard let text = arguments.string(0)?.bytes else {
      return arguments.isTrue(0) || arguments.value(0).isContainer ? .failed : .false
    }
    return .answer(Addresses.hasScheme(text))
  }

  /// `value | to_mac_address`.
  static let toMACAddress = Function(
    template: "to_mac_address", [.python("v")], returns: .text,
    about: "The twelve hexadecimal digits of a text as upper-case pairs; null for another value.",
    examples: [
      .of(#""00-00-5e-00-53-23""#, gives: #""00:00:5E:00:53:23""#),
      .of(#""0000.5e00.5323""#, gives: #""00:00:5E:00:53:23""#), .of(#""x""#, gives: "null"),
      .of("1", gives: "null"),
    ]
  ) { arguments in
    guard let text = arguments.string(0)?.bytes else { return .null }
    guard let room = arguments.scratch.allocate(17) else { return .absent }
    var digits = 0
    var end = 0
    for byte in text where IPAddress.hexValue(byte) != nil {
      guard digits < 12 else { return .null }
      if digits > 0, digits % 2 == 0 {
        room[end] = UInt8(ascii: ":")
        end += 1
      }
      room[end] = byte >= UInt8(ascii: "a") ? byte & 0xDF : byte
      end += 1
      digits += 1
    }
    return digits == 12 ? Value(.string, room, count: end) : .null
  }
}

/// Recognises addresses and URLs.
enum Addresses {
  /// Whether a text spells an IPv6 address; a zone may stand behind a percent sign.
  static func isV6(_ text: Bytes) -> Bool {
    guard let percent = text.firstIndex(of: UInt8(ascii: "%")) else {
      return IPAddress.v6(text) != nil
    }
    guard percent + 1 < text.count,
      text.firstIndex(of: UInt8(ascii: "%"), from: percent + 1) == nil
    else { return false }
    return IPAddress.v6(text.slice(0, percent)) != nil
  }

  /// Whether a URL has a scheme; nil where brackets of its host do not match.
  static func hasScheme(_ text: Bytes) -> Bool? {
    var start = 0
    while start < text.count, text[start] <= 0x20 { start += 1 }
    var index = start
    var colon: Int?
    var isFirst = true
    // Line ends and tabs count for nothing, wherever they are.
    while index < text.count {
      let byte = text[index]
      let letter = (byte | 32) &- UInt8(ascii: "a") < 26
      if byte == UInt8(ascii: ":") {
        colon = isFirst ? nil : index
        break
      }
      if byte != 9, byte != 10, byte != 13 {
        let isMark =
          byte &- 48 <= 9 || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
          || byte == UInt8(ascii: ".")
        guard letter || isMark && !isFirst else { break }
        isFirst = false
      }
      index += 1
    }
    guard hasSoundHost(text.dropping(colon.map { $0 + 1 } ?? start)) else { return nil }
    return colon != nil
  }

  /// Whether the host behind `//` has no bracket, or a pair of them around an address.
  private static func hasSoundHost(_ text: Bytes) -> Bool {
    guard text.hasPrefix(Bytes("//")) else { return true }
    var end = 2
    while end < text.count, text[end] != UInt8(ascii: "/"), text[end] != UInt8(ascii: "?"),
      text[end] != UInt8(ascii: "#")
    { end += 1 }
    let host = text.slice(2, end)
    let open = host.firstIndex(of: UInt8(ascii: "["))
    let close = host.firstIndex(of: UInt8(ascii: "]"))
    guard let open, let close else { return open == nil && close == nil }
    guard open < close else { return false }
    let inner = host.slice(open + 1, close)
    return isV6(inner) || inner.count > 0 && inner[0] | 32 == UInt8(ascii: "v")
  }
}
