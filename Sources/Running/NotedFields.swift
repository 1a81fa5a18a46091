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

  /// Calls `body` with the place of each register that was noted in the words that hold fields.
  ///
  /// Among them may be registers beside the fields.
  @inline(__always)
  private func forEachNoted(_ body: (Int) -> Void) {
    let noted = self.noted
    let end = program.fields.upperBound
    var first = program.fields.lowerBound & ~63
    while first < end {
      var bits = noted[first &>> 6]
      while bits != 0 {
        body(first | bits.trailingZeroBitCount)
        bits &= bits &- 1
      }
      first &+= 64
    }
  }

  /// Takes from the fields what an event has set that was not written.
  func forgetFields() {
    let registers = self.registers
    // What stands beside the fields has no value between two events, or none that is looked at.
    forEachNoted { registers[$0] = .absent }
    forgetNotes()
  }

  /// Starts anew, with no field set.
  func forgetNotes() {
    let fields = program.fields
    var first = fields.lowerBound & ~63
    while first < fields.upperBound {
      noted[first &>> 6] = 0
      first &+= 64
    }
  }

  /// Finds the fields that have a value, and what writing them takes at most: the leaves of the main
  /// event are the fields, in order.
  func measureFields() -> OutputLayout.Measure {
    let layout = program.layout
    let registers = self.registers
    let fields = program.fields
    var measure = OutputLayout.Measure(capacity: layout.fixedCapacity)
    forEachNoted { place in
      guard fields.contains(place) else { return }
      measure.add(place &- fields.lowerBound, registers + place, in: layout, scratch)
    }
    assert(
      measure.count == fields.count(where: { registers[$0].isPresent }),
      "a field that has a value was noted")
    return measure
  }
}
