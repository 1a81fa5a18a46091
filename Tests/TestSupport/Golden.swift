import Glibc

/// Files of expected output, which a run of the tests may write anew.
package enum Golden {
  /// Whether outputs are written to their files instead of being compared: `RECORD=1`.
  package static let isRecording = getenv("RECORD").map { String(cString: $0) } == "1"
}
