import Events
import Planning

/// Who logged on from where, as a Windows logon event (4624, 4625) says it.
extension IntakeCompiler {
  private static let kinds = [
    "2": "interactive", "3": "network", "4": "batch", "5": "service", "7": "unlock",
    "8": "network_cleartext", "9": "alternative_credentials", "10": "remote_interactive",
    "11": "cached_interactive",
  ]
  private static let reasons = ["0xc0000064": "user_not_exist", "0xc000006a": "bad_password"]

  func inferWindowsLogon() {
    guard let number = field("action.id") else { return }
    let end = builder.makeLabel()
    let isLogon = builder.makeLabel()
    let outcome = builder.makeTemporary()
    builder.add(.move(to: outcome, from: builder.constant("success")))
    builder.add(.jumpIfSame(number, builder.constant(integer("4624")), 0), to: isLogon)
    builder.add(.jumpUnlessSame(number, builder.constant(integer("4625")), 0), to: end)
    builder.add(.move(to: outcome, from: builder.constant("failure")))
    builder.place(isLogon)
    infer("action.outcome", from: outcome, overrides: true)
    infer("event.outcome", from: outcome, overrides: true)
    for (name, word) in [("event.category", "authentication"), ("event.type", "start")] {
      let node = node(of: name)
      infer(name, from: function("with", [node, builder.constant(word)]), overrides: true)
    }
    infer("sekoiaio.server.os.type", from: builder.constant("windows"))
    inferLogonParties()
    builder.place(end)
  }

  private func integer(_ lexeme: String) -> Value { Value(.integer, builder.memory.keep(lexeme)) }

  /// A property of the logon; absent where it is empty or `-`.
  private func property(_ name: String) -> Register {
    // Members of the object itself, and those that rules set one by one.
    let properties = builder.makeTemporary()
    builder.add(
      .readNode(
        to: properties, from: event.register(of: ["action", "properties"]), document: 0))
    return function("property", [member(name, of: properties)])
  }

  private func firstOf(_ registers: [Register]) -> Register {
    let result = builder.makeTemporary()
    let (start, count) = builder.argumentRun(registers)
    builder.add(.first(to: result, arguments: start, count: count))
    return result
  }

  private func inferLogonParties() {
    let kind = property("LogonType")
    let process = property("LogonProcessName")
    let workstation = property("WorkstationName")
    let address = property("IpAddress")
    let host = firstOf(
      ["log.hostname", "host.name", "host.hostname"].map { node(of: $0) })
    let withoutKind = builder.makeLabel()
    let done = builder.makeLabel()
    builder.add(.jumpUnlessTest(kind, .truthy, 0), to: withoutKind)
    infer("sekoiaio.authentication.process.name", from: process)
    inferKind(kind)
    infer("sekoiaio.server.name", from: host)
    infer("sekoiaio.client.os.type", from: builder.constant("windows"))
    copyHost(to: "server")
    let isElsewhere = builder.makeLabel()
    let isHere = builder.makeLabel()
    builder.add(.jumpUnlessPresent(workstation, 0), to: isHere)
    builder.add(.jumpUnlessSame(workstation, host, 0), to: isElsewhere)
    builder.place(isHere)
    copyHost(to: "client")
    builder.place(isElsewhere)
    let hasNoAddress = builder.makeLabel()
    builder.add(.jumpUnlessPresent(workstation, 0), to: hasNoAddress)
    infer("client.ip", from: address)
    builder.place(hasNoAddress)
    infer("sekoiaio.client.name", from: firstOf([workstation, host]))
    for (name, field) in [
      ("SubjectUserSid", "user.id"), ("SubjectUserName", "user.name"),
      ("TargetUserSid", "user.target.id"), ("TargetUserName", "user.target.name"),
    ] {
      infer(field, from: property(name), overrides: true)
    }
    builder.add(.jump(0), to: done)
    builder.place(withoutKind)
    let executable = ["process.executable", "process.name"].map {
      node(of: $0)
    }
    infer("sekoiaio.authentication.process.name", from: firstOf([process] + executable))
    infer("sekoiaio.client.name", from: workstation)
    builder.place(done)
    inferReason()
  }

  private func inferKind(_ kind: Register) {
    let entries = Self.kinds.sorted { $0.key < $1.key }.map {
      (key: $0.key, value: builder.constant("authentication_\($0.value)"))
    }
    builder.tables.append(builder.table(entries, otherwise: nil))
    let action = builder.makeTemporary()
    builder.add(.lookup(to: action, from: kind, table: UInt32(builder.tables.count - 1)))
    infer("event.action", from: action, overrides: true)
  }

  private func copyHost(to side: String) {
    for part in ["domain", "ip"] {
      infer("\(side).\(part)", from: event.register(of: ["host", part]))
    }
  }

  private func inferReason() {
    let entries = Self.reasons.sorted { $0.key < $1.key }.map {
      (key: $0.key, value: builder.constant($0.value))
    }
    builder.tables.append(builder.table(entries, otherwise: nil))
    let number = UInt32(builder.tables.count - 1)
    let codes = ["SubStatus", "Status"].map { name -> Register in
      let reason = builder.makeTemporary()
      builder.add(.lookup(to: reason, from: function("lower", [property(name)]), table: number))
      return reason
    }
    infer("event.reason", from: firstOf(codes), overrides: false)
  }
}
