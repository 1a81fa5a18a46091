import Events

/// Why a call gave nothing for arguments that were there.
///
/// An absent argument is no failure: the call is absent and nothing is counted.
public enum CallFailure: UInt8, CaseIterable, Error, Sendable {
  case notANumber, notAnInteger, tooLarge, divisionByZero, notFinite
  case notUTF8, notHexadecimal, notBase64, notInEncoding
  case notADate, notADuration
  case notAnAddress, notAPort, unknownProtocol

  /// The reason as statistics and traces have it.
  public var reason: String {
    switch self {
    case .notANumber: "not a number"
    case .notAnInteger: "not an integer"
    case .tooLarge: "beyond 64 bits"
    case .divisionByZero: "division by zero"
    case .notFinite: "not a finite number"
    case .notUTF8: "not UTF-8"
    case .notHexadecimal: "not hexadecimal"
    case .notBase64: "not Base64"
    case .notInEncoding: "not in the encoding"
    case .notADate: "not a date"
    case .notADuration: "not a duration"
    case .notAnAddress: "not an address"
    case .notAPort: "not a port"
    case .unknownProtocol: "unknown protocol"
    }
  }
}

extension Arguments {
  /// What a body returns for values that it can make nothing of: absent, and counted.
  public func failed(_ failure: CallFailure) -> Value {
    scratch.noteFailure(failure.rawValue)
    return .absent
  }
}
