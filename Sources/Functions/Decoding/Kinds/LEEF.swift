import Events

extension DecodeKind {
  /// `decode: {leef: message, name: fields}`.
  static let leef = DecodeKind(
    "leef", sources: .scalars, result: .texts, failure: "no LEEF",
    about:
      "An object: `DeviceVendor`, `DeviceEventClassID`, …, and the pairs; escapes are undone. Of version 2 a sixth field is the "
      + "separator if it is one character, `x5E` or empty, and else begins the pairs.",
    examples: [
      Example(
        "LEEF:1.0|Acme|Wall|1.0|100|src=192.0.2.1",
        gives:
          #"{"LEEFVersion":"1.0","DeviceVendor":"Acme","DeviceProduct":"Wall","DeviceVersion":"1.0","DeviceEventClassID":"100","src":"192.0.2.1"}"#
      ),
      Example("src=192.0.2.1", gives: "failed"),
    ]
  ) { _ in decoder(.native) }

  /// `leef.parse-leef`.
  static let parseLEEF = DecodeKind(
    "leef.parse-leef", sources: [], result: .object, failure: "no LEEF",
    about: "An object of the header and the pairs."
  ) { _ in decoder(.intake) }

  private static func decoder(_ dialect: DecodeDialect) -> TextDecoder {
    TextDecoder { source, fields in
      LEEFText.read(source.spelling, as: dialect, in: fields.scratch) { fields.add($1, named: $0) }
    }
  }
}
