import Events
import Planning

/// Which fields of the main event were set: of several hundred an event has a few dozen, and only
/// those are looked at when it is written and cleared before the next one.
extension Worker {
  /// Notes that a register, which may be that of a field, was given a value.
  @inline(__always)
  func note(_ register: Register) {
    noted[register.place &>> 6] |= 1 &<< UInt64(truncatingIfNeeded: register.place & 63)
  }

  /// Calls `body` with the place of each field that was noted, in order.
  @inline(__always)
  func forEachNotedField(_ body: (Int) -> Void) {
    let fields = program.fields
    var word = fields.lowerBound &>> 6
    while word &<< 6 < fields.upperBound {
      var bits = noted[word]
      while bits != 0 {
        let place = word &<< 6 | bits.trailingZeroBitCount
        if fields.contains(place) { body(place) }
        bits &= bits &- 1
      }
      word &+= 1
    }
  }

  /// Takes from the fields what the event before has set.
  func forgetFields() {
    forEachNotedField { registers[$0] = .absent }
    let fields = program.fields
    var word = fields.lowerBound &>> 6
    while word &<< 6 < fields.upperBound {
      noted[word] = 0
      word &+= 1
    }
  }
}
