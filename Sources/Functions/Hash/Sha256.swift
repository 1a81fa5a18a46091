import CNettle
import Events

extension Function {
  /// `sha256(text)`.
  static let sha256 = Function(
    "sha256",
    parameters: [Parameter("text", .text)], returns: .text,
    about: "The SHA-256 of the UTF-8 of a text, in hexadecimal digits.",
    examples: [
      Example(["\"abc\""], "\"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\""),
      Example(["\"\""], "\"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\""),
    ]
  ) { arguments in
    let text = arguments.text(0)
    var context = sha256_ctx()
    nettle_sha256_init(&context)
    nettle_sha256_update(&context, text.count, text.base)
    return Digest.hex(count: 32, in: arguments.scratch) {
      nettle_sha256_digest(&context, $0.count, $0.baseAddress)
    }
  }
}
