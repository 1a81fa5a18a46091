/// A seeded generator of numbers (SplitMix64): the same run every time.
package struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  package init(_ seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }

  package mutating func below(_ limit: Int) -> Int {
    Int.random(in: 0..<max(1, limit), using: &self)
  }

  /// True once in so many times.
  package mutating func chance(_ one: Int) -> Bool { below(one) == 0 }

  package mutating func pick<T>(_ list: [T]) -> T { list[below(list.count)] }
}
