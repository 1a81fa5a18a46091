import Dispatch
import Events
import Synchronization
import Testing

@testable import Functions

/// Searches that share what they need: within each other, and on many threads.
@Suite(.timeLimit(.minutes(10))) struct MatcherPoolTests {
  /// The matches of a pattern in a text, each with its first group.
  private static func matches(_ regex: Functions.Regex, _ text: Bytes, _ scratch: Scratch)
    -> [String]
  {
    regex.search(text, in: scratch) { search in
      var found: [String] = []
      while search.next(), let whole = search.range(0) {
        let group = search.range(1).map { text.slice($0.lowerBound, $0.upperBound).string }
        found.append(
          text.slice(whole.lowerBound, whole.upperBound).string + "/" + (group ?? "-"))
      }
      return found
    }
  }

  /// A search in a search of the same pattern leaves the outer one as it was.
  @Test func nestedSearchesOfOnePattern() throws {
    let regex = try Functions.Regex("(\\w)\\w*")
    func nest(_ depth: Int) -> Int {
      withText("one two three") { text, scratch in
        regex.search(text, in: scratch) { search in
          var count = 0
          while search.next() {
            count += 1
            let before = (search.range(0), search.range(1))
            if depth > 0 { count += nest(depth - 1) }
            #expect(before == (search.range(0), search.range(1)))
          }
          return count
        }
      }
    }
    // Past the searches after which there is machine code.
    for _ in 0..<4 {
      #expect(nest(0) == 3)
      #expect(nest(3) == 3 + 9 + 27 + 81)
    }
  }

  @Test func manyThreads() throws {
    let groups = [1, 15, 16, 40, 100, 300].map { count in
      "(\\w)" + String(repeating: "(x?)", count: count - 1) + "=\\d+"
    }
    let wrong = Atomic(0)
    for _ in 0..<3 {
      // New patterns, so that the first searches and the first machine code coincide.
      let regexes = try groups.map { try Functions.Regex($0) }
      DispatchQueue.concurrentPerform(iterations: 32) { thread in
        let scratch = Scratch()
        for round in 0..<60 {
          let regex = regexes[(thread + round) % regexes.count]
          let number = thread * 1000 + round
          let found = withText("a=\(number) b=\(number + 1)") { text, _ in
            Self.matches(regex, text, scratch)
          }
          if found != ["a=\(number)/a", "b=\(number + 1)/b"] {
            wrong.add(1, ordering: .relaxed)
          }
          scratch.reset()
        }
      }
    }
    #expect(wrong.load(ordering: .relaxed) == 0)
  }

  /// A search finds the same whether it is one of the first, which the interpreter makes, or has
  /// machine code; also where one of the two would reach a limit.
  @Test(arguments: [
    ("(?:a|b)*c", "abab", "c", 24_300), ("(?:a|b)*c", "abab", "c", 72_900),
    ("^(?:\\w+=\\S+ ?)+$", "abc=de fg=h ", "", 24_300),
    ("^(?:\\w+=\\S+ ?)+$", "abc=de fg=h ", "", 2_700),
    ("\\bfoo\\b.*bar$", "foo abc bar=baz ", "", 24_300),
    ("\\s.*?(?:b?.{2,5}){2,5}$", "foo=bar x=y ", "", 300),
    ("^.*?error.*?$", "abc ", "error", 24_300), ("(\\w+)@(\\w+)\\.com", "abc ", "a@b.com", 24_300),
  ])
  func firstSearches(pattern: String, filler: String, tail: String, length: Int) throws {
    let regex = try Functions.Regex(pattern)
    let text =
      String(repeating: filler, count: length / filler.utf8.count) + tail
    let found = (0..<100).map { _ in
      withText(text) { bytes, scratch in
        regex.search(bytes, in: scratch) { $0.next() ? $0.range(0) : nil }
      }
    }
    #expect(Set(found).count == 1, "\(found)")
  }

  /// What took much memory is given back, as nothing else would make it smaller.
  @Test func largeMatchersAreNotKept() {
    for sizeClass in 0..<4 {
      let boxes = (0..<4).map { _ in MatcherPool.take(sizeClass, forMachineCode: false) }
      #expect(Set(boxes).count == 4)
      for box in boxes {
        box.pointee.allowMostMemory()
        MatcherPool.put(box, sizeClass)
      }
      let next = (0..<4).map { _ in MatcherPool.take(sizeClass, forMachineCode: true) }
      #expect(next.allSatisfy { !$0.pointee.isLarge })
      for box in next { MatcherPool.put(box, sizeClass) }
    }
  }
}
