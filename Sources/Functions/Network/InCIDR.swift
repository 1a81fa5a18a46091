import Events

extension Function {
  /// `in_cidr(address, networks)`.
  static let inCIDR = Function(
    "in_cidr",
    parameters: [Parameter("address", .text), Parameter("networks", .listOrText)],
    returns: .boolean,
    about:
      "Whether an address lies in a network or in one of a list; absent when it is no address.",
    examples: [
      Example(["\"10.1.2.3\"", "\"10.0.0.0/8\""], "true"),
      Example(["\"10.1.2.3\"", "[\"192.168.0.0/16\", \"fe80::/10\"]"], "false"),
      Example(["\"fe80::1\"", "[\"10.0.0.0/8\", \"fe80::/10\"]"], "true"),
      Example(["\"x\"", "\"10.0.0.0/8\""], "absent"),
    ],
    prepare: NetworkList.prepare
  ) { arguments in
    guard let address = IPAddress(arguments.text(0)) else { return .absent }
    if let list = arguments.prepared(as: NetworkList.self) {
      return .boolean(list.networks.contains { $0.contains(address) })
    }
    // Networks that come with the event; those that cannot be read hold no address.
    let networks = arguments.value(1)
    guard networks.kind == .array else {
      return .boolean(Network(arguments.text(1))?.contains(address) ?? false)
    }
    var items = ArrayCursor(networks)
    while let item = items.next() {
      guard item.kind == .string, let text = JSONText.decoded(item, in: arguments.scratch) else {
        continue
      }
      if let network = Network(text), network.contains(address) { return .true }
    }
    return .false
  }
}

/// Networks that stand in the rules.
private final class NetworkList: PreparedArgument {
  let networks: [Network]

  init(_ networks: [Network]) { self.networks = networks }

  static let prepare: Function.Preparation = { constants, _ in
    guard constants.count > 1, let constant = constants[1] else {
      return .ready(NothingPrepared.shared)
    }
    var networks: [Network] = []
    var items = [constant]
    if case .list(let list) = constant { items = list }
    for item in items {
      guard var text = item.text,
        let network = text.withUTF8({ utf8 in
          utf8.baseAddress.flatMap { Network(Bytes($0, count: utf8.count)) }
        })
      else {
        return .invalid(
          argument: 1, message: "\(item.text.map { "`\($0)`" } ?? "the item") is no network",
          help: "write it as 10.0.0.0/8, fe80::/10 or a plain address")
      }
      networks.append(network)
    }
    return .ready(NetworkList(networks))
  }
}
