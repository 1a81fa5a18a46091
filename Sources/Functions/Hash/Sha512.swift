import CNettle
import Events

extension Function {
  /// `sha512(text)`.
  static let sha512 = Function(
    "sha512",
    parameters: [Parameter("text", .text)], returns: .text,
    about: "The SHA-512 of the UTF-8 of a text, in hexadecimal digits.",
    examples: [
      Example(
        ["\"abc\""],
        "\"ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
          + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f\""),
      Example(
        ["\"\""],
        "\"cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce"
          + "47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e\""),
      Example(["null"], "absent"),
    ]
  ) { arguments in
    let text = arguments.text(0)
    var context = sha512_ctx()
    nettle_sha512_init(&context)
    nettle_sha512_update(&context, text.count, text.base)
    return Digest.hex(count: 64, in: arguments.scratch) {
      nettle_sha512_digest(&context, $0.count, $0.baseAddress)
    }
  }
}
