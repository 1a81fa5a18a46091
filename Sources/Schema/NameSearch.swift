import Text

/// Finds the field name that an unknown name most likely meant, in one pass over all names.
///
/// In order of trust: the same letters with other separators or common abbreviations
/// (`src_ip` → `source.ip`), the same name with segments left out (`file.md5` →
/// `file.hash.md5`), a slip of the keyboard, the same leaf in the same field set, the end of a name
/// (`command_line` → `process.command_line`).
struct NameSearch {
  private let word: String
  private let segments: [[UInt8]]
  /// Letters and digits of the word, and of the word with its abbreviations written out.
  private let keys: [[UInt8]]
  private let reach: Int

  private var same: String?
  private var withSegmentsLeftOut: String?
  private var near: [String] = []
  private var sameLeaf: String?
  private var sameEnd: String?

  init(_ word: String) {
    self.word = word
    let bytes = Array(word.utf8)
    segments = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
      .map(Array.init)
    keys = NameSearch.keys(of: bytes)
    reach = max(1, min(4, bytes.count / 3))
  }

  /// The best name so far.
  var best: String? {
    same ?? withSegmentsLeftOut ?? Suggestion.nearest(to: word, in: near) ?? sameLeaf ?? sameEnd
  }

  /// Weighs one known name.
  mutating func consider(_ name: UnsafeBufferPointer<UInt8>) {
    for key in keys {
      switch NameSearch.end(of: name, is: key) {
      case .whole: NameSearch.keepShorter(name, in: &same)
      case .end where key.count >= 4: NameSearch.keepShorter(name, in: &sameEnd)
      default: break
      }
    }
    if abs(name.count - word.utf8.count) <= reach {
      near.append(String(decoding: name, as: UTF8.self))
    }
    guard segments.count > 1, let first = segments.first, let leaf = segments.last,
      name.starts(with: first), name.count > first.count + leaf.count,
      name[first.count] == UInt8(ascii: "."),
      name[name.count - leaf.count - 1] == UInt8(ascii: "."),
      name.suffix(leaf.count).elementsEqual(leaf)
    else { return }
    NameSearch.keepShorter(name, in: &sameLeaf)
    var missing = segments[...]
    for segment in name.split(separator: UInt8(ascii: "."))
    where missing.first?.elementsEqual(segment) == true {
      missing.removeFirst()
    }
    if missing.isEmpty { NameSearch.keepShorter(name, in: &withSegmentsLeftOut) }
  }

  private static func keepShorter(
    _ name: UnsafeBufferPointer<UInt8>, in kept: inout String?
  ) {
    if kept.map({ name.count < $0.utf8.count }) ?? true {
      kept = String(decoding: name, as: UTF8.self)
    }
  }

  private enum Match { case none, end, whole }

  /// Whether a name, or its last segments, hold the letters of `key`, whatever the separators.
  private static func end(of name: UnsafeBufferPointer<UInt8>, is key: [UInt8]) -> Match {
    guard !key.isEmpty, name.count >= key.count else { return .none }
    var position = name.count
    var left = key.count
    while left > 0 {
      guard position > 0 else { return .none }
      position -= 1
      let byte = name[position]
      if isSeparator(byte) { continue }
      left -= 1
      if lowered(byte) != key[left] { return .none }
    }
    if position == 0 { return .whole }
    return name[position - 1] == UInt8(ascii: ".") ? .end : .none
  }

  // MARK: Keys

  /// A name without separators, in small letters.
  static func letters(of name: UnsafeBufferPointer<UInt8>) -> String {
    String(unsafeUninitializedCapacity: name.count) { room in
      var count = 0
      for byte in name where !isSeparator(byte) {
        room[count] = lowered(byte)
        count += 1
      }
      return count
    }
  }

  /// The letters of a word, and of the word with its abbreviations written out.
  static func keys(of word: [UInt8]) -> [[UInt8]] {
    var parts: [[UInt8]] = [[]]
    for (place, byte) in word.enumerated() {
      if isSeparator(byte) {
        parts.append([])
      } else {
        let isHump = isUpper(byte) && place > 0 && !isUpper(word[place - 1])
        if isHump { parts.append([]) }
        parts[parts.count - 1].append(lowered(byte))
      }
    }
    let plain = Array(parts.joined())
    let spelled = Array(parts.map { spelledOut[$0] ?? $0 }.joined())
    return plain == spelled ? [plain] : [plain, spelled]
  }

  private static let spelledOut: [[UInt8]: [UInt8]] = {
    let table = [
      "src": "source", "dst": "destination", "dest": "destination", "proc": "process",
      "cmd": "command", "cmdline": "commandline", "addr": "address", "ipaddr": "ip",
      "msg": "message", "usr": "user", "ts": "timestamp", "exe": "executable",
      "ppid": "parentpid", "dir": "directory", "img": "image", "org": "organization",
    ]
    return Dictionary(
      uniqueKeysWithValues: table.map { (Array($0.key.utf8), Array($0.value.utf8)) })
  }()

  private static func isSeparator(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: " "),
      UInt8(ascii: "@"):
      true
    default: false
    }
  }

  private static func isUpper(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
  }

  private static func lowered(_ byte: UInt8) -> UInt8 { isUpper(byte) ? byte | 0x20 : byte }
}
