import Events

/// The objects that functions give for a text.
extension DecodeKind {
  /// `decode: {url: message, name: parts}`.
  static let url = DecodeKind(
    "url", sources: .scalars, result: .object, failure: "cannot be decoded",
    about:
      "An object: `scheme`, `domain`, `port`, `path`, `query`, …, as the function `url_parts` gives them.",
    examples: [
      Example(
        "https://example.com:8443/a?b=1",
        gives:
          #"{"original":"https://example.com:8443/a?b=1","scheme":"https","domain":"example.com","registered_domain":"example.com","top_level_domain":"com","port":8443,"path":"/a","query":"b=1"}"#
      )
    ]
  ) { settings in decoder(.urlParts, &settings) }

  /// `decode: {user_agent: message, name: agent}`.
  static let userAgent = DecodeKind(
    "user_agent", sources: .scalars, result: .object, failure: "cannot be decoded",
    about:
      "An object: `name`, `version`, `os.name`, `os.version`, `device.name`; needs the package `uap-core`.",
    examples: [
      Example(
        "curl/8.0",
        gives: #"{"name":"curl","version":"8.0","os":{"name":"Other"},"device":{"name":"Other"}}"#)
    ]
  ) { settings in decoder(.userAgent, &settings) }

  private static func decoder(
    _ function: Function, _ settings: inout DecodeSettings
  ) -> TextDecoder? {
    var argument: (any PreparedArgument)?
    switch function.prepare?([nil], settings.resources) {
    case nil: break
    case .ready(let ready): argument = ready
    case .invalid(_, let message, let help):
      return settings.refuse(DecodeMistake(.kind, message, help: help))
    }
    guard let call = FunctionCall(function, argumentCount: 1, prepared: argument) else {
      return nil
    }
    let names = function.resultNames
    return TextDecoder(names: names.isEmpty ? .unknown : .paths(names)) { source, fields in
      let result = withUnsafePointer(to: source) { argument in
        call.invoke(
          UnsafeBufferPointer(start: argument, count: 1), scratch: fields.scratch,
          now: fields.now)
      }
      return result.kind == .object && fields.readObject(PaddedBytes(container: result))
    }
  }
}
