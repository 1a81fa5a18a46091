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

  /// Pattern n is that of rule n.
  init(_ required: RequiredLiterals) {
    ruleCount = required.patterns.count
    let (texts, numbers) = Self.numbered(required)
    // How many rules have a literal.
    var popularity = [Int](repeating: 0, count: texts.count)
    var lastRule = [Int](repeating: -1, count: texts.count)
    for (rule, sets) in required.patterns.enumerated() {
      for set in required.sets[sets] {
        for literal in numbers[set] where lastRule[literal] != rule {
          lastRule[literal] = rule
          popularity[literal] += 1
        }
      }
    }
    var always = [UInt64](repeating: 0, count: (ruleCount + 63) / 64)
    // Which rule watches which literal, in the order of the rules.
    var watching: (rules: [UInt16], literals: [Int]) = ([], [])
    lastRule = [Int](repeating: -1, count: texts.count)
    for (rule, sets) in required.patterns.enumerated() {
      var best: (set: Range<Int>, popularity: Int)?
      for set in required.sets[sets] {
        let sum = numbers[set].reduce(0) { $0 + popularity[$1] }
        if sum < best?.popularity ?? .max { best = (set, sum) }
      }
      guard let best else {
        always[rule / 64] |= 1 << UInt64(rule % 64)
        continue
      }
      for literal in numbers[best.set] where lastRule[literal] != rule {
        lastRule[literal] = rule
        watching.rules.append(UInt16(rule))
        watching.literals.append(literal)
      }
    }
    let watchers = Groups(watching.literals, count: texts.count)
    let watched = texts.indices.filter { !watchers[$0].isEmpty }
    let buckets = Groups(
      watched.map { literal in
        let start = texts[literal].lowerBound
        return Self.bucket(
          required.bytes[start], required.bytes[start + 1], required.bytes[start + 2])
      }, count: Self.bucketCount)
    var bytes: [UInt8] = []
    var entries: [Entry] = []
    entries.reserveCapacity(watched.count)
    for place in buckets.members {
      let literal = watched[place]
      let text = required.bytes[texts[literal]]
      entries.append(
        Entry(literal: bytes.count..<bytes.count + text.count, rules: watchers[literal]))
      bytes.append(contentsOf: text)
    }
    self.bytes = bytes
    self.rules = watchers.members.map { watching.rules[$0] }
    self.entries = entries
    self.starts = buckets.starts.map { UInt32($0) }
    self.always = always
  }

  /// Where the different literals stand first, and for every literal its number among them.
  private static func numbered(
    _ required: RequiredLiterals
  ) -> (texts: [Range<Int>], numbers: [Int]) {
    var known = ByteTable()
    var texts: [Range<Int>] = []
    let numbers = required.bytes.withUnsafeBufferPointer { bytes in
      required.literals.map { literal in
        let number = known.number(of: UnsafeBufferPointer(rebasing: bytes[literal]))
        if number == texts.count { texts.append(literal) }
        return number
      }
    }
    return (texts, numbers)
  }

  /// Things grouped by the numbers of their groups; those of one group keep their order.
  private struct Groups {
    private(set) var members: [Int]
    /// Group n is `members[starts[n]..<starts[n + 1]]`.
    private(set) var starts: [Int]

    init(_ groups: [Int], count: Int) {
      starts = [Int](repeating: 0, count: count + 1)
      for group in groups { starts[group + 1] += 1 }
      for group in 0..<count { starts[group + 1] += starts[group] }
      var ends = starts
      members = [Int](repeating: 0, count: groups.count)
      for (member, group) in groups.enumerated() {
        members[ends[group]] = member
        ends[group] += 1
      }
    }

    subscript(group: Int) -> Range<Int> { starts[group]..<starts[group + 1] }
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
