import Events

/// Tells in one pass over a text which of many patterns could match it.
///
/// For each pattern one set of required literals is watched, the one fewest patterns share. The
/// first three bytes of a literal choose its bucket.
final class LiteralIndex: Sendable {
  private struct Entry: Sendable {
    let literal: Range<Int>
    let rules: Range<Int>
  }

  private static var bucketCount: Int { 4096 }

  let ruleCount: Int
  private let bytes: [UInt8]
  private let rules: [UInt16]
  private let entries: [Entry]
  /// The entries of bucket n are `starts[n]..<starts[n + 1]`.
  private let starts: [UInt32]
  /// The rules that no literal tells apart; a bit for each rule.
  private let always: [UInt64]

  /// `rules[n]` are the sets of rule n; see `RequiredLiterals`.
  init(_ sets: [[RequiredLiterals.Literals]]) {
    ruleCount = sets.count
    let (literals, numbered) = Self.numbered(sets)
    var popularity = [Int](repeating: 0, count: literals.count)
    var lastRule = [Int](repeating: -1, count: literals.count)
    for (rule, sets) in numbered.enumerated() {
      for literal in sets.joined() where lastRule[literal] != rule {
        lastRule[literal] = rule
        popularity[literal] += 1
      }
    }
    var always = [UInt64](repeating: 0, count: (sets.count + 63) / 64)
    // The rules that watch a literal, in order.
    var watchers = [[UInt16]](repeating: [], count: literals.count)
    for (rule, sets) in numbered.enumerated() {
      let best = sets.min { left, right in
        left.reduce(0) { $0 + popularity[$1] } < right.reduce(0) { $0 + popularity[$1] }
      }
      guard let best else {
        always[rule / 64] |= 1 << UInt64(rule % 64)
        continue
      }
      for literal in best where watchers[literal].last != UInt16(rule) {
        watchers[literal].append(UInt16(rule))
      }
    }
    var buckets = [[Int]](repeating: [], count: Self.bucketCount)
    for (literal, watchers) in watchers.enumerated() where !watchers.isEmpty {
      let bytes = literals[literal]
      buckets[Self.bucket(bytes[0], bytes[1], bytes[2])].append(literal)
    }
    var bytes: [UInt8] = []
    var rules: [UInt16] = []
    var entries: [Entry] = []
    var starts: [UInt32] = [0]
    for bucket in buckets {
      for literal in bucket {
        let (text, numbers) = (literals[literal], watchers[literal])
        entries.append(
          Entry(
            literal: bytes.count..<bytes.count + text.count,
            rules: rules.count..<rules.count + numbers.count))
        bytes += text
        rules += numbers
      }
      starts.append(UInt32(entries.count))
    }
    self.bytes = bytes
    self.rules = rules
    self.entries = entries
    self.starts = starts
    self.always = always
  }

  /// The different literals of all sets, and the sets by the numbers of their literals.
  private static func numbered(
    _ sets: [[RequiredLiterals.Literals]]
  ) -> (literals: [[UInt8]], sets: [[[Int]]]) {
    var literals: [[UInt8]] = []
    var numbers: [[UInt8]: Int] = [:]
    let numbered = sets.map { rule in
      rule.map { set in
        set.map { literal in
          if let known = numbers[literal] { return known }
          numbers[literal] = literals.count
          literals.append(literal)
          return literals.count - 1
        }
      }
    }
    return (literals, numbered)
  }

  @inline(__always)
  private static func bucket(_ a: UInt8, _ b: UInt8, _ c: UInt8) -> Int {
    let key = UInt32(a) | UInt32(b) << 8 | UInt32(c) << 16
    return Int((key &* 0x9E37_79B1) >> 20)
  }

  /// Words of the bit set that `mark` fills.
  var wordCount: Int { always.count }

  /// Sets the bit of every rule that could match a text given in lower case.
  func mark(_ text: Bytes, in bits: UnsafeMutableBufferPointer<UInt64>) {
    precondition(bits.count == always.count, "a bit for each rule")
    for index in always.indices { bits[index] = always[index] }
    guard text.count >= RequiredLiterals.shortest else { return }
    for start in 0...text.count - RequiredLiterals.shortest {
      let bucket = Self.bucket(text[start], text[start + 1], text[start + 2])
      for index in Int(starts[bucket])..<Int(starts[bucket + 1]) {
        let entry = entries[index]
        guard entry.literal.count <= text.count - start, isAt(start, of: text, entry.literal)
        else { continue }
        for rule in entry.rules {
          let number = Int(rules[rule])
          bits[number / 64] |= 1 << UInt64(number % 64)
        }
      }
    }
  }

  private func isAt(_ start: Int, of text: Bytes, _ literal: Range<Int>) -> Bool {
    for place in 0..<literal.count where text[start + place] != bytes[literal.lowerBound + place] {
      return false
    }
    return true
  }
}
