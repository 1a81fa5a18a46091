import Synchronization

/// The grok patterns that everybody knows by name.
///
/// What a pattern refers to by `%{…}` is captured too, so references are part of its meaning.
enum GrokLibrary {
  static var names: [String] { all.map(\.name).sorted() }

  static let patterns = GrokTable(all)

  /// The number of IPV6.
  static let addresses = patterns.find("IPV6")

  /// A pattern of the library without references.
  struct Written: Sendable {
    /// The pattern with all of it that it refers to, capturing nothing.
    var text: [UInt8]
    /// The names of what could be captured within.
    var captures: Set<String>
  }

  private static let writtenByNumber = Mutex<[Int: Written]>([:])

  /// A pattern written out, by its number in the table; made when it is first asked for.
  static func written(_ number: Int) -> Written? {
    if let known = writtenByNumber.withLock({ $0[number] }) { return known }
    func expanded(_ wanted: [String]?) -> GrokExpansion? {
      try? GrokExpansion(
        patterns[number], names: GrokNames(custom: []), wanted: wanted, sharing: .nothing,
        limit: Regex.longestPattern)
    }
    guard let all = expanded(nil), let none = expanded([]) else { return nil }
    let written = Written(text: none.text, captures: Set(all.captures))
    writtenByNumber.withLock { $0[number] = written }
    return written
  }

  private static var all: [(name: String, pattern: String)] {
    [("IPV6", ipv6)] + texts + people + times + hosts + devices
  }

