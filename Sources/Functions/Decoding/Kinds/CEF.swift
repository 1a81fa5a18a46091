import Events

extension DecodeKind {
  /// `decode: {cef: message, name: fields}`.
  static let cef = DecodeKind(
    "cef", sources: .scalars, result: .texts, failure: "no CEF",
    about: "An object: `DeviceVendor`, `Severity`, …, the pairs, and labelled values."
  ) { _ in decoder(.native) }

  /// `cef.parse-cef`.
  static let parseCEF = DecodeKind(
    "cef.parse-cef", sources: [], result: .object, failure: "no CEF",
    about: "An object of the header, the pairs and the labelled values."
  ) { _ in decoder(.intake) }

  private static func decoder(_ dialect: DecodeDialect) -> TextDecoder {
    TextDecoder { source, fields in
      CEFText.read(source.spelling, as: dialect, in: fields.scratch) { fields.add($1, named: $0) }
    }
  }
}
