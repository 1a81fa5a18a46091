import Events

extension DecodeKind {
  /// `decode: {leef: message, name: fields}`.
  static let leef = DecodeKind(
    "leef", sources: .scalars, result: .texts, failure: "no LEEF",
    about: "An object: `DeviceVendor`, `DeviceEventClassID`, …, and the pairs."
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
