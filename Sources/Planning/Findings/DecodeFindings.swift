import Diagnostics
import Functions

extension DecodeMistake.Reason {
  /// The code of the finding.
  package var code: DiagnosticCode {
    switch self {
    case .kind: .badDecode
    case .constant: .badConstant
    case .pattern: .badPattern
    }
  }
}
