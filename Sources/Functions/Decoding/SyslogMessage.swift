import Events

/// The parts of a message of syslog, as far as it has them.
struct SyslogMessage {
  /// All that its object can have; `*` stands for any name.
  static let paths = [
    "priority", "facility.code", "facility.name", "severity.code", "severity.name", "version",
    "timestamp", "host", "appname", "procid", "msgid", "structured_data.*", "message",
  ]

  var priority: Int?
  var version: Int?
  var timestamp: Timestamp?
  var host: Bytes?
  var program: Bytes?
  var process: Bytes?
  var id: Bytes?
  var structuredData = Value.absent
  var text: Bytes?

  /// The parts under their names; absent when the scratch is exhausted.
  func object(in scratch: Scratch) -> Value {
    // Only one builder may grow at a time.
    let time = timestamp.flatMap { $0.value(in: scratch) } ?? .absent
    var builder = ByteBuilder(in: scratch, capacity: 512 + (text?.count ?? 0))
    builder.append("{")
    if let priority {
      append("priority", number: priority, to: &builder)
      append("facility", priority >> 3, SyslogMessage.facilities, to: &builder)
      append("severity", priority & 7, SyslogMessage.severities, to: &builder)
    }
    if let version { append("version", number: version, to: &builder) }
    append("timestamp", time, to: &builder)
    append("host", .of(host), to: &builder)
    append("appname", .of(program), to: &builder)
    append("procid", .of(process), to: &builder)
    append("msgid", .of(id), to: &builder)
    append("structured_data", structuredData, to: &builder)
    append("message", .of(text), to: &builder)
    builder.append("}")
    return builder.finish().map { Value(.object, $0) } ?? .absent
  }

  private func append(name: StaticString, to builder: inout ByteBuilder) {
    if builder.count > 1 { builder.append(UInt8(ascii: ",")) }
    builder.append(UInt8(ascii: "\""))
    builder.append(name)
    builder.append("\":")
  }

  private func append(_ name: StaticString, _ value: Value, to builder: inout ByteBuilder) {
    guard value.isPresent else { return }
    append(name: name, to: &builder)
    builder.appendJSON(value)
  }

  private func append(_ name: StaticString, number: Int, to builder: inout ByteBuilder) {
    append(name: name, to: &builder)
    builder.append(number)
  }

  /// A number and what it is called.
  private func append(
    _ name: StaticString, _ code: Int, _ names: [StaticString], to builder: inout ByteBuilder
  ) {
    append(name: name, to: &builder)
    builder.append("{\"code\":")
    builder.append(code)
    builder.append(",\"name\":\"")
    builder.append(names[code])
    builder.append("\"}")
  }

  private static let facilities: [StaticString] = [
    "kern", "user", "mail", "daemon", "auth", "syslog", "lpr", "news", "uucp", "cron", "authpriv",
    "ftp", "ntp", "audit", "alert", "clock", "local0", "local1", "local2", "local3", "local4",
    "local5", "local6", "local7",
  ]
  private static let severities: [StaticString] = [
    "emerg", "alert", "crit", "err", "warning", "notice", "info", "debug",
  ]
}

extension Value {
  /// A text; absent where there is none.
  fileprivate static func of(_ text: Bytes?) -> Value { text.map { .text($0) } ?? .absent }
}
