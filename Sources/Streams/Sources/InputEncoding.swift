/// What an input is written in where its bytes are no text that events can be read from.
public enum InputEncoding: Sendable, CaseIterable {
  /// Compressed.
  case gzip, zstd, bzip2, xz
  /// A text, but not in UTF-8.
  case utf32LittleEndian, utf32BigEndian, utf16LittleEndian, utf16BigEndian

  /// What the first bytes of an input say.
  public enum Detection: Sendable, Equatable {
    /// It is no text.
    case encoded(InputEncoding)
    /// Nothing speaks against a text.
    case text
    /// More of it must be seen.
    case undecided
  }

  /// What `bytes` say, the first `count` of an input; of all of it where `isWhole`.
  public static func detect(
    _ bytes: UnsafePointer<UInt8>, count: Int, isWhole: Bool
  ) -> Detection {
    var isUndecided = false
    for encoding in allCases {
      for signature in encoding.signatures {
        let seen = zip(signature, UnsafeBufferPointer(start: bytes, count: count))
        guard seen.allSatisfy({ $0 == nil || $0 == $1 }) else { continue }
        if count < signature.count {
          isUndecided = true
        } else if isWhole || !isUndecided {
          // The mark of UTF-32 begins with that of UTF-16.
          return .encoded(encoding)
        }
      }
    }
    // ASCII without a mark: in UTF-32 three of four bytes are zero, in UTF-16 every other one.
    if count >= 8 {
      let units = [0, 4].map { Array(UnsafeBufferPointer(start: bytes + $0, count: 4)) }
      if units.allSatisfy({ $0[0] != 0 && $0[1...].allSatisfy { $0 == 0 } }) {
        return .encoded(.utf32LittleEndian)
      }
      if units.allSatisfy({ $0[3] != 0 && $0[..<3].allSatisfy { $0 == 0 } }) {
        return .encoded(.utf32BigEndian)
      }
    }
    if count >= 4, bytes[0] | bytes[1] != 0, bytes[2] | bytes[3] != 0 {
      if bytes[1] | bytes[3] == 0 { return .encoded(.utf16LittleEndian) }
      if bytes[0] | bytes[2] == 0 { return .encoded(.utf16BigEndian) }
    } else if count >= 2, bytes[0] == 0 || bytes[1] == 0 {
      isUndecided = true
    }
    return isUndecided && !isWhole ? .undecided : .text
  }

  /// The bytes that such a file begins with; nil stands for any.
  private var signatures: [[UInt8?]] {
    switch self {
    case .gzip: [[0x1F, 0x8B]]
    case .zstd: [[0x28, 0xB5, 0x2F, 0xFD]]
    case .bzip2: [[0x42, 0x5A, 0x68, nil, 0x31, 0x41, 0x59]]
    case .xz: [[0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]]
    case .utf32LittleEndian: [[0xFF, 0xFE, 0x00, 0x00]]
    case .utf32BigEndian: [[0x00, 0x00, 0xFE, 0xFF]]
    case .utf16LittleEndian: [[0xFF, 0xFE]]
    case .utf16BigEndian: [[0xFE, 0xFF]]
    }
  }

  /// What it is and what makes a text of it, for people.
  public var message: String {
    switch self {
    case .gzip: "it is compressed (gzip); put `zcat` before hl-map"
    case .zstd: "it is compressed (zstd); put `zstdcat` before hl-map"
    case .bzip2: "it is compressed (bzip2); put `bzcat` before hl-map"
    case .xz: "it is compressed (xz); put `xzcat` before hl-map"
    case .utf32LittleEndian: recoding("UTF-32", "LE")
    case .utf32BigEndian: recoding("UTF-32", "BE")
    case .utf16LittleEndian: recoding("UTF-16", "LE")
    case .utf16BigEndian: recoding("UTF-16", "BE")
    }
  }

  private func recoding(_ name: String, _ order: String) -> String {
    "it is \(name), not UTF-8; put `iconv -f \(name)\(order) -t UTF-8` before hl-map"
  }
}
