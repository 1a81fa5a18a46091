import Events

extension DecodeKind {
  /// `decode: {cef: message, name: fields}`.
  static let cef = DecodeKind(
    "cef", sources: .scalars, result: .texts, failure: "no CEF",
    about:
      "An object: `DeviceVendor`, `Severity`, …, the pairs, and labelled values under their labels; escapes are undone.",
    examples: [
      Example(
        #"CEF:0|Acme|Wall|1.0|100|Blocked|5|src=192.0.2.1 cs1Label=rule cs1=a\=b"#,
        gives:
          #"{"CEFVersion":"0","DeviceVendor":"Acme","DeviceProduct":"Wall","DeviceVersion":"1.0","DeviceEventClassID":"100","Name":"Blocked","Severity":"5","src":"192.0.2.1","cs1Label":"rule","cs1":"a=b","rule":"a=b"}"#
      ),
      Example("Blocked", gives: "failed"),
    ]
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
