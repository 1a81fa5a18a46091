import Events
import Planning

/// Which fields of the main event were set: of several hundred an event has a few dozen, and only
/// those are looked at when it is written and cleared before the next one.
struct NotedFields {
  /// A bit a register, set where a step may have given a field its value.
  private let bits: UnsafeMutablePointer<UInt64>
  let fields: Range<Int>

  init(_ plan: Plan) {
    fields = plan.fields
    bits = .allocate(capacity: plan.registerCount / 64 + 1)
    bits.initialize(repeating: 0, count: plan.registerCount / 64 + 1)
  }

  func deallocate() { bits.deallocate() }

  /// Notes that a register, which may be that of a field, was given a value.
  @inline(__always)
  func add(_ register: Register) {
    bits[register.place &>> 6] |= 1 &<< UInt64(truncatingIfNeeded: register.place & 63)
  }

  /// Calls `body` with the place of each register that was noted in the words that hold fields.
  ///
  /// Among them may be registers beside the fields.
  @inline(__always)
  func visit(_ body: (Int) -> Void) {
    let end = fields.upperBound
    var first = fields.lowerBound & ~63
    while first < end {
      var word = bits[first &>> 6]
      while word != 0 {
        body(first | word.trailingZeroBitCount)
        word &= word &- 1
      }
      first &+= 64
    }
  }

  /// Starts anew, with no field set.
  func removeAll() {
    var first = fields.lowerBound & ~63
    while first < fields.upperBound {
      bits[first &>> 6] = 0
      first &+= 64
    }
  }
}
