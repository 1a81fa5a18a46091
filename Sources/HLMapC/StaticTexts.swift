import CHLMap
import Glibc
import HLMap
import Synchronization

/// Texts for C that are never freed: there are a few dozen of them.
enum StaticTexts {
  private static let known = Mutex<[String: UInt]>([:])

  /// The text as C reads it; equal texts are one.
  static func lasting(_ text: String) -> UnsafePointer<CChar> {
    let address = known.withLock { known in
      if let address = known[text] { return address }
      guard let copy = strdup(text) else { fatalError("no memory for a text of the library") }
      known[text] = UInt(bitPattern: copy)
      return UInt(bitPattern: copy)
    }
    guard let lasting = UnsafePointer<CChar>(bitPattern: address) else {
      preconditionFailure("texts have places")
    }
    return lasting
  }
}

@_cdecl("hlmap_version")
public func version() -> UnsafePointer<CChar> { StaticTexts.lasting(Rules.version) }

@_cdecl("hlmap_code_message")
public func codeMessage(_ code: hlmap_code) -> UnsafePointer<CChar> {
  let text =
    switch code {
    case HLMAP_OK: "done"
    case HLMAP_INVALID_ARGUMENT: "a pointer is null that must not be, or a text is not UTF-8"
    case HLMAP_BAD_RULES: "the rules cannot be read, or have errors"
    case HLMAP_REFUSED: "the event was not mapped"
    case HLMAP_DROPPED: "a rule dropped the event"
    case HLMAP_OUT_OF_MEMORY: "there is no memory for the buffer"
    default: "no such code"
    }
  return StaticTexts.lasting(text)
}
