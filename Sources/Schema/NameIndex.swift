import Synchronization
import Text

/// The names of one ECS version by their letters and by the set they stand in, so that nearly equal
/// names are found without a pass over all of them.
struct NameIndex: Sendable {
  /// Names by their letters without separators; of several the shortest.
  private var byLetters: [String: String] = [:]
  /// The last parts of names by what stands before them, with the dot.
  private var leaves: [String: [[UInt8]]] = [:]

  /// Of the versions that were asked for: rules name one of them, and an index takes a while.
  private static let indexes = Mutex<[ECSVersion: NameIndex]>([:])

  static func of(_ version: ECSVersion) -> NameIndex {
    indexes.withLock { indexes in
      if let index = indexes[version] { return index }
      let index = NameIndex(version)
      indexes[version] = index
      return index
    }
  }

  private init(_ version: ECSVersion) {
    version.facts.forEachName { name in
      let letters = NameSearch.letters(of: name)
      if byLetters[letters].map({ name.count < $0.utf8.count }) ?? true {
        byLetters[letters] = String(decoding: name, as: UTF8.self)
      }
      guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else { return }
      let set = String(decoding: name[...dot], as: UTF8.self)
      leaves[set, default: []].append(Array(name[(dot + 1)...]))
    }
  }

  /// The name that differs by separators or abbreviations alone.
  func same(as name: String) -> String? {
    NameSearch.keys(of: Array(name.utf8)).compactMap {
      byLetters[String(decoding: $0, as: UTF8.self)]
    }
    .min { $0.utf8.count < $1.utf8.count }
  }

  /// The name of the same set whose last part is one letter away.
  func neighbour(of name: String) -> String? {
    let bytes = Array(name.utf8)
    guard let dot = bytes.lastIndex(of: UInt8(ascii: ".")) else { return nil }
    let leaf = Array(bytes[(dot + 1)...])
    guard leaf.count >= 2 else { return nil }
    let set = String(decoding: bytes[...dot], as: UTF8.self)
    let near = (leaves[set] ?? []).filter { Suggestion.isWithin(1, leaf, $0) }
    // Short words that differ by another letter are other words: `id` and `io`.
    let best = near.first { $0.count != leaf.count } ?? near.first { $0.count >= 5 }
    return best.map { String(decoding: bytes[...dot] + $0, as: UTF8.self) }
  }
}
