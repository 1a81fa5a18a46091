import CNettle
import Events

extension Function {
  /// `sha1(text)`.
  static let sha1 = Function(
    "sha1",
    parameters: [Parameter("text", .text)], returns: .text,
    about: "The SHA-1 of the UTF-8 of a text, in hexadecimal digits.",
    examples: [
      Example(["\"abc\""], "\"a9993e364706816aba3e25717850c26c9cd0d89d\""),
      Example(["\"\""], "\"da39a3ee5e6b4b0d3255bfef95601890afd80709\""),
    ]
  ) { arguments in
    let text = arguments.text(0)
    var context = sha1_ctx()
    nettle_sha1_init(&context)
    nettle_sha1_update(&context, text.count, text.base)
    return Digest.hex(count: 20, in: arguments.scratch) {
      nettle_sha1_digest(&context, $0.count, $0.baseAddress)
    }
  }
}
