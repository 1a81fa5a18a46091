import Events

/// A host name cut at its public suffix: `www` · `example.co.uk` · `co.uk`, in lower case.
///
/// The whole public suffix list counts, so that each customer of `github.io` or
/// `s3.amazonaws.com` is told apart; under no listed suffix the last label is one, as the list
/// itself says. A point at the end is left out. An address has no parts, and neither has a single
/// label, which is the name of a machine more often than a suffix.
struct HostName {
  /// Each is empty where there is none.
  private(set) var registeredDomain = Bytes.empty
  private(set) var topLevelDomain = Bytes.empty
  private(set) var subdomain = Bytes.empty
  /// How the parts are spelled.
  let form: Value.Form

  init(_ host: TextSpan, in scratch: Scratch) {
    let hasPoint = host.bytes.last == UInt8(ascii: ".")
    let bytes = host.bytes.slice(0, host.bytes.count - (hasPoint ? 1 : 0))
    let lower = CaseFolding.fold(
      TextSpan(bytes: bytes, form: host.form), toUpper: false, in: scratch)
    let name = lower.spelling
    form = lower.form
    guard let parts = PublicSuffixes.parts(of: name) else { return }
    topLevelDomain = name.dropping(parts.suffix)
    guard let start = parts.registered else { return }
    registeredDomain = name.dropping(start)
    if start > 1 { subdomain = name.slice(0, start - 1) }
  }

  /// The parts that are there, by the names that ECS has for them.
  func forEachPart(_ body: (StaticString, Value) -> Void) {
    func add(_ name: StaticString, _ part: Bytes) {
      if part.count > 0 { body(name, Value(.string, part, form: form)) }
    }
    add("registered_domain", registeredDomain)
    add("top_level_domain", topLevelDomain)
    add("subdomain", subdomain)
  }
}
