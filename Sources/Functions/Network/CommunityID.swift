import CNettle
import Events

extension Function {
  /// `community_id(source_ip, source_port, destination_ip, destination_port, protocol, seed?)`.
  static let communityID = Function(
    "community_id",
    parameters: [
      Parameter("source_ip", .text), Parameter("source_port", .any, admitsAbsent: true),
      Parameter("destination_ip", .text), Parameter("destination_port", .any, admitsAbsent: true),
      Parameter("protocol", .text), Parameter("seed", .integer, optional: true),
    ],
    returns: .text,
    about:
      "The Community ID (version 1) of a flow; the protocol is a number or a name, ports of ICMP "
      + "are its type and code.",
    examples: [
      Example(
        ["\"128.232.110.120\"", "34855", "\"66.35.250.204\"", "80", "\"tcp\""],
        "\"1:LQU9qZlK+B5F3KDmev6m5PMibrg=\""),
      Example(
        ["\"66.35.250.204\"", "\"80\"", "\"128.232.110.120\"", "\"34855\"", "6", "1"],
        "\"1:3V71V58M3Ksw/yuFALMcW0LAHvc=\""),
      Example(
        ["\"192.168.1.52\"", "54585", "\"8.8.8.8\"", "53", "\"UDP\""],
        "\"1:d/FP5EW3wiY1vCndhwleRRKHowQ=\""),
      Example(
        ["\"192.168.0.89\"", "8", "\"192.168.0.1\"", "0", "\"icmp\""],
        "\"1:X0snYXpgwiv9TZtqg64sgzUn6Dk=\""),
      Example(
        ["\"192.168.0.1\"", "3", "\"192.168.0.89\"", "1", "1"],
        "\"1:o3zT92uTgnRWv/YrDVeXcWumpC4=\""),
      Example(
        ["\"fe80::200:86ff:fe05:80da\"", "135", "\"fe80::260:97ff:fe07:69ea\"", "0", "58"],
        "\"1:dGHyGvjMfljg6Bppwm3bg0LO8TY=\""),
      Example(
        ["\"192.168.170.8\"", "7", "\"192.168.170.56\"", "80", "\"sctp\""],
        "\"1:jQgCxbku+pNGw8WPbEc/TS/uTpQ=\""),
      Example(
        ["\"10.1.24.4\"", "absent", "\"10.1.12.1\"", "absent", "46"],
        "\"1:/nQI4Rh/TtY3mf0R2gJFBkVlgS4=\""),
      Example(["\"10.0.0.1\"", "absent", "\"10.0.0.2\"", "80", "\"tcp\""], "absent"),
      Example(["\"10.0.0.1\"", "70000", "\"10.0.0.2\"", "80", "\"tcp\""], "failed"),
      Example(["\"x\"", "1", "\"10.0.0.2\"", "80", "\"tcp\""], "failed"),
    ],
    prepare: Flow.prepare
  ) { arguments in
    do throws(CallFailure) {
      guard let flow = try Flow(arguments) else { return .absent }
      let seed = try arguments.has(5) ? arguments.port(5) : 0
      return flow.communityID(seed: seed, in: arguments.scratch)
    } catch {
      return arguments.failed(error)
    }
  }
}

/// The two ends of a flow and its protocol.
private struct Flow {
  /// One end, and what stands for its port.
  struct End {
    let address: IPAddress
    var port: UInt16

    func precedes(_ other: End) -> Bool {
      let (left, right) = (address, other.address)
      if left.high != right.high { return left.high < right.high }
      if left.low != right.low { return left.low < right.low }
      return port < other.port
    }
  }

  private let source: End
  private let destination: End
  private let number: UInt8
  private var hasPorts = true
  /// Whether both directions are one flow.
  private var isTwoWay = true

  /// Nil where a protocol with ports lacks one.
  init?(_ arguments: borrowing Arguments) throws(CallFailure) {
    guard let source = IPAddress(arguments.text(0)), let destination = IPAddress(arguments.text(2))
    else { throw .notAnAddress }
    guard let number = IPProtocol.number(arguments.text(4)) else { throw .unknownProtocol }
    self.number = number
    var ports: (UInt16, UInt16) = (0, 0)
    switch number {
    case IPProtocol.tcp, IPProtocol.udp, IPProtocol.sctp, IPProtocol.icmp, IPProtocol.icmp6:
      guard arguments.has(1), arguments.has(3) else { return nil }
      ports = (try arguments.port(1), try arguments.port(3))
    default: hasPorts = false
    }
    if number == IPProtocol.icmp || number == IPProtocol.icmp6 {
      // A question and its answer are one flow, told by their types; all else goes one way.
      if let answer = IPProtocol.counterpart(ofType: ports.0, isV6: number == IPProtocol.icmp6) {
        ports.1 = answer
      } else {
        isTwoWay = false
      }
    }
    self.source = End(address: source, port: ports.0)
    self.destination = End(address: destination, port: ports.1)
  }

  /// What is constant must be a protocol, and a seed of 16 bits.
  static let prepare: Function.Preparation = { constants, _ in
    if constants.count > 4, let constant = constants[4] {
      let name: String? =
        switch constant {
        case .text(let text): text
        case .integer(let number): String(number)
        default: nil
        }
      guard var name,
        name.withUTF8({ utf8 in
          utf8.baseAddress.flatMap { IPProtocol.number(Bytes($0, count: utf8.count)) }
        }) != nil
      else {
        return .invalid(
          argument: 4, message: "this is no protocol",
          help: "write a number such as 6, or tcp, udp, sctp, icmp or ipv6-icmp")
      }
    }
    if constants.count > 5, case .integer(let seed)? = constants[5], UInt16(exactly: seed) == nil {
      return .invalid(argument: 5, message: "the seed is from 0 to 65535", help: nil)
    }
    return .ready(NothingPrepared.shared)
  }

  func communityID(seed: UInt16, in scratch: Scratch) -> Value {
    let isOrdered = !isTwoWay || source.precedes(destination)
    let (first, second) = isOrdered ? (source, destination) : (destination, source)
    let digest = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { room -> Bytes? in
      var count = 0
      func put(_ number: some FixedWidthInteger) {
        for shift in stride(from: number.bitWidth - 8, through: 0, by: -8) {
          room[count] = UInt8(truncatingIfNeeded: number >> shift)
          count += 1
        }
      }
      func put(_ address: IPAddress) {
        if address.isV4 { return put(address.v4Bits) }
        put(address.high)
        put(address.low)
      }
      put(seed)
      put(first.address)
      put(second.address)
      put(UInt16(number) << 8)
      if hasPorts {
        put(first.port)
        put(second.port)
      }
      return sha1(UnsafeBufferPointer(rebasing: room[..<count]), in: scratch)
    }
    guard let digest, let code = Base64.encoded(digest, in: scratch) else { return .absent }
    var builder = ByteBuilder(in: scratch)
    builder.append("1:")
    builder.append(code)
    return builder.finishText()
  }

  private func sha1(_ bytes: UnsafeBufferPointer<UInt8>, in scratch: Scratch) -> Bytes? {
    guard let room = scratch.allocate(20) else { return nil }
    var context = sha1_ctx()
    nettle_sha1_init(&context)
    nettle_sha1_update(&context, bytes.count, bytes.baseAddress)
    nettle_sha1_digest(&context, 20, room)
    return Bytes(room, count: 20)
  }
}

extension Arguments {
  /// The argument as a number of 16 bits.
  fileprivate func port(_ index: Int) throws(CallFailure) -> UInt16 {
    guard let port = UInt16(exactly: try int64(index)) else { throw .notAPort }
    return port
  }
}