  private static let texts: [(String, String)] = [
    ("DATA", ".*?"), ("GREEDYDATA", ".*"), ("SPACE", #"\s*"#), ("NOTSPACE", #"\S+"#),
    ("WORD", #"\b\w+\b"#), ("INT", "[+-]?[0-9]+"), ("POSINT", #"\b[1-9][0-9]*\b"#),
    ("NONNEGINT", #"\b[0-9]+\b"#),
    // Numbers give back what follows needs, so that `%{NUMBER}.%{NUMBER}.%{NUMBER}` reads a version.
    ("BASE10NUM", #"[+-]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)"#), ("NUMBER", "%{BASE10NUM}"),
    ("BASE16NUM", "(?<![0-9A-Fa-f])[+-]?(?:0x)?[0-9A-Fa-f]+"),
    (
      "BASE16FLOAT",
      #"\b(?<![0-9A-Fa-f.])[+-]?(?:0x)?(?:[0-9A-Fa-f]+(?:\.[0-9A-Fa-f]*)?|\.[0-9A-Fa-f]+)\b"#
    ),
    (
      "QUOTEDSTRING",
      #"(?<!\\)(?:\#(quoted("\""))|\#(quoted("'"))|\#(quoted("`")))"#
    ),
    ("QS", "%{QUOTEDSTRING}"), ("UUID", "[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"),
    (
      "LOGLEVEL",
      "(?:[Aa]lert|[Tt]race|[Dd]ebug|[Nn]otice|[Ii]nfo|[Ww]arn?(?:ing)?|[Ee]rr?(?:or)?"
        + "|[Cc]rit?(?:ical)?|[Ff]atal|[Ss]evere|[Ee]merg(?:ency)?|ALERT|TRACE|DEBUG|NOTICE|INFO"
        + "|WARN?(?:ING)?|ERR?(?:OR)?|CRIT?(?:ICAL)?|FATAL|SEVERE|EMERG(?:ENCY)?)"
    ),
  ]

  private static let people: [(String, String)] = [
    ("USERNAME", "[A-Za-z0-9._-]+"), ("USER", "%{USERNAME}"),
    ("EMAILLOCALPART", "[A-Za-z][A-Za-z0-9_:;<=+,./-]+"),
    ("EMAILADDRESS", "%{EMAILLOCALPART}@%{HOSTNAME}"), ("HTTPDUSER", "%{EMAILADDRESS}|%{USER}"),
    ("PATH", "%{UNIXPATH}|%{WINPATH}"), ("UNIXPATH", #"/(?:[/\w%!$@:.,~-]|\\.)*"#),
    ("WINPATH", #"(?:[A-Za-z]+:|\\)(?:\\[^\\?*]*)+"#),
    ("TTY", #"/dev/(?:pts|tty[pq]?)\w*/?[0-9]+"#), ("PROG", #"[!-Z\\^-~]+"#),
    ("SYSLOGPROG", #"%{PROG:program}(?:\[%{POSINT:pid}\])?"#), ("SYSLOGHOST", "%{IPORHOST}"),
    ("SYSLOGFACILITY", "<%{NONNEGINT:facility}.%{NONNEGINT:priority}>"),
    (
      "SYSLOGBASE",
      "%{SYSLOGTIMESTAMP:timestamp} (?:%{SYSLOGFACILITY} )?%{SYSLOGHOST:logsource} %{SYSLOGPROG}:"
    ),
  ]

  private static let times: [(String, String)] = [
    (
      "MONTH",
      #"\b(?:[Jj]an(?:uary|uar)?|[Ff]eb(?:ruary|ruar)?|[Mm](?:a|\xe4)?r(?:ch|z)?|[Aa]pr(?:il)?"#
        + "|[Mm]a[yi]?|[Jj]un[ei]?|[Jj]ul[yi]?|[Aa]ug(?:ust)?|[Ss]ep(?:tember)?"
        + #"|[Oo][ck]?t(?:ober)?|[Nn]ov(?:ember)?|[Dd]e[cz](?:ember)?)\b"#
    ),
    ("MONTHNUM", "(?:0?[1-9]|1[0-2])"), ("MONTHNUM2", "(?:0[1-9]|1[0-2])"),
    ("MONTHDAY", "(?:0[1-9]|[12][0-9]|3[01]|[1-9])"),
    (
      "DAY",
      "(?:Mon(?:day)?|Tue(?:sday)?|Wed(?:nesday)?|Thu(?:rsday)?|Fri(?:day)?|Sat(?:urday)?"
        + "|Sun(?:day)?)"
    ),
    ("YEAR", "[0-9]{2}(?:[0-9]{2})?"), ("HOUR", "(?:2[0-3]|[01]?[0-9])"), ("MINUTE", "[0-5][0-9]"),
    ("SECOND", "(?:[0-5]?[0-9]|60)(?:[:.,][0-9]+)?"),
    ("TIME", "%{HOUR}:%{MINUTE}:%{SECOND}(?![0-9])"),
    ("DATE_US", "%{MONTHNUM}[/-]%{MONTHDAY}[/-]%{YEAR}"),
    ("DATE_EU", "%{MONTHDAY}[./-]%{MONTHNUM}[./-]%{YEAR}"), ("DATE", "%{DATE_US}|%{DATE_EU}"),
    ("DATESTAMP", "%{DATE}[- ]%{TIME}"),
    ("ISO8601_TIMEZONE", "(?:Z|[+-]%{HOUR}:?%{MINUTE})"), ("ISO8601_SECOND", "(?:%{SECOND}|60)"),
    (
      "TIMESTAMP_ISO8601",
      "%{YEAR}-%{MONTHNUM}-%{MONTHDAY}[T ]%{HOUR}:?%{MINUTE}(?::?%{SECOND})?%{ISO8601_TIMEZONE}?"
    ),
    ("TZ", "(?:[PMCE][SD]T|UTC)"),
    ("DATESTAMP_RFC822", "%{DAY} %{MONTH} %{MONTHDAY} %{YEAR} %{TIME} %{TZ}"),
    ("DATESTAMP_RFC2822", "%{DAY}, %{MONTHDAY} %{MONTH} %{YEAR} %{TIME} %{ISO8601_TIMEZONE}"),
    ("DATESTAMP_OTHER", "%{DAY} %{MONTH} %{MONTHDAY} %{TIME} %{TZ} %{YEAR}"),
    ("DATESTAMP_EVENTLOG", "%{YEAR}%{MONTHNUM2}%{MONTHDAY}%{HOUR}%{MINUTE}%{SECOND}"),
    ("HTTPDERROR_DATE", "%{DAY} %{MONTH} %{MONTHDAY} %{TIME} %{YEAR}"),
    ("HTTPDATE", "%{MONTHDAY}/%{MONTH}/%{YEAR}:%{TIME} %{INT}"),
    ("SYSLOGTIMESTAMP", "%{MONTH} +%{MONTHDAY} %{TIME}"),
  ]

  private static let hosts: [(String, String)] = [
    ("IPV4", #"\b\#(octet)(?:[.]\#(octet)){3}\b"#), ("IP", "(?:%{IPV6}|%{IPV4})"),
    ("HOSTNAME", #"\b\#(label)(?:\.\#(label))*\.?"#), ("IPORHOST", "(?:%{IP}|%{HOSTNAME})"),
    ("HOSTPORT", "%{IPORHOST}:%{POSINT}"), ("MAC", "(?:%{CISCOMAC}|%{WINDOWSMAC}|%{COMMONMAC})"),
    ("CISCOMAC", #"(?:[0-9A-Fa-f]{4}\.){2}[0-9A-Fa-f]{4}"#),
    ("WINDOWSMAC", "(?:[0-9A-Fa-f]{2}-){5}[0-9A-Fa-f]{2}"),
    ("COMMONMAC", "(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}"),
    ("URIPROTO", #"[A-Za-z]+(?:\+[A-Za-z+]+)?"#), ("URIHOST", "%{IPORHOST}(?::%{POSINT})?"),
    ("URIPATH", "/[A-Za-z0-9$.+!*'(){},~:;=@#%_/-]*"),
    ("URIPARAM", #"\?[A-Za-z0-9$.+!*'|(){},~@#%&/=:;_?\[\]<>-]*"#),
    ("URIPATHPARAM", "%{URIPATH}(?:%{URIPARAM})?"),
    ("URI", "%{URIPROTO}://(?:%{USER}(?::[^@]*)?@)?(?:%{URIHOST})?(?:%{URIPATHPARAM})?"),
  ]

  private static let devices: [(String, String)] = [
    (
      "CISCO_ACTION",
      "Built|Teardown|Deny|Denied|denied|requested|permitted|denied by ACL|discarded|est-allowed"
        + "|Dropping|created|deleted"
    ),
    ("CISCO_DIRECTION", "[Ii]nbound|[Oo]utbound"),
    ("CISCO_INTERVAL", "first hit|%{INT}-second interval"),
    (
      "CISCO_REASON",
      "Duplicate TCP SYN|Failed to locate egress interface|Invalid transport field"
        + #"|No matching connection|DNS Response|DNS Query|(?:%{WORD}\s*)*"#
    ),
    ("CISCO_XLATE_TYPE", "static|dynamic"),
    (
      "HAPROXYDATE",
      "%{MONTHDAY:haproxy_monthday}/%{MONTH:haproxy_month}/%{YEAR:haproxy_year}"
        + ":%{HAPROXYTIME:haproxy_time}.%{INT:haproxy_milliseconds}"
    ),
    (
      "HAPROXYTIME",
      "%{HOUR:haproxy_hour}:%{MINUTE:haproxy_minute}:%{SECOND:haproxy_second}(?![0-9])"
    ),
  ]

  /// A text in quotes that may hold escaped ones; one way only to read it.
  private static func quoted(_ quote: String) -> String {
    #"\#(quote)[^\\\#(quote)]*(?:\\.[^\\\#(quote)]*)*\#(quote)"#
  }

  private static let octet = "(?:25[0-5]|2[0-4][0-9]|[01]?[0-9]{1,2})"
  private static let label = "[0-9A-Za-z][0-9A-Za-z-]{0,62}"

  /// An address with its zone: some groups, then `::` and fewer, the last two maybe as IPv4.
  private static let ipv6: String = {
    let group = "[0-9A-Fa-f]{1,4}"
    let byte = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])"
    let v4 = #"\#(byte)(?:\.\#(byte)){3}"#
    var forms: [String] = []
    for count in (1...7).reversed() {
      let rest =
        switch count {
        case 7: "\(group)|:"
        case 6: ":\(group)|\(v4)|:"
        default: "(?::\(group)){1,\(7 - count)}|(?::\(group)){0,\(5 - count)}:\(v4)|:"
        }
      forms.append("(?:\(group):){\(count)}(?:\(rest))")
    }
    forms.append(":(?:(?::\(group)){1,7}|(?::\(group)){0,5}:\(v4)|:)")
    return "(?:\(forms.joined(separator: "|")))(?:%.+)?"
  }()
}
