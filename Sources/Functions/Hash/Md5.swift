import CNettle
import Events

extension Function {
  /// `md5(text)`.
  static let md5 = Function(
    "md5",
    parameters: [Parameter("text", .text)], returns: .text,
    about: "The MD5 of the UTF-8 of a text, in hexadecimal digits.",
    examples: [
      Example(["\"abc\""], "\"900150983cd24fb0d6963f7d28e17f72\""),
      Example(["\"\""], "\"d41d8cd98f00b204e9800998ecf8427e\""),
    ]
  ) { arguments in
    let text = arguments.text(0)
    var context = md5_ctx()
    nettle_md5_init(&context)
    nettle_md5_update(&context, text.count, text.base)
    return Digest.hex(count: 16, in: arguments.scratch) {
      nettle_md5_digest(&context, $0.count, $0.baseAddress)
    }
  }
}
